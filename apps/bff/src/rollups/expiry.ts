import { lastDayOf } from '@wallet/shared/dashboards/holding'
import { date, select } from '../db/query.ts'
import { spanOf } from './span.ts'
import type { Rollup } from './rollup.ts'

/** Certificates in force by their last day, of the people who are in the unit now; those without an end are not counted. */
export const expiry: Rollup = {
  table: 'org_expiry',
  slice: 'day',
  keys: ['day'],
  amounts: ['certificates', 'renewing'],
  own: async (tx, zone, unitId, slices) => {
    const span = spanOf(tx, zone, slices)
    const wanted = slices && new Set(slices)
    // The end is the first moment after the last day.
    const between = span ? 'AND c.valid_until > :from AND c.valid_until <= :until' : 'AND c.valid_until IS NOT NULL'
    const sql = `SELECT c.valid_until FROM users u JOIN user_certificates c ON c.user_id = u.id
      WHERE u.org_unit_id = :unitId AND u.is_active = :isActive ${between}
        AND c.revoked_at IS NULL AND c.suspended_at IS NULL AND c.superseded_by_id IS NULL`
    return (await select(tx, sql, { unitId, isActive: true, ...span }))
      .map(row => ({ day: lastDayOf(date(row['valid_until']), zone), certificates: 1, renewing: 0 }))
      .filter(({ day }) => !wanted || wanted.has(day))
  },
}
