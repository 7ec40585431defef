import { dayIn, isoDay } from '@wallet/shared/certificates/validity'
import { inTransaction, type Db } from '../db/connect.ts'
import { execute } from '../db/query.ts'
import type { Deps } from '../deps.ts'

const writeMonth = async (tx: Db, month: string, today: string) => {
  await execute(tx, 'DELETE FROM coverage_months WHERE month = :month AND unit_id NOT IN (SELECT DISTINCT unit_id FROM coverage_ends)', { month })
  await execute(
    tx,
    `REPLACE INTO coverage_months (unit_id, month, required, covered)
      SELECT unit_id, :month, SUM(people), SUM(CASE WHEN until_day >= :today THEN people ELSE 0 END) FROM coverage GROUP BY unit_id`,
    { month, today },
  )
}

/** Keeps how much of what is required is held, for this month: what stands there when the month is over is how it ended. */
export const keepCoverageMonth = async ({ db, clock, config }: Pick<Deps, 'db' | 'clock' | 'config'>): Promise<void> => {
  const today = isoDay(dayIn(clock.now(), config.zone))
  await inTransaction(db, tx => writeMonth(tx, today.slice(0, 7), today))
}
