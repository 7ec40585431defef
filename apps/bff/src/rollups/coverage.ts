import { number, select, text } from '../db/query.ts'
import type { Rollup } from './rollup.ts'

/** People by certificate they have to hold, and by the last day on which they do; who never held it has the day `neverHeld`. */
export const coverage: Rollup = {
  table: 'coverage',
  slice: 'template_id',
  keys: ['template_id', 'until_day'],
  amounts: ['people'],
  own: async (tx, _asOf, unitId, slices) => {
    const sql = `SELECT template_id, until_day, COUNT(*) AS people FROM holdings
      WHERE unit_id = :unitId AND is_required = :isRequired ${slices ? 'AND template_id IN (:slices)' : ''} GROUP BY template_id, until_day`
    return (await select(tx, sql, { unitId, isRequired: true, slices: slices?.map(Number) })).map(row => ({
      template_id: number(row['template_id']),
      until_day: text(row['until_day']),
      people: number(row['people']),
    }))
  },
}
