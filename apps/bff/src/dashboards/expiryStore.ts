import type { ExpiryRadar } from '@wallet/shared/dashboards/expiry'
import type { KeyFigures } from '@wallet/shared/dashboards/figures'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne, text } from '../db/query.ts'
import { dayFrom } from './days.ts'
import type { Scope } from './scope.ts'
import type { When } from './when.ts'

const spanDays = 5
const spans = 18

interface Ending {
  readonly certificates: number
  readonly renewing: number
}

/** What ends in the coming days, by days left. */
const readEndings = async (db: Db, { unitId }: Scope, when: When, days: number): Promise<Ending[]> => {
  const sql = 'SELECT day, certificates, renewing FROM org_expiry WHERE unit_id = :unitId AND day >= :from AND day < :until'
  const rows = await select(db, sql, { unitId, from: when.day, until: dayFrom(when, days) })
  const of = new Map(rows.map(row => [text(row['day']), { certificates: number(row['certificates']), renewing: number(row['renewing']) }]))
  return Array.from({ length: days }, (_, left) => of.get(dayFrom(when, left)) ?? { certificates: 0, renewing: 0 })
}

const sumOf = (endings: readonly Ending[], amount: keyof Ending) => endings.reduce((sum, one) => sum + one[amount], 0)
const within = (endings: readonly Ending[], days: number) => {
  const certificates = sumOf(endings.slice(0, days), 'certificates')
  return { days, certificates, open: certificates - sumOf(endings.slice(0, days), 'renewing') }
}

/** What ends in the coming ninety days. */
export const readExpiry = async (db: Db, scope: Scope, when: When): Promise<ExpiryRadar> => {
  const endings = await readEndings(db, scope, when, spans * spanDays)
  const spanOf = (n: number) => {
    const five = endings.slice(n * spanDays, (n + 1) * spanDays)
    const renewing = sumOf(five, 'renewing')
    return { fromDay: n * spanDays, open: sumOf(five, 'certificates') - renewing, renewing }
  }
  return {
    spans: Array.from({ length: spans }, (_, n) => spanOf(n)),
    within: [30, 60, 90].map(days => within(endings, days)),
    week: within(endings, 7),
  }
}

/** What is in its last thirty days. */
export const readExpiring = async (db: Db, scope: Scope, when: When): Promise<KeyFigures['expiring']> => {
  const { certificates, open } = within(await readEndings(db, scope, when, 30), 30)
  return { certificates, open }
}

/** All that is in force with people who are here now, those without an end included. */
export const countInForce = async (db: Db, { unitId }: Scope, { day }: When): Promise<number> => {
  const sql = 'SELECT COALESCE(SUM(certificates), 0) AS certificates FROM org_expiry WHERE unit_id = :unitId AND day >= :day'
  return number((await selectOne(db, sql, { unitId, day }))?.['certificates'])
}
