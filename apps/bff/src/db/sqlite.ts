import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

/*
 * The embedded database: node:sqlite behind the callback API of the `sqlite3` package, as far as Sequelize's sqlite
 * dialect uses it (`dialectModule`). No native module, no compiler.
 */

type Parameters = readonly unknown[] | Readonly<Record<string, unknown>>
/** What Sequelize reads from `this` after a statement. */
interface Outcome {
  lastID: number
  changes: number
}
type Done = (this: Outcome, error: Error | null, rows?: unknown[]) => void

const busyRetries = 400
/** Statements of more characters than this are not kept prepared. */
const longest = 20_000
const codes: Record<number, string> = {
  1: 'SQLITE_ERROR',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  19: 'SQLITE_CONSTRAINT',
  26: 'SQLITE_NOTADB',
}

const codeOf = (error: unknown) => (error instanceof Error && 'errcode' in error ? (codes[Number(error.errcode) & 0xff] ?? 'SQLITE_ERROR') : null)

/** Sequelize tells errors apart by `code` and by the message's beginning. */
const asSqliteError = (error: unknown): Error => {
  const code = codeOf(error)
  if (!(error instanceof Error) || code === null) return error instanceof Error ? error : new Error(String(error))
  return Object.assign(new Error(`${code}: ${error.message}`), { code })
}

const toInput = (value: unknown): SQLInputValue => {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.toISOString()
  return value as SQLInputValue
}
const fromOutput = (value: unknown) => {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value
}
const plainRow = (row: Record<string, unknown>) => {
  const plain: Record<string, unknown> = {}
  for (const name in row) plain[name] = fromOutput(row[name])
  return plain
}

/** Sequelize asks `constructor.name === 'Statement'`. */
class Statement implements Outcome {
  lastID = 0
  changes = 0
}

class Database {
  readonly filename: string
  uuid: string | undefined
  readonly #connection: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(filename: string, _mode: number, opened: (error: Error | null) => void) {
    this.filename = filename
    try {
      // The timeout is zero: a busy database is waited for with a timer, never by blocking the event loop.
      this.#connection = new DatabaseSync(filename, { timeout: 0 })
      // Set here because every Sequelize transaction opens a connection of its own.
      this.#pragma('PRAGMA journal_mode = WAL')
      this.#connection.exec('PRAGMA synchronous = NORMAL')
      queueMicrotask(() => opened(null))
    } catch (error) {
      this.#connection ??= new DatabaseSync(':memory:')
      queueMicrotask(() => opened(asSqliteError(error)))
    }
  }

  /** Switching to WAL needs the file alone for a moment; where another connection is at it, it is already done. */
  #pragma(sql: string) {
    try {
      this.#connection.exec(sql)
    } catch (error) {
      if (codeOf(error) !== 'SQLITE_BUSY') throw error
    }
  }

  serialize(work: () => void) {
    work()
  }

  run(sql: string, parameters?: Parameters | Done, done?: Done) {
    this.#attempt(sql, parameters, done, (statement, input, outcome) => {
      const { changes, lastInsertRowid } = statement.run(...input)
      outcome.changes = Number(changes)
      outcome.lastID = Number(lastInsertRowid)
      return undefined
    })
    return this
  }

  all(sql: string, parameters?: Parameters | Done, done?: Done) {
    this.#attempt(sql, parameters, done, (statement, input) => statement.all(...input).map(plainRow))
    return this
  }

  exec(sql: string, done: (error: Error | null) => void) {
    try {
      this.#connection.exec(sql)
      done(null)
    } catch (error) {
      done(asSqliteError(error))
    }
    return this
  }

  close(done?: (error: Error | null) => void) {
    this.#statements.clear()
    if (this.#connection.isOpen) this.#connection.close()
    done?.(null)
  }

  #prepare(sql: string) {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#connection.prepare(sql)
    statement.setReadBigInts(true)
    statement.setAllowUnknownNamedParameters(true)
    // Many rows at once are not asked for again in the same words.
    if (sql.length > longest) return statement
    if (this.#statements.size > 500) this.#statements.clear()
    this.#statements.set(sql, statement)
    return statement
  }

  #attempt(
    sql: string,
    parameters: Parameters | Done | undefined,
    done: Done | undefined,
    work: (statement: StatementSync, input: SQLInputValue[], outcome: Statement) => unknown[] | undefined,
    tries = 0,
  ): void {
    if (typeof parameters === 'function') return this.#attempt(sql, [], parameters, work, tries)
    const outcome = new Statement()
    try {
      const rows = work(this.#prepare(sql), toInputs(parameters ?? []), outcome)
      done?.call(outcome, null, rows)
    } catch (error) {
      if (codeOf(error) === 'SQLITE_BUSY' && tries < busyRetries)
        setTimeout(() => this.#attempt(sql, parameters, done, work, tries + 1), 2 + Math.random() * Math.min(50, 2 + tries))
      else if (done) done.call(outcome, asSqliteError(error))
      else throw asSqliteError(error)
    }
  }
}

const toInputs = (parameters: Parameters): SQLInputValue[] => {
  if (Array.isArray(parameters)) return parameters.map(toInput)
  const named = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, toInput(value)]))
  return Object.keys(named).length > 0 ? [named as unknown as SQLInputValue] : []
}

/** What Sequelize takes as its `dialectModule`. */
export const sqlite = { Database, OPEN_READWRITE: 2, OPEN_CREATE: 4 }
