import { positionOf, savePosition } from '../audit/follow.ts'
import { execute, instant } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { backfillCoverageMonths } from './backfillMonths.ts'
import { keepCoverageMonth } from './coverageMonths.ts'
import { rebuildRollups } from './rebuild.ts'

type Need = Pick<Deps, 'db' | 'clock' | 'config'>
const name = 'rollups'

/** All sums from the rows they stand for, and the coverage of the months before. What was told until now is in them. */
export const sumUp = async (deps: Need, told?: (done: number, of: number) => void, over?: AbortSignal): Promise<void> => {
  const { db, clock } = deps
  await execute(db, 'UPDATE outbox SET processed_at = :at WHERE processed_at IS NULL', { at: instant(db, clock.now()) })
  await rebuildRollups(deps, told, over)
  await backfillCoverageMonths(deps, 11, over)
  await keepCoverageMonth(deps)
  await savePosition(db, name, 1)
}

/**
 * The same where nobody has done it yet: in a database that is fresh, or that was there before there were sums. Told to end, it stops between
 * two steps; the next start does it anew.
 */
export const sumUpOnce = (deps: Need) => {
  let isDone = false
  return async (over?: AbortSignal): Promise<void> => {
    isDone ||= (await positionOf(deps.db, name)) > 0
    if (isDone) return
    await sumUp(deps, undefined, over).catch((error: unknown) => {
      if (!over?.aborted || error !== over.reason) throw error
    })
  }
}
