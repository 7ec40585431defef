import type { AuthoredRow } from '@wallet/shared/authoring'
import type { PublicationState } from '@wallet/shared/publication'
import { fail } from '@wallet/shared/problem'
import type { Db } from './connect.ts'
import { date, execute, number, numberOrNull, select, selectOne, text, type Row } from './query.ts'

/** The tables of what is written for learners: all have the columns of a publication. */
export type AuthoredTable = 'courses' | 'exams' | 'badges' | 'growth_paths'

/** A row as lists show it. */
export const authoredOf = (row: Row): AuthoredRow => ({
  id: number(row['id']),
  title: text(row['title']),
  englishTitle: text(row['english_title']),
  state: text(row['state']) as PublicationState,
  version: number(row['version']),
  publishedVersion: numberOrNull(row['published_version']),
  updatedAt: date(row['updated_at']).toISOString(),
})

/** All of them, in the order in which learners see them. */
export const listAuthored = (db: Db, table: AuthoredTable): Promise<Row[]> => select(db, `SELECT * FROM ${table} ORDER BY sort_order, id`)

/** The row, locked until the transaction ends; null where there is none. */
export const lockAuthored = (tx: Db, table: AuthoredTable, id: number): Promise<Row | null> =>
  selectOne(tx, `SELECT * FROM ${table} WHERE id = :id${tx.engine === 'sqlite' ? '' : ' FOR UPDATE'}`, { id })

/** Refuses a change that is based on another version than the newest. */
export const insistOnVersion = (row: Row, version: number): void => {
  if (number(row['version']) !== version) fail('stale_version')
}

/** Where a new one stands: behind all others. */
export const lastPlace = async (tx: Db, table: AuthoredTable): Promise<number> =>
  Math.min(9999, number((await selectOne(tx, `SELECT COALESCE(MAX(sort_order), -1) + 1 AS place FROM ${table}`))?.['place']))

/** Puts them in this order; what is not named stays behind, as it was. An order is no version: learners see it at once. */
export const reorder = async (tx: Db, table: AuthoredTable | 'certificate_templates', ids: readonly number[]): Promise<void> => {
  const rows = await select(tx, `SELECT id, sort_order FROM ${table} ORDER BY sort_order, id`)
  const known = rows.map(row => number(row['id']))
  const unknown = ids.flatMap((id, at) => (known.includes(id) ? [] : [{ path: `ids.${at}`, message: 'is not there' }]))
  if (unknown.length > 0) fail('invalid_request', { errors: unknown })
  const places = new Map([...ids, ...known.filter(id => !ids.includes(id))].map((id, place) => [id, place]))
  for (const row of rows) {
    const [id, place] = [number(row['id']), places.get(number(row['id']))]
    if (place !== number(row['sort_order'])) await execute(tx, `UPDATE ${table} SET sort_order = :place WHERE id = :id`, { place, id })
  }
}
