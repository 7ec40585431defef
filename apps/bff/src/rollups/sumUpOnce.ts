import { positionOf, savePosition } from '../audit/follow.ts'
import { execute, instant } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { backfillCoverageMonths } from './backfillMonths.ts'
import { keepCoverageMonth } from './coverageMonths.ts'
import { rebuildRollups } from './rebuild.ts'

type Need = Pick<Deps, 'db' | 'clock' | 'config'>
const name = 'rollups'

/** All sums from the rows they stand for, and the coverage of the months before. What was told until now is in them. */
export const sumUp = async (deps: Need, told?: (done: number, of: number) => void): Promise<void> => {
  const { db, clock } = deps
  await execute(db, 'UPDATE outbox SET processed_at = :at WHERE processed_at IS NULL', { at: instant(db, clock.now()) })
  await rebuildRollups(deps, told)
  await backfillCoverageMonths(deps)
  await keepCoverageMonth(deps)
  await savePosition(db, name, 1)
}

/** The same where nobody has done it yet: in a database that is fresh, or that was there before there were sums. */
export const sumUpOnce = (deps: Need) => {
  let isDone = false
  return async (): Promise<void> => {
    isDone ||= (await positionOf(deps.db, name)) > 0
    if (!isDone) await sumUp(deps)
  }
}
