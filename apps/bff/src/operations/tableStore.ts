import { QueryTypes } from 'sequelize'
import type { Db } from '../db/connect.ts'
import { date, execute, instant, number, select, selectOne, text, type Row } from '../db/query.ts'

/** What a column holds, whatever the engine calls it. */
export type Kind = 'instant' | 'bytes' | 'number' | 'text'
export interface Column {
  readonly name: string
  readonly kind: Kind
}
/** A table as it is taken along: its columns, and those of its key, by which it is read a page at a time. */
export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly key: readonly string[]
}
/** A value as it stands in a backup: instants as ISO 8601, bytes in base64. */
export type Value = string | number | null

const kindOf = (type: string): Kind => {
  if (/^DATETIME/i.test(type)) return 'instant'
  if (/BLOB/i.test(type)) return 'bytes'
  return /INT|DECIMAL|DOUBLE|FLOAT|BOOL/i.test(type) ? 'number' : 'text'
}

const tableNames = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  mariadb: "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY 1",
}

/** Every table of the database but the list of migrations, which a database keeps of itself. */
export const listTables = async (db: Db): Promise<Table[]> => {
  const names = (await select(db, tableNames[db.engine])).map(row => text(row['name'])).filter(name => name !== 'migrations')
  return Promise.all(
    names.map(async name => {
      const columns = Object.entries(await db.sequelize.getQueryInterface().describeTable(name))
      return {
        name,
        columns: columns.map(([column, { type }]) => ({ name: column, kind: kindOf(type) })),
        key: columns.filter(([, { primaryKey }]) => primaryKey).map(([column]) => column),
      }
    }),
  )
}

/** Some columns are called what the engines have a meaning of their own for. */
const quoted = (name: string) => `\`${name}\``

/** MariaDB says what is in a column as text, so that no driver makes something else of it. */
const expressionOf = (db: Db, { name, kind }: Column): string => {
  const column = quoted(name)
  if (db.engine === 'sqlite' || kind === 'bytes' || kind === 'number') return column
  return kind === 'instant' ? `DATE_FORMAT(${column}, '%Y-%m-%d %H:%i:%s.%f') AS ${column}` : `CAST(${column} AS CHAR) AS ${column}`
}

const valueOf = ({ name, kind }: Column, row: Row): Value => {
  const value = row[name]
  if (value === null || value === undefined) return null
  if (kind === 'instant') return date(typeof value === 'string' && !/[Z+]/.test(value) ? `${value.slice(0, 23)} +00:00` : value).toISOString()
  if (kind === 'bytes') return Buffer.isBuffer(value) ? value.toString('base64') : text(value)
  return kind === 'number' ? number(value) : text(value)
}

/** `a > :a OR (a = :a AND b > :b)`: what comes after a key, by its index. */
const afterKey = (key: readonly string[], at = 0): string => {
  const name = key[at]
  const next = at + 1 < key.length ? ` OR (${name} = :key${at} AND (${afterKey(key, at + 1)}))` : ''
  return `${name} > :key${at}${next}`
}

/** The rows of a table, in the order of its key, a page at a time: however long it is, no more is held. */
export async function* readRows(db: Db, table: Table): AsyncGenerator<Value[][]> {
  const { name, columns, key } = table
  const limit = columns.some(({ kind }) => kind === 'bytes') ? 50 : 1_000
  const shown = columns.map(column => expressionOf(db, column)).join(', ')
  const ordered = key.map(column => `${name}.${quoted(column)}`)
  let after: Record<string, unknown> | null = null
  for (;;) {
    const where: string = after ? `WHERE ${afterKey(ordered)}` : ''
    const rows: Row[] = await select(db, `SELECT ${shown} FROM ${name} ${where} ORDER BY ${ordered.join(', ')} LIMIT ${limit}`, after ?? {})
    if (rows.length > 0) yield rows.map(row => columns.map(column => valueOf(column, row)))
    const last = rows.at(-1)
    if (!last || rows.length < limit) return
    after = Object.fromEntries(key.map((column, at) => [`key${at}`, last[column]]))
  }
}

export const countRows = async (db: Db, table: string): Promise<number> => number((await selectOne(db, `SELECT COUNT(*) AS n FROM ${table}`))?.['n'])

const cellOf = (db: Db, kind: Kind, value: Value) => {
  if (value === null) return null
  if (kind === 'instant') return instant(db, new Date(value))
  return kind === 'bytes' ? Buffer.from(String(value), 'base64') : value
}

/** Writes rows as they were read; `columns` are those of the backup. */
export const writeRows = async (tx: Db, { name, columns }: Pick<Table, 'name' | 'columns'>, rows: readonly (readonly Value[])[]): Promise<void> => {
  const cells = rows.map(row => columns.map(({ kind }, at) => cellOf(tx, kind, row[at] ?? null)))
  const sql = `INSERT INTO ${name} (${columns.map(column => quoted(column.name)).join(', ')}) VALUES :rows`
  await tx.sequelize.query(sql, { type: QueryTypes.INSERT, replacements: { rows: cells }, transaction: tx.transaction })
}

/** Lets rows be written before what they refer to; what refers to nothing in the end is refused by SQLite at the commit. */
export const withoutOrder = async (tx: Db, work: () => Promise<void>): Promise<void> => {
  if (tx.engine === 'sqlite') {
    await execute(tx, 'PRAGMA defer_foreign_keys = ON')
    return work()
  }
  await execute(tx, 'SET FOREIGN_KEY_CHECKS = 0')
  try {
    await work()
  } finally {
    await execute(tx, 'SET FOREIGN_KEY_CHECKS = 1')
  }
}

export const emptyTable = (tx: Db, name: string): Promise<void> => execute(tx, `DELETE FROM ${name}`)

/** The id that the next row of each table is given: an id that was given once, to a row that is gone, is not given again. */
export const nextIds = async (db: Db): Promise<Record<string, number>> => {
  const sql =
    db.engine === 'sqlite'
      ? 'SELECT name, seq + 1 AS next FROM sqlite_sequence'
      : 'SELECT table_name AS name, auto_increment AS next FROM information_schema.tables WHERE table_schema = DATABASE() AND auto_increment IS NOT NULL'
  return Object.fromEntries((await select(db, sql)).map(row => [text(row['name']), number(row['next'])]))
}

/** MariaDB commits what is open where it is told of ids: only once everything is written. */
export const setNextIds = async (db: Db, next: Readonly<Record<string, number>>): Promise<void> => {
  for (const [name, id] of Object.entries(next))
    if (db.engine === 'mariadb') await execute(db, `ALTER TABLE ${name} AUTO_INCREMENT = ${id}`)
    else {
      await execute(db, 'DELETE FROM sqlite_sequence WHERE name = :name', { name })
      await execute(db, 'INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)', { name, last: id - 1 })
    }
}

/** Hashes of everything in the file store that a row names, each once. */
export const listFileHashes = async (db: Db): Promise<string[]> => {
  const held = ['media', 'template_assets', 'certificate_files'].map(table => `SELECT sha256 FROM ${table}`).join(' UNION ')
  return (await select(db, `${held} ORDER BY sha256`)).map(row => text(row['sha256']))
}
