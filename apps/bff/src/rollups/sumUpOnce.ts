import { positionOf, savePosition } from '../audit/follow.ts'
import { inTransaction } from '../db/connect.ts'
import { execute, instant } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { backfillCoverageMonths } from './backfillMonths.ts'
import { keepCoverageMonth } from './coverageMonths.ts'
import { rebuildRollups } from './rebuild.ts'
import { dropSteps, putDownSteps, stepsLeft } from './steps.ts'

type Need = Pick<Deps, 'db' | 'clock' | 'config'>
/** Where the cursor of this name stands. */
const name = 'rollups'
const [underway, done] = [-1, 1]

/** What was told until now will be in the sums. */
const begin = ({ db, clock }: Need) =>
  inTransaction(db, async tx => {
    await execute(tx, 'UPDATE outbox SET processed_at = :at WHERE processed_at IS NULL', { at: instant(tx, clock.now()) })
    await putDownSteps(tx)
    await savePosition(tx, name, underway)
  })

/** All sums from the rows they stand for, and the coverage of the months before; of both what an earlier start has left. */
export const sumUp = async (deps: Need, told?: (done: number, of: number) => void, over?: AbortSignal): Promise<void> => {
  const { db } = deps
  if ((await positionOf(db, name)) !== underway) await begin(deps)
  await rebuildRollups(deps, { ...(told && { told }), over, steps: await stepsLeft(db) })
  await backfillCoverageMonths(deps, 11, over)
  await keepCoverageMonth(deps)
  await inTransaction(db, async tx => {
    await dropSteps(tx)
    await savePosition(tx, name, done)
  })
}

/**
 * The same where nobody has done it yet: in a database that is fresh, or that was there before there were sums. Told to end, it stops between
 * two steps; the next start goes on from there, also where the process was killed.
 */
export const sumUpOnce = (deps: Need) => {
  let isDone = false
  return async (over?: AbortSignal): Promise<void> => {
    isDone ||= (await positionOf(deps.db, name)) === done
    if (isDone) return
    await sumUp(deps, undefined, over).catch((error: unknown) => {
      if (!over?.aborted || error !== over.reason) throw error
    })
  }
}
