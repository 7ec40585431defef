import { QueryTypes } from 'sequelize'
import type { Db } from './connect.ts'

/** What a column can be given: instants as `instant` writes them. */
export type Cell = string | number | boolean | null
/** Rows to be written, by columns. */
export interface Rows {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

const insert = async (tx: Db, { table, columns, rows }: Rows, onConflict: string) => {
  if (rows.length === 0) return
  // Said to be an insert, so that nobody goes through a megabyte of SQL to find out.
  const options = { type: QueryTypes.INSERT, replacements: { rows }, transaction: tx.transaction } as const
  await tx.sequelize.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES :rows ${onConflict}`, options)
}

/** Writes many rows by one statement. */
export const insertRows = (tx: Db, rows: Rows): Promise<void> => insert(tx, rows, '')

/** The same; what a unique key has already is left as it is, and whoever asks has to look which rows that are. */
export const insertNewRows = (tx: Db, rows: Rows): Promise<void> =>
  insert(tx, rows, tx.engine === 'sqlite' ? 'ON CONFLICT DO NOTHING' : 'ON DUPLICATE KEY UPDATE id = id')
