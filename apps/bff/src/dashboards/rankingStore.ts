import { periodName, periodOf } from '@wallet/shared/growth/period'
import type { RankedPerson, TeamRanking, TopLearners } from '@wallet/shared/dashboards/ranking'
import { maskName } from '@wallet/shared/verification/maskName'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne, text, type Row } from '../db/query.ts'
import type { Names } from './feedStore.ts'
import type { Scope } from './scope.ts'
import { boundsOf, subtree } from './unitStore.ts'
import type { When } from './when.ts'

const tops = 5
const rows = 50
/** In units of more people it is quicker to walk along everybody's points than to ask for each one's. */
const manyPeople = 2_000
/** Where all points are wanted, and not only the first, that is so much later. */
const mostPeople = 50_000

const shown = 'u.is_active = 1 AND u.is_off_boards = 0'
const ofMonth = "s.period = :period AND s.metric = 'points'"
const within = `u.org_unit_id IN (${subtree})`
const bind = (scope: Scope, { today }: When) => ({ ...boundsOf(scope), period: periodName(periodOf('month', today)) })

const isLarge = async (db: Db, { unitId }: Scope, than = manyPeople): Promise<boolean> =>
  number((await selectOne(db, "SELECT people FROM org_people WHERE unit_id = :unitId AND kind = 'active'", { unitId }))?.['people'] ?? 0) > than

/** Scores of the people of a unit: from the people to their scores in a small one, from the scores down in a large one. */
const scoresOf = (db: Db, isMany: boolean) => {
  if (db.engine === 'sqlite') return isMany ? 'scores s CROSS JOIN users u ON u.id = s.user_id' : 'users u CROSS JOIN scores s ON s.user_id = u.id'
  return isMany ? 'scores s STRAIGHT_JOIN users u ON u.id = s.user_id' : 'users u STRAIGHT_JOIN scores s ON s.user_id = u.id'
}

/** The amount of the last of the first so many, with whom the first places end. */
const lastAmount = async (db: Db, scope: Scope, when: When, isMany: boolean, limit: number): Promise<number | null> => {
  const sql = `SELECT s.amount FROM ${scoresOf(db, isMany)} WHERE ${ofMonth} AND s.amount > 0 AND ${shown} AND ${within} ORDER BY s.amount DESC LIMIT :limit`
  const amounts = await select(db, sql, { ...bind(scope, when), limit })
  const last = amounts.at(-1)
  return last ? number(last['amount']) : null
}

const personOf = (row: Row, rank: number, names: Names): RankedPerson => ({
  rank,
  fullName: names === 'full' ? text(row['full_name']) : maskName(text(row['full_name'])),
  unit: { id: number(row['unit_id']), name: text(row['unit_name']) },
  points: number(row['amount']),
})

/** The first so many by points of this month; of equals whoever was there earlier, then by number. */
const listFirst = async (db: Db, scope: Scope, when: When, limit: number, names: Names): Promise<RankedPerson[]> => {
  const isMany = await isLarge(db, scope)
  const least = await lastAmount(db, scope, when, isMany, limit)
  if (least === null) return []
  const sql = `SELECT s.amount, u.full_name, o.id AS unit_id, o.name AS unit_name FROM ${scoresOf(db, isMany)} JOIN org_units o ON o.id = u.org_unit_id
    WHERE ${ofMonth} AND s.amount >= :least AND ${shown} AND ${within} ORDER BY s.amount DESC, s.reached_at, u.employee_no LIMIT :limit`
  const found = await select(db, sql, { ...bind(scope, when), least, limit })
  const amounts = found.map(row => number(row['amount']))
  return found.map(row => personOf(row, 1 + amounts.indexOf(number(row['amount'])), names))
}

/** The five with most points, names masked. */
export const readTopLearners = async (db: Db, scope: Scope, when: When): Promise<TopLearners> => ({
  people: await listFirst(db, scope, when, tops, 'masked'),
})

/** The middle one's points, or the mean of the two in the middle. */
const medianOf = (amounts: readonly number[]): number | null => {
  const [lower, upper] = [amounts[Math.floor((amounts.length - 1) / 2)], amounts[Math.floor(amounts.length / 2)]]
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2
}

/** The ranking inside of a unit. */
export const readRanking = async (db: Db, scope: Scope, when: When, names: Names): Promise<TeamRanking> => {
  const sql = `SELECT s.amount FROM ${scoresOf(db, await isLarge(db, scope, mostPeople))} WHERE ${ofMonth} AND s.amount > 0 AND ${shown} AND ${within} ORDER BY s.amount`
  const amounts = await select(db, sql, bind(scope, when))
  return { people: await listFirst(db, scope, when, rows, names), median: medianOf(amounts.map(row => number(row['amount']))) }
}
