import { isoDayIn, parseDay } from '@wallet/shared/certificates/validity'
import { binOf } from '@wallet/shared/dashboards/bin'
import type { Db } from '../db/connect.ts'
import { boolean, date, number, select, type Row } from '../db/query.ts'
import type { Cell, Rollup } from './rollup.ts'
import { spanOf } from './span.ts'

/** From the first to the last day that a month can have, as the days of which it consists are looked for. */
const edgesOf = (months: readonly string[]) => months.flatMap(month => [`${month}-01`, lastOf(month)])
const lastOf = (month: string) => ['31', '30', '29', '28'].map(day => `${month}-${day}`).find(day => parseDay(day) !== null) ?? `${month}-28`

const cellOf = (row: Row, zone: string): Cell & { readonly month: string } => {
  const score = number(row['score'])
  return {
    month: isoDayIn(date(row['ended_at']), zone).slice(0, 7),
    exam_id: number(row['exam_id']),
    bin: binOf(score),
    taken: 1,
    passed: Number(boolean(row['is_passed'])),
    hundredths: Math.round(score * 100),
  }
}

const readAttempts = (tx: Db, unitId: number, span: ReturnType<typeof spanOf>) =>
  select(
    tx,
    `SELECT a.exam_id, a.ended_at, a.is_passed, a.score FROM users u JOIN attempts a ON a.user_id = u.id
      WHERE u.org_unit_id = :unitId AND u.is_active = :isActive AND ${span ? 'a.ended_at >= :from AND a.ended_at < :until' : 'a.ended_at IS NOT NULL'}`,
    { unitId, isActive: true, ...span },
  )

/** Attempts that have ended, by exam, month and score, of the people who are in the unit now; scores summed up in hundredths. */
export const exams: Rollup = {
  table: 'exam_scores',
  slice: 'month',
  keys: ['month', 'exam_id', 'bin'],
  amounts: ['taken', 'passed', 'hundredths'],
  own: async (tx, { zone }, unitId, slices) => {
    const attempts = await readAttempts(tx, unitId, spanOf(tx, zone, slices && edgesOf(slices)))
    const wanted = slices && new Set(slices)
    return attempts.map(row => cellOf(row, zone)).filter(({ month }) => !wanted || wanted.has(month))
  },
}
