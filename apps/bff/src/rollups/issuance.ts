import { dayIn, isoDay } from '@wallet/shared/certificates/validity'
import type { Db } from '../db/connect.ts'
import { date, select, text, type Row } from '../db/query.ts'
import type { Cell, Rollup } from './rollup.ts'
import { spanOf } from './span.ts'

const dayOf = (value: unknown, zone: string) => isoDay(dayIn(date(value), zone))

const readBetween = async (tx: Db, column: 'issued_at' | 'revoked_at', unitId: number, span: ReturnType<typeof spanOf>): Promise<Row[]> => {
  const between = span ? `AND ${column} >= :from AND ${column} < :until` : `AND ${column} IS NOT NULL`
  return select(tx, `SELECT ${column} AS at, type FROM user_certificates WHERE org_unit_id = :unitId ${between}`, { unitId, ...span })
}

/** Certificates issued and revoked, by day and type, in the unit that stands on them: people who move leave them behind. */
export const issuance: Rollup = {
  table: 'org_daily',
  slice: 'day',
  keys: ['day', 'type'],
  amounts: ['issued', 'revoked'],
  own: async (tx, zone, unitId, slices) => {
    const span = spanOf(tx, zone, slices)
    const wanted = slices && new Set(slices)
    const cells = async (column: 'issued_at' | 'revoked_at', amount: 'issued' | 'revoked'): Promise<Cell[]> =>
      (await readBetween(tx, column, unitId, span))
        .map(row => ({ day: dayOf(row['at'], zone), type: text(row['type']), issued: 0, revoked: 0, [amount]: 1 }))
        .filter(({ day }) => !wanted || wanted.has(day))
    return [...(await cells('issued_at', 'issued')), ...(await cells('revoked_at', 'revoked'))]
  },
}
