import { number, select } from '../db/query.ts'
import type { Rollup } from './rollup.ts'

/** Who has earned each badge, of the people who are in the unit now. */
export const badges: Rollup = {
  table: 'org_badges',
  slice: 'badge_id',
  keys: ['badge_id'],
  amounts: ['people'],
  own: async (tx, _asOf, unitId, slices) => {
    const sql = `SELECT b.badge_id, COUNT(*) AS people FROM users u JOIN user_badges b ON b.user_id = u.id
      WHERE u.org_unit_id = :unitId AND u.is_active = :isActive ${slices ? 'AND b.badge_id IN (:slices)' : ''} GROUP BY b.badge_id`
    return (await select(tx, sql, { unitId, isActive: true, slices: slices?.map(Number) })).map(row => ({
      badge_id: number(row['badge_id']),
      people: number(row['people']),
    }))
  },
}
