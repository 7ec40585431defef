import { number, select, text } from '../db/query.ts'
import type { Rollup } from './rollup.ts'

/** People of whom something is required, each once: by the last day on which they hold all of it. */
export const standing: Rollup = {
  table: 'org_standing',
  slice: 'kind',
  keys: ['kind', 'until_day'],
  amounts: ['people'],
  own: async (tx, _asOf, unitId) => {
    const sql = `SELECT h.until_day, COUNT(*) AS people
      FROM (SELECT user_id, MIN(until_day) AS until_day FROM holdings WHERE unit_id = :unitId AND is_required = :isRequired GROUP BY user_id) h
      GROUP BY h.until_day`
    return (await select(tx, sql, { unitId, isRequired: true })).map(row => ({
      kind: 'required',
      until_day: text(row['until_day']),
      people: number(row['people']),
    }))
  },
}
