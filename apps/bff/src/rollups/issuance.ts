import { isoDayIn } from '@wallet/shared/certificates/validity'
import { isIssued } from '../certificates/statusWhere.ts'
import type { Db } from '../db/connect.ts'
import { date, instant, select, text, type Row } from '../db/query.ts'
import type { Cell, Rollup } from './rollup.ts'
import { spanOf } from './span.ts'

const what = { issued: { column: 'c.issued_at', isSo: isIssued }, revoked: { column: 'c.revoked_at', isSo: 'c.revoked_at IS NOT NULL' } } as const

const readBetween = async (tx: Db, amount: keyof typeof what, unitId: number, now: Date, span: ReturnType<typeof spanOf>): Promise<Row[]> => {
  const { column, isSo } = what[amount]
  const sql = `SELECT ${column} AS at, c.type FROM user_certificates c WHERE c.org_unit_id = :unitId AND ${isSo}
    ${span ? `AND ${column} >= :from AND ${column} < :until` : ''}`
  return select(tx, sql, { unitId, now: instant(tx, now), ...span })
}

/** Certificates issued and revoked, by day and type, in the unit that stands on them: people who move leave them behind. */
export const issuance: Rollup = {
  table: 'org_daily',
  slice: 'day',
  keys: ['day', 'type'],
  amounts: ['issued', 'revoked'],
  own: async (tx, { now, zone }, unitId, slices) => {
    const span = spanOf(tx, zone, slices)
    const wanted = slices && new Set(slices)
    const cells = async (amount: keyof typeof what): Promise<Cell[]> =>
      (await readBetween(tx, amount, unitId, now, span))
        .map(row => ({ day: isoDayIn(date(row['at']), zone), type: text(row['type']), issued: 0, revoked: 0, [amount]: 1 }))
        .filter(({ day }) => !wanted || wanted.has(day))
    return [...(await cells('issued')), ...(await cells('revoked'))]
  },
}
