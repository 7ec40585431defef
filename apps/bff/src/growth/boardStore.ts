import type { Entry, Metric } from '@wallet/shared/growth/leaderboard'
import { shownAmount } from '@wallet/shared/growth/score'
import { pathAfter } from '../certificates/store.ts'
import type { Db } from '../db/connect.ts'
import { boolean, date, number, select, selectOne, text, type Row } from '../db/query.ts'

/** One person's score, with what only the server needs to know. */
export interface ScoreEntry extends Entry {
  readonly userId: number
  readonly unitId: number
}

const entryOf = (metric: Metric, row: Row): ScoreEntry => ({
  userId: number(row['user_id']),
  unitId: number(row['org_unit_id']),
  employeeNo: text(row['employee_no']),
  value: shownAmount(metric, number(row['amount'])),
  reachedAt: date(row['reached_at']),
  isOptedOut: boolean(row['is_off_boards']),
})

/** What is asked for: everybody, or a unit with all below it. */
export interface ScoreFilter {
  readonly metric: Metric
  /** The period's name. */
  readonly period: string
  readonly unitPath: string | null
}

/** The scores of active people, in no order; those who have opted out are marked. */
export const listScores = async (db: Db, { metric, period, unitPath }: ScoreFilter): Promise<ScoreEntry[]> => {
  const rows = await select(
    db,
    `SELECT s.user_id, s.amount, s.reached_at, u.employee_no, u.org_unit_id, u.is_off_boards FROM scores s JOIN users u ON u.id = s.user_id
     WHERE s.period = :period AND s.metric = :metric AND u.is_active = 1
     ${unitPath === null ? '' : 'AND u.org_unit_id IN (SELECT id FROM org_units WHERE path >= :unitPath AND path < :afterUnit)'}`,
    { metric, period, unitPath, afterUnit: unitPath && pathAfter(unitPath) },
  )
  return rows.map(row => entryOf(metric, row))
}

/** The unit with all below it. */
export const listUnitIds = async (db: Db, unitPath: string): Promise<ReadonlySet<number>> => {
  const rows = await select(db, 'SELECT id FROM org_units WHERE path >= :unitPath AND path < :afterUnit', { unitPath, afterUnit: pathAfter(unitPath) })
  return new Set(rows.map(row => number(row['id'])))
}

/** The unit above all others of a path. */
export const findRoot = async (db: Db, unitPath: string): Promise<{ id: number; name: string }> => {
  const id = Number(unitPath.split('/')[1])
  return { id, name: text((await selectOne(db, 'SELECT name FROM org_units WHERE id = :id', { id }))?.['name']) }
}

/** How a person is called, and whether others may see them on a board now. */
export interface Named {
  readonly fullName: string
  readonly isShown: boolean
}

export const listNames = async (db: Db, userIds: readonly number[]): Promise<ReadonlyMap<number, Named>> => {
  const rows = await select(db, 'SELECT id, full_name, is_active, is_off_boards FROM users WHERE id IN (:userIds)', { userIds: [0, ...userIds] })
  const namedOf = (row: Row): Named => ({ fullName: text(row['full_name']), isShown: boolean(row['is_active']) && !boolean(row['is_off_boards']) })
  return new Map(rows.map(row => [number(row['id']), namedOf(row)]))
}

export const listUnitNames = async (db: Db, unitIds: readonly number[]): Promise<ReadonlyMap<number, string>> => {
  const rows = await select(db, 'SELECT id, name FROM org_units WHERE id IN (:unitIds)', { unitIds: [0, ...unitIds] })
  return new Map(rows.map(row => [number(row['id']), text(row['name'])]))
}
