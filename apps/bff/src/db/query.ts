import { QueryTypes } from 'sequelize'
import type { Db } from './connect.ts'

/** One row as the driver gives it; the functions below flatten the differences of the two engines. */
export type Row = Readonly<Record<string, unknown>>

/** Reads rows; `:name` in the SQL is replaced by an escaped value. */
export const select = async (db: Db, sql: string, replacements: Record<string, unknown> = {}): Promise<Row[]> =>
  db.sequelize.query<Row>(sql, { type: QueryTypes.SELECT, replacements, transaction: db.transaction })

/** Reads the first row, or null. */
export const selectOne = async (db: Db, sql: string, replacements: Record<string, unknown> = {}): Promise<Row | null> =>
  (await select(db, sql, replacements))[0] ?? null

/** Reads rows by a statement that stays prepared: `$name` in the SQL is bound. For what is asked most. */
export const selectBound = async (db: Db, sql: string, bind: Record<string, unknown>): Promise<Row[]> =>
  db.sequelize.query<Row>(sql, { type: QueryTypes.SELECT, bind, transaction: db.transaction })

/** Runs a statement that changes rows. */
export const execute = async (db: Db, sql: string, replacements: Record<string, unknown> = {}): Promise<void> => {
  await db.sequelize.query(sql, { replacements, transaction: db.transaction })
}

/** An instant as it stands in a column, to be compared with one: milliseconds kept, UTC. */
export const instant = (db: Db, date: Date): string => {
  const text = date.toISOString().replace('T', ' ').replace('Z', '')
  return db.engine === 'sqlite' ? `${text} +00:00` : text
}

/** Escapes what a person typed for use in `LIKE … ESCAPE '!'`. */
export const likeText = (text: string): string => text.replace(/[!%_]/g, '!$&')

/** Whether a text can be compared with a code column: those are ASCII, and MariaDB refuses to compare them with anything else. */
export const isAscii = (value: string): boolean => /^[\x20-\x7e]*$/.test(value)

export const text = (value: unknown): string => (typeof value === 'string' ? value : String(value))
export const textOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : text(value))
/** DECIMAL is a string on MariaDB and a number on SQLite. */
export const number = (value: unknown): number => Number(value)
export const numberOrNull = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value))
export const boolean = (value: unknown): boolean => Number(value) === 1
/** A raw date is text on SQLite and a Date on MariaDB. */
export const date = (value: unknown): Date => (value instanceof Date ? value : new Date(text(value).replace(' +00:00', 'Z').replace(' ', 'T')))
export const dateOrNull = (value: unknown): Date | null => (value === null || value === undefined ? null : date(value))
/** JSON is text on SQLite and parsed on MariaDB. */
export const json = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : (value ?? null))
