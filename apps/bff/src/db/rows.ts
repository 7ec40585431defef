import { QueryTypes } from 'sequelize'
import type { Db } from './connect.ts'
import { select, type Row } from './query.ts'

/** What a column can be given: instants as `instant` writes them. */
export type Cell = string | number | boolean | null
/** Rows to be written, by columns. */
export interface Rows {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

const sqlOf = ({ table, columns }: Rows) => `INSERT INTO ${table} (${columns.join(', ')}) VALUES :rows`
const insert = async (tx: Db, rows: Rows, onConflict: string) => {
  if (rows.rows.length === 0) return
  // Said to be an insert, so that nobody goes through a megabyte of SQL to find out.
  const options = { type: QueryTypes.INSERT, replacements: { rows: rows.rows }, transaction: tx.transaction } as const
  await tx.sequelize.query(`${sqlOf(rows)} ${onConflict}`, options)
}

/** Writes many rows by one statement. */
export const insertRows = (tx: Db, rows: Rows): Promise<void> => insert(tx, rows, '')

const leaveOld = (tx: Db) => (tx.engine === 'sqlite' ? 'ON CONFLICT DO NOTHING' : 'ON DUPLICATE KEY UPDATE id = id')
/** The same; what a unique key has already is left as it is, and whoever asks has to look which rows that are. */
export const insertNewRows = (tx: Db, rows: Rows): Promise<void> => insert(tx, rows, leaveOld(tx))

/** The same; answers id and `key` of what stands there now, found by `key`: rows that were refused are not among them. A cluster's ids are not consecutive. */
export const insertFoundRows = async (tx: Db, rows: Rows, key: string): Promise<Row[]> => {
  const at = rows.columns.indexOf(key)
  const keys = rows.rows.map(row => row[at] ?? null)
  if (tx.engine === 'sqlite') {
    // Its driver answers no rows to an insert.
    await insertNewRows(tx, rows)
    return select(tx, `SELECT id, ${key} FROM ${rows.table} WHERE ${key} IN (:keys)`, { keys })
  }
  const written = await select(tx, `${sqlOf(rows)} ${leaveOld(tx)} RETURNING id, ${key}`, { rows: rows.rows })
  const wanted = new Set(keys)
  return written.filter(row => wanted.has(row[key] as Cell))
}
