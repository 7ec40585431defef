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

interface Learnt {
  readonly learners: Set<number>
  points: number
  seconds: number
}

/** All periods at once, from what each person did on each day: asking for one after the other would read everything as often. */
const countAll = async (tx: Db, unitId: number): Promise<Cell[]> => {
  const sql = `SELECT e.user_id, e.day, SUM(e.points) AS points, SUM(e.seconds) AS seconds FROM users u JOIN learning_events e ON e.user_id = u.id
    WHERE u.org_unit_id = :unitId AND u.is_active = :isActive GROUP BY e.user_id, e.day`
  const periods = new Map<string, Learnt>()
  for (const row of await select(tx, sql, { unitId, isActive: true }))
    for (const period of periodsOf(text(row['day']))) {
      const learnt = periods.get(period) ?? { learners: new Set(), points: 0, seconds: 0 }
      learnt.learners.add(number(row['user_id']))
      learnt.points += number(row['points'])
      learnt.seconds += number(row['seconds'])
      periods.set(period, learnt)
    }
  return [...periods].map(([period, { learners, points, seconds }]) => ({ period, learners: learners.size, points, seconds }))
}

/** Who learned, by day, week and month: of the people who are in the unit now. */
export const learning: Rollup = {
  table: 'org_learning',
  slice: 'period',
  keys: ['period'],
  amounts: ['learners', 'points', 'seconds'],
  own: async (tx, _zone, unitId, slices) => {
    if (!slices) return countAll(tx, unitId)
    const cells: Cell[] = []
    for (const period of slices) cells.push(...(await countPeriod(tx, unitId, period)))
    return cells
  },
}
