import { drawPaper } from '@wallet/shared/exams/paper'
import type { Question } from '@wallet/shared/exams/question'
import { fail } from '@wallet/shared/problem'
import { chosenForRound, mistakesAmong, questionsPerRound } from '@wallet/shared/practice/round'
import type { PracticeScope } from '@wallet/shared/practice/shown'
import type { Learner } from '../badges/award.ts'
import { forgetVerdicts, type Brought } from '../badges/earned.ts'
import { lockLearner } from '../badges/events.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { listUnderExam } from '../exams/attemptStore.ts'
import { newSeed } from '../exams/begin.ts'
import { finishWithin } from './finish.ts'
import { findOpenRound, findQuestions, insertRound, listLatestAnswers, listPool, type PoolEntry, type RoundRow } from './store.ts'

const isWithin = ({ category, courseId }: PracticeScope, question: PoolEntry) =>
  category === undefined ? question.courseId === courseId : question.category === category

/** Which questions a round asks: of my mistakes the latest, else those that were not seen for longest. None that is on a paper of mine just now. */
const choose = async (tx: Db, userId: number, scope: PracticeScope, seed: string): Promise<Question[]> => {
  const [answered, underExam] = [await listLatestAnswers(tx, userId), await listUnderExam(tx, userId)]
  const pool = (await listPool(tx)).filter(({ id }) => !underExam.has(id))
  if (scope.mistakes) {
    const open = new Set(pool.map(({ id }) => id))
    return findQuestions(
      tx,
      mistakesAmong(answered)
        .filter(id => open.has(id))
        .slice(0, questionsPerRound),
    )
  }
  const lastAnswered = new Map(answered.map(({ questionId, at }) => [questionId, at]))
  const chosen = chosenForRound(
    pool.filter(question => isWithin(scope, question)),
    lastAnswered,
    seed,
  )
  return findQuestions(
    tx,
    chosen.map(({ id }) => id),
  )
}

interface Begun {
  readonly round: RoundRow
  /** Of the round before, which was left open. */
  readonly brought: Brought
}

/** Begins a round. One that was left open is finished first: what was answered in it counts. */
export const beginRound = async (deps: Deps, learner: Learner, scope: PracticeScope): Promise<RoundRow> => {
  const { round, brought } = await inTransaction(deps.db, async (tx): Promise<Begun> => {
    await lockLearner(tx, learner.userId)
    const seed = newSeed(deps)
    const questions = await choose(tx, learner.userId, scope, seed)
    if (questions.length === 0) return fail('nothing_to_practise')
    const open = await findOpenRound(tx, learner.userId)
    const badges = open ? (await finishWithin(tx, deps, learner, open)).badges : []
    const paper = drawPaper(questions, { count: questionsPerRound }, seed)
    return { round: await insertRound(tx, learner.userId, scope, paper, deps.clock.now()), brought: { certificate: null, badges } }
  })
  forgetVerdicts(deps, brought)
  return round
}
