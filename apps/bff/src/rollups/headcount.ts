import { number, select } from '../db/query.ts'
import type { Rollup } from './rollup.ts'

/** People who are here, by unit. */
export const headcount: Rollup = {
  table: 'org_people',
  slice: 'kind',
  keys: ['kind'],
  amounts: ['people'],
  own: async (tx, _zone, unitId) => {
    const rows = await select(tx, 'SELECT COUNT(*) AS people FROM users WHERE org_unit_id = :unitId AND is_active = :isActive', { unitId, isActive: true })
    return rows.map(row => ({ kind: 'active', people: number(row['people']) }))
  },
}
