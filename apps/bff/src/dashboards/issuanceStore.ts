import { certificateTypes, type CertificateType } from '@wallet/shared/certificates/certificate'
import type { KeyFigures } from '@wallet/shared/dashboards/figures'
import type { IssuanceDays, IssuanceMonths } from '@wallet/shared/dashboards/trend'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne, text } from '../db/query.ts'
import { dayFrom, isWorkday, lastDays, lastMonths, monthStart, sameDayBefore } from './days.ts'
import type { Scope } from './scope.ts'
import type { When } from './when.ts'

const byType = (of: (type: CertificateType) => number) => ({ course: of('course'), exam: of('exam'), achievement: of('achievement') })

/** Certificates issued from one day to another, both included. */
const countIssued = async (db: Db, { unitId }: Scope, from: string, to: string): Promise<number> => {
  const sql = 'SELECT COALESCE(SUM(issued), 0) AS issued FROM org_daily WHERE unit_id = :unitId AND day >= :from AND day <= :to'
  return number((await selectOne(db, sql, { unitId, from, to }))?.['issued'])
}

/** Certificates issued by day; days without any are left out. */
const issuedByDay = async (db: Db, { unitId }: Scope, from: string, to: string): Promise<ReadonlyMap<string, number>> => {
  const sql = 'SELECT day, SUM(issued) AS issued FROM org_daily WHERE unit_id = :unitId AND day >= :from AND day <= :to GROUP BY day'
  return new Map((await select(db, sql, { unitId, from, to })).map(row => [text(row['day']), number(row['issued'])]))
}

const countBefore = (db: Db, scope: Scope, when: When) => countIssued(db, scope, monthStart(when, -1), sameDayBefore(when))

/** Month by month, by what certificates are for. */
export const readIssuanceMonths = async (db: Db, scope: Scope, when: When): Promise<IssuanceMonths> => {
  const sql = `SELECT SUBSTR(day, 1, 7) AS month, type, SUM(issued) AS issued FROM org_daily
    WHERE unit_id = :unitId AND day >= :from AND day <= :day GROUP BY SUBSTR(day, 1, 7), type`
  const rows = await select(db, sql, { unitId: scope.unitId, from: monthStart(when, -11), day: when.day })
  const issued = new Map(rows.map(row => [`${text(row['month'])} ${text(row['type'])}`, number(row['issued'])]))
  return {
    months: lastMonths(when).map(month => ({ month, issued: byType(type => issued.get(`${month} ${type}`) ?? 0) })),
    sameDaysBefore: await countBefore(db, scope, when),
    throughDay: when.today.day,
  }
}

/** The last thirty days. */
export const readIssuanceDays = async (db: Db, scope: Scope, when: When): Promise<IssuanceDays> => {
  const issued = await issuedByDay(db, scope, dayFrom(when, -29), when.day)
  return { days: lastDays(when, 30).map(day => ({ day, issued: issued.get(day) ?? 0, isWorkday: isWorkday(day) })) }
}

/** The mean of a workday among those days, rounded. */
const meanOfWorkdays = (days: readonly string[], issued: ReadonlyMap<string, number>) => {
  const workdays = days.filter(isWorkday)
  return Math.round(workdays.reduce((sum, day) => sum + (issued.get(day) ?? 0), 0) / workdays.length)
}

const readEver = async (db: Db, { unitId }: Scope, { day }: When) => {
  const sql = 'SELECT type, SUM(issued) AS issued, SUM(revoked) AS revoked FROM org_daily WHERE unit_id = :unitId AND day <= :day GROUP BY type'
  const rows = await select(db, sql, { unitId, day })
  const [issued, revoked] = ['issued', 'revoked'].map(amount => new Map(rows.map(row => [text(row['type']), number(row[amount])])))
  const sumOf = (amounts: ReadonlyMap<string, number> | undefined) => certificateTypes.reduce((sum, type) => sum + (amounts?.get(type) ?? 0), 0)
  return { issued: sumOf(issued), revoked: sumOf(revoked), byType: byType(type => issued?.get(type) ?? 0) }
}

/** What was issued, ever and lately, beside what it is fairly compared with. */
export const readIssued = async (db: Db, scope: Scope, when: When): Promise<Omit<KeyFigures['certificates'], 'inForce'>> => {
  const days = lastDays(when, 30)
  const issued = await issuedByDay(db, scope, days[0] ?? when.day, when.day)
  return {
    ...(await readEver(db, scope, when)),
    today: { issued: issued.get(when.day) ?? 0, before: meanOfWorkdays(days.slice(0, -1), issued) },
    thisMonth: { issued: await countIssued(db, scope, monthStart(when, 0), when.day), before: await countBefore(db, scope, when) },
  }
}
