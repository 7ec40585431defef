import { parseDay } from '@wallet/shared/certificates/validity'
import type { CoverageOfPerson, Holding, RequiredCertificate } from '@wallet/shared/dashboards/coverage'
import { coverageOn, neverHeld, noEnd } from '@wallet/shared/dashboards/holding'
import { maskName } from '@wallet/shared/verification/maskName'
import { decodeCursor } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { boolean, number, select, text, textOrNull, type Row } from '../db/query.ts'
import { isRenewing } from '../rollups/renewalWhere.ts'
import { expiringBefore } from './days.ts'
import type { Names } from './feedStore.ts'
import type { Scope } from './scope.ts'
import { boundsOf, subtree } from './unitStore.ts'
import type { When } from './when.ts'

/** A person, and where they stand in the order of the matrix. */
export interface Standing {
  readonly userId: number
  readonly missing: number
  /** The next last day of anything that is required and held. */
  readonly soonest: string
  readonly employeeNo: string
}

const after = 's.missing < :missing OR (s.missing = :missing AND (s.soonest > :soonest OR (s.soonest = :soonest AND s.employee_no > :employeeNo)))'

const standingOf = (row: Row): Standing => ({
  userId: number(row['id']),
  missing: number(row['missing']),
  soonest: text(row['soonest']),
  employeeNo: text(row['employee_no']),
})

/** People of a unit: those who miss most first, then those of whom something ends soonest, then by number. The cursor never says of which unit. */
export const listStandings = async (
  db: Db,
  scope: Scope,
  { day }: When,
  { limit, cursor }: { readonly limit?: number; readonly cursor?: string | undefined } = {},
): Promise<Standing[]> => {
  const [missing, soonest, employeeNo] = cursor === undefined ? [0, '', ''] : decodeCursor(cursor, 'integer', 'code', 'code')
  const sql = `SELECT s.* FROM (
      SELECT u.id, u.employee_no, COALESCE(SUM(CASE WHEN h.until_day < :day THEN 1 ELSE 0 END), 0) AS missing,
        COALESCE(MIN(CASE WHEN h.until_day >= :day THEN h.until_day END), '${noEnd}') AS soonest
      FROM users u LEFT JOIN holdings h ON h.unit_id = u.org_unit_id AND h.is_required = 1 AND h.user_id = u.id
      WHERE u.is_active = 1 AND u.org_unit_id IN (${subtree}) GROUP BY u.id, u.employee_no) s
    ${cursor === undefined ? '' : `WHERE ${after}`} ORDER BY s.missing DESC, s.soonest, s.employee_no ${limit === undefined ? '' : 'LIMIT :limit'}`
  return (await select(db, sql, { ...boundsOf(scope), day, missing, soonest, employeeNo, limit })).map(standingOf)
}

/** What the matrix says of a person, and where they are. */
export interface PersonHolding extends CoverageOfPerson {
  readonly unitName: string
  readonly post: string | null
  /** The last days of what is held, in the order of the holdings; null where there is none. */
  readonly lastDays: readonly (string | null)[]
}

const dayMs = 86_400_000
const at = (day: string) => {
  const { year, month, day: date } = parseDay(day) ?? { year: 0, month: 1, day: 1 }
  return Date.UTC(year, month - 1, date)
}
const daysBetween = (from: string, to: string) => Math.round((at(to) - at(from)) / dayMs)

const holdingOf = (row: Row, when: When): Holding => {
  const untilDay = text(row['until_day'])
  const state = coverageOn(when.day, expiringBefore(when), untilDay)
  if (state === 'covered') return { state }
  if (state === 'expiring') return { state, daysLeft: daysBetween(when.day, untilDay), isRenewing: boolean(row['is_renewing']) }
  return { state, expiredDays: untilDay === neverHeld ? null : daysBetween(untilDay, when.day) }
}

const readHoldings = async (db: Db, userIds: readonly number[], when: When): Promise<Row[]> => {
  const sql = `SELECT h.user_id, h.template_id, h.until_day, CASE WHEN h.until_day >= :day AND h.until_day < :soon AND ${isRenewing(db)} THEN 1 ELSE 0 END AS is_renewing
    FROM holdings h LEFT JOIN user_certificates c ON c.id = h.certificate_id WHERE h.user_id IN (:userIds) AND h.is_required = 1`
  return select(db, sql, { userIds, day: when.day, soon: expiringBefore(when) })
}

const isDay = (day: string) => day !== neverHeld && day !== noEnd

/** What some people hold of what is required, in the order of the standings. */
export const listHoldings = async (
  db: Db,
  standings: readonly Standing[],
  certificates: readonly RequiredCertificate[],
  when: When,
  names: Names,
): Promise<PersonHolding[]> => {
  const userIds = standings.map(({ userId }) => userId)
  if (userIds.length === 0) return []
  const sql = 'SELECT u.id, u.full_name, u.post, o.name AS unit_name FROM users u JOIN org_units o ON o.id = u.org_unit_id WHERE u.id IN (:userIds)'
  const people = new Map((await select(db, sql, { userIds })).map(row => [number(row['id']), row]))
  const held = new Map((await readHoldings(db, userIds, when)).map(row => [`${number(row['user_id'])} ${number(row['template_id'])}`, row]))
  return standings.map(({ userId, employeeNo }) => {
    const person = people.get(userId) ?? {}
    const rows = certificates.map(({ id }) => held.get(`${userId} ${id}`) ?? null)
    const fullName = text(person['full_name'])
    return {
      ...{ employeeNo, fullName: names === 'full' ? fullName : maskName(fullName) },
      ...{ unitName: text(person['unit_name']), post: textOrNull(person['post']) },
      holdings: rows.map(row => row && holdingOf(row, when)),
      lastDays: rows.map(row => (row && isDay(text(row['until_day'])) ? text(row['until_day']) : null)),
    }
  })
}
