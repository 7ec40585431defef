import { hourIn } from '@wallet/shared/certificates/validity'
import { fail } from '@wallet/shared/problem'
import type { ActiveFigure } from '@wallet/shared/dashboards/figures'
import { periodsOf } from '@wallet/shared/dashboards/period'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne, text } from '../db/query.ts'
import { dayFrom, lastDays } from './days.ts'
import type { Scope } from './scope.ts'
import type { When } from './when.ts'

const countLearners = async (db: Db, { unitId }: Scope, period: string) =>
  number((await selectOne(db, 'SELECT learners FROM org_learning WHERE unit_id = :unitId AND period = :period', { unitId, period }))?.['learners'] ?? 0)

/** Who was active, each person once. */
export const readActive = async (db: Db, scope: Scope, when: When): Promise<ActiveFigure> => {
  const [days, weekAgo] = [lastDays(when, 30), dayFrom(when, -7)]
  const sql = `SELECT day, SUM(people) AS people, SUM(CASE WHEN hour <= :hour THEN people ELSE 0 END) AS by_now FROM org_active
    WHERE unit_id = :unitId AND day >= :from AND day <= :day GROUP BY day`
  const rows = await select(db, sql, { unitId: scope.unitId, from: days[0], day: when.day, hour: hourIn(when.now, when.zone) })
  const [people, byNow] = ['people', 'by_now'].map(amount => new Map(rows.map(row => [text(row['day']), number(row[amount])])))
  const [, week, month] = periodsOf(when.day)
  return {
    today: people?.get(when.day) ?? 0,
    weekAgo: byNow?.get(weekAgo) ?? 0,
    thisWeek: await countLearners(db, scope, week ?? fail('internal')),
    thisMonth: await countLearners(db, scope, month ?? fail('internal')),
    days: days.map(day => ({ day, people: people?.get(day) ?? 0 })),
  }
}
