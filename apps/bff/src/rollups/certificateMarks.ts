import { isoDayIn } from '@wallet/shared/certificates/validity'
import { lastDayOf } from '@wallet/shared/dashboards/holding'
import type { Db } from '../db/connect.ts'
import { date, dateOrNull, number, select, text } from '../db/query.ts'
import type { Mark } from './dirty.ts'

/** Every sum that a certificate counts in, or counted in; which certificates is a condition on `user_certificates c`. */
export const certificateMarks = async (tx: Db, zone: string, which: string, given: Readonly<Record<string, unknown>>): Promise<Mark[]> => {
  const sql = `SELECT c.org_unit_id, c.user_id, c.issued_at, c.revoked_at, c.valid_until, u.org_unit_id AS unit_now
    FROM user_certificates c JOIN users u ON u.id = c.user_id WHERE ${which}`
  return (await select(tx, sql, given)).flatMap(row => {
    const days = [date(row['issued_at']), dateOrNull(row['revoked_at'])].filter(at => at !== null).map(at => isoDayIn(at, zone))
    return [
      ...days.map(slice => ({ rollup: 'issuance', unitId: number(row['org_unit_id']), slice })),
      { rollup: 'people', unitId: number(row['unit_now']), slice: text(row['user_id']) },
      { rollup: 'expiry', unitId: number(row['unit_now']), slice: lastDayOf(dateOrNull(row['valid_until']), zone) },
    ]
  })
}
