import { parsePeriod, periodsOf } from '@wallet/shared/dashboards/period'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne, text } from '../db/query.ts'
import type { Cell, Rollup } from './rollup.ts'

const countPeriod = async (tx: Db, unitId: number, period: string): Promise<Cell[]> => {
  const span = parsePeriod(period)
  if (!span) return []
  const sql = `SELECT COUNT(DISTINCT e.user_id) AS learners, COALESCE(SUM(e.points), 0) AS points, COALESCE(SUM(e.seconds), 0) AS seconds
    FROM users u JOIN learning_events e ON e.user_id = u.id AND e.day >= :from AND e.day < :until
    WHERE u.org_unit_id = :unitId AND u.is_active = :isActive`
  const row = await selectOne(tx, sql, { unitId, isActive: true, ...span })
  return row ? [{ period, learners: number(row['learners']), points: number(row['points']), seconds: number(row['seconds']) }] : []
}

const daysOf = async (tx: Db, unitId: number): Promise<string[]> =>
  (await select(tx, 'SELECT DISTINCT e.day FROM users u JOIN learning_events e ON e.user_id = u.id WHERE u.org_unit_id = :unitId', { unitId })).map(row =>
    text(row['day']),
  )

/** Who learned, by day, week and month: of the people who are in the unit now. */
export const learning: Rollup = {
  table: 'org_learning',
  slice: 'period',
  keys: ['period'],
  amounts: ['learners', 'points', 'seconds'],
  own: async (tx, _zone, unitId, slices) => {
    const periods = slices ?? [...new Set((await daysOf(tx, unitId)).flatMap(periodsOf))]
    const cells: Cell[] = []
    for (const period of periods) cells.push(...(await countPeriod(tx, unitId, period)))
    return cells
  },
}
