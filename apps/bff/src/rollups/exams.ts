import { dayIn, isoDay } from '@wallet/shared/certificates/validity'
import { boolean, date, number, select } from '../db/query.ts'
import type { Rollup } from './rollup.ts'
import { spanOf } from './span.ts'

/** Attempts that have ended, by exam and day, of the people who are in the unit now; scores summed up in hundredths. */
export const exams: Rollup = {
  table: 'exam_daily',
  slice: 'day',
  keys: ['exam_id', 'day'],
  amounts: ['taken', 'passed', 'hundredths'],
  own: async (tx, zone, unitId, slices) => {
    const span = spanOf(tx, zone, slices)
    const wanted = slices && new Set(slices)
    const between = span ? 'a.ended_at >= :from AND a.ended_at < :until' : 'a.ended_at IS NOT NULL'
    const sql = `SELECT a.exam_id, a.ended_at, a.is_passed, a.score FROM users u JOIN attempts a ON a.user_id = u.id
      WHERE u.org_unit_id = :unitId AND u.is_active = :isActive AND ${between}`
    return (await select(tx, sql, { unitId, isActive: true, ...span }))
      .map(row => ({
        exam_id: number(row['exam_id']),
        day: isoDay(dayIn(date(row['ended_at']), zone)),
        taken: 1,
        passed: Number(boolean(row['is_passed'])),
        hundredths: Math.round(number(row['score']) * 100),
      }))
      .filter(({ day }) => !wanted || wanted.has(day))
  },
}
