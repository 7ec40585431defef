import { hourIn } from '@wallet/shared/certificates/validity'
import { date, select, text } from '../db/query.ts'
import type { Rollup } from './rollup.ts'

/** Who was active, by day and by the local hour in which something of theirs was recorded first: of the people who are in the unit now. */
export const active: Rollup = {
  table: 'org_active',
  slice: 'day',
  keys: ['day', 'hour'],
  amounts: ['people'],
  own: async (tx, zone, unitId, slices) => {
    const sql = `SELECT e.day, MIN(e.at) AS first_at FROM users u JOIN learning_events e ON e.user_id = u.id ${slices ? 'AND e.day IN (:slices)' : ''}
      WHERE u.org_unit_id = :unitId AND u.is_active = :isActive GROUP BY u.id, e.day`
    return (await select(tx, sql, { unitId, isActive: true, slices })).map(row => ({
      day: text(row['day']),
      hour: hourIn(date(row['first_at']), zone),
      people: 1,
    }))
  },
}
