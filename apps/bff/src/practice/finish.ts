import { fail } from '@wallet/shared/problem'
import type { LearningEvent } from '@wallet/shared/badges/event'
import type { Learner } from '../badges/award.ts'
import { forgetVerdicts, type Brought } from '../badges/earned.ts'
import { lockLearner } from '../badges/events.ts'
import { recordEvents, whenOf, type Recorded } from '../badges/record.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { findRound, listRoundAnswers, markFinished, type RoundRow } from './store.ts'

/** That a round came to its end, with so many answers; one in which nothing was answered is no practice. */
export const finishedEvent = async (tx: Db, deps: Deps, roundId: number): Promise<LearningEvent[]> => {
  const answers = await listRoundAnswers(tx, roundId)
  const right = answers.filter(({ isRight }) => isRight).length
  return answers.length === 0 ? [] : [{ kind: 'practiceFinished', ...whenOf(deps), roundId, answered: answers.length, right }]
}

/** Finishes a round that is open; the caller holds the learner's lock. */
export const finishWithin = async (tx: Db, deps: Deps, learner: Learner, { id }: RoundRow): Promise<Recorded> => {
  await markFinished(tx, id, deps.clock.now())
  return recordEvents(tx, deps, learner, await finishedEvent(tx, deps, id))
}

/** Finishes a round, once; asking again changes nothing. */
export const finishRound = async (deps: Deps, learner: Learner, id: number): Promise<{ round: RoundRow; brought: Brought }> => {
  const finished = await inTransaction(deps.db, async tx => {
    await lockLearner(tx, learner.userId)
    const round = (await findRound(tx, id, learner.userId)) ?? fail('round_not_found')
    const badges = round.isFinished ? [] : (await finishWithin(tx, deps, learner, round)).badges
    return { round, brought: { certificate: null, badges } }
  })
  forgetVerdicts(deps, finished.brought)
  return finished
}
