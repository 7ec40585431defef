import { lastDayOf, noEnd } from '@wallet/shared/dashboards/holding'
import type { Db } from '../db/connect.ts'
import { date, dateOrNull, number, numberOrNull, select, type Row } from '../db/query.ts'
import { spanOf } from './span.ts'
import { listRenewing, type Ending } from './renewal.ts'
import type { Rollup } from './rollup.ts'

const inForce = 'c.revoked_at IS NULL AND c.suspended_at IS NULL AND c.superseded_by_id IS NULL'

const countEndless = async (tx: Db, unitId: number): Promise<number> => {
  const sql = `SELECT COUNT(*) AS certificates FROM users u JOIN user_certificates c ON c.user_id = u.id
    WHERE u.org_unit_id = :unitId AND u.is_active = :isActive AND c.valid_until IS NULL AND ${inForce}`
  return number((await select(tx, sql, { unitId, isActive: true }))[0]?.['certificates'])
}

const endingOf = (row: Row): Ending | null => {
  const validUntil = dateOrNull(row['valid_until'])
  const ids = { id: number(row['id']), userId: number(row['user_id']), courseId: numberOrNull(row['course_id']), examId: numberOrNull(row['exam_id']) }
  return validUntil && { ...ids, issuedAt: date(row['issued_at']), validUntil }
}

const listEndings = async (tx: Db, unitId: number, span: ReturnType<typeof spanOf>): Promise<Ending[]> => {
  // The end is the first moment after the last day.
  const sql = `SELECT c.id, c.user_id, c.issued_at, c.valid_until, c.course_id, c.exam_id FROM users u JOIN user_certificates c ON c.user_id = u.id
    WHERE u.org_unit_id = :unitId AND u.is_active = :isActive AND ${inForce}
      AND ${span ? 'c.valid_until > :from AND c.valid_until <= :until' : 'c.valid_until IS NOT NULL'}`
  return (await select(tx, sql, { unitId, isActive: true, ...span })).map(endingOf).filter(ending => ending !== null)
}

/**
 * Certificates that were not taken back, by their last day, of the people who are in the unit now; those without an end have the day `noEnd`.
 * What is in force on a day is the sum of that day and all after it.
 */
export const expiry: Rollup = {
  table: 'org_expiry',
  slice: 'day',
  keys: ['day'],
  amounts: ['certificates', 'renewing'],
  own: async (tx, zone, unitId, slices) => {
    const days = slices?.filter(day => day !== noEnd) ?? null
    const endings = days?.length === 0 ? [] : await listEndings(tx, unitId, spanOf(tx, zone, days))
    const dated = endings.map(ending => ({ ...ending, day: lastDayOf(ending.validUntil, zone) })).filter(({ day }) => !days || days.includes(day))
    const renewing = await listRenewing(tx, dated)
    const endless = !slices || slices.includes(noEnd) ? [{ day: noEnd, certificates: await countEndless(tx, unitId), renewing: 0 }] : []
    return [...endless, ...dated.map(({ id, day }) => ({ day, certificates: 1, renewing: Number(renewing.has(id)) }))]
  },
}
