import { addMonths, dayIn, isoDay, startOfDay } from '@wallet/shared/certificates/validity'
import { positionOf, savePosition } from '../audit/follow.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import { execute } from '../db/query.ts'
import type { Deps } from '../deps.ts'

type Need = Pick<Deps, 'db' | 'clock' | 'config'>
const name = 'coverage of this month'
const [minuteMs, hourMs] = [60_000, 3_600_000]

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
export const keepCoverageMonth = async ({ db, clock, config }: Need): Promise<void> => {
  const today = isoDay(dayIn(clock.now(), config.zone))
  await inTransaction(db, tx => writeMonth(tx, today.slice(0, 7), today))
}

/** The beginning, in minutes, of the hour it is; in the last hour of a local month, of the minute. */
const turnAt = (now: Date, zone: string): number => {
  const end = startOfDay(addMonths({ ...dayIn(now, zone), day: 1 }, 1), zone)
  const stepMs = end.getTime() - now.getTime() <= hourMs ? minuteMs : hourMs
  return (Math.floor(now.getTime() / stepMs) * stepMs) / minuteMs
}

/** The same each hour, and each minute of the last hour of a month, whichever process comes first: adding up reads all that is required. */
export const keepCoverageMonthInTime = async (deps: Need): Promise<void> => {
  const turn = turnAt(deps.clock.now(), deps.config.zone)
  if ((await positionOf(deps.db, name)) === turn) return
  await keepCoverageMonth(deps)
  await savePosition(deps.db, name, turn)
}
