import { fail } from '@wallet/shared/problem'
import type { Learner } from '../badges/award.ts'
import { forgetVerdicts } from '../badges/earned.ts'
import { lockLearner } from '../badges/events.ts'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { findAttempt, hasEnded, listOverdue, type AttemptRow, type EndedRow } from './attemptStore.ts'
import { endAttempt, isOverdue } from './end.ts'

/** Ends an attempt that goes on, once, however often it is asked for: because it is submitted, or because its time has run out. */
const endOnce = async (deps: Deps, learner: Learner, id: number, because: 'submitted' | 'overdue'): Promise<void> => {
  const brought = await inTransaction(deps.db, async tx => {
    await lockLearner(tx, learner.userId)
    const attempt = (await findAttempt(tx, id, learner.userId)) ?? fail('attempt_not_found')
    return hasEnded(attempt) ? null : endAttempt(tx, deps, learner, attempt, because === 'submitted' ? deps.clock.now() : null)
  })
  if (brought) forgetVerdicts(deps, brought)
}

const findEnded = async ({ db }: Deps, { userId }: Learner, id: number): Promise<EndedRow> => {
  const attempt = (await findAttempt(db, id, userId)) ?? fail('attempt_not_found')
  return hasEnded(attempt) ? attempt : fail('internal')
}

/** Submits an attempt. Twice, from two devices, or after its time has been called: the result is the same. */
export const submitAttempt = async (deps: Deps, learner: Learner, id: number): Promise<EndedRow> => {
  await endOnce(deps, learner, id, 'submitted')
  return findEnded(deps, learner, id)
}

/** An attempt as it stands: one whose time has run out is ended by whoever looks at it first. */
export const openAttempt = async (deps: Deps, learner: Learner, id: number): Promise<AttemptRow> => {
  const attempt = (await findAttempt(deps.db, id, learner.userId)) ?? fail('attempt_not_found')
  if (hasEnded(attempt) || !isOverdue(attempt, deps.clock.now())) return attempt
  await endOnce(deps, learner, id, 'overdue')
  return findEnded(deps, learner, id)
}

const atOnce = 50
const againMs = 60_000

/** Ends, turn by turn, attempts whose time has run out, as of their deadline. One that cannot be ended now is stepped over, and tried again a minute later. */
export const endOverdue = (deps: Deps): (() => Promise<number>) => {
  const stuck = new Map<number, number>()
  return async () => {
    const now = deps.clock.now()
    for (const [id, until] of stuck) if (until <= now.getTime()) stuck.delete(id)
    const overdue = await listOverdue(deps.db, now, { limit: atOnce, except: [...stuck.keys()] })
    for (const { attemptId, ...learner } of overdue)
      await endOnce(deps, learner, attemptId, 'overdue').catch((error: unknown) => {
        stuck.set(attemptId, now.getTime() + againMs)
        deps.log.error({ err: error, attemptId }, 'an attempt whose time has run out cannot be ended')
      })
    return overdue.length
  }
}
