import type { OptionKey } from '@wallet/shared/exams/option'
import { ownKeys, type PaperQuestion } from '@wallet/shared/exams/paper'
import type { Question } from '@wallet/shared/exams/question'
import { scoreOf } from '@wallet/shared/exams/score'
import { fail } from '@wallet/shared/problem'
import type { Learner } from '../badges/award.ts'
import { forgetVerdicts, type Brought } from '../badges/earned.ts'
import { lockLearner } from '../badges/events.ts'
import { recordEvents, whenOf } from '../badges/record.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { listUnderExam } from '../exams/attemptStore.ts'
import { finishedEvent } from './finish.ts'
import { askedIn } from './show.ts'
import { findRound, insertAnswer, listRoundAnswers, markFinished, type RoundAnswer, type RoundRow } from './store.ts'

/** Right means right as a whole: half of several is not. */
const isRight = (question: Question, picked: readonly OptionKey[]) =>
  scoreOf([question], new Map([[question.id, picked]]), { multiple: 'allOrNothing', passMark: 100 }).isPassed

const refuse = (message: string): never => fail('invalid_request', { errors: [{ path: 'picked', message }] })

/** What was picked, in the author's keys; refused where it is no answer to this question. */
const pickedFor = (question: Question, { order }: PaperQuestion, letters: readonly OptionKey[]) => {
  const picked = ownKeys(order, letters)
  if (picked.length < letters.length) return refuse('names a letter that is not there')
  return question.kind !== 'multiple' && picked.length > 1 ? refuse('may be one letter only') : picked
}

const findAsked = async (tx: Db, round: RoundRow, questionId: number) => {
  const asked = await askedIn(tx, round)
  const found = asked.find(({ question }) => question.id === questionId)
  if (!found) return fail('invalid_request', { errors: [{ path: 'questionId', message: 'is not asked in this round' }] })
  return { ...found, count: asked.length }
}

export interface Answered {
  readonly round: RoundRow
  readonly answer: RoundAnswer
  readonly brought: Brought
}

const answerWithin = async (
  tx: Db,
  deps: Deps,
  learner: Learner,
  roundId: number,
  given: { questionId: number; picked: readonly OptionKey[] },
): Promise<Answered> => {
  await lockLearner(tx, learner.userId)
  const round = (await findRound(tx, roundId, learner.userId)) ?? fail('round_not_found')
  // Its answer would be told at once.
  if ((await listUnderExam(tx, learner.userId)).has(given.questionId)) return fail('question_in_exam')
  const answers = await listRoundAnswers(tx, roundId)
  const before = answers.find(({ questionId }) => questionId === given.questionId)
  if (before) return { round, answer: before, brought: { certificate: null, badges: [] } }
  if (round.isFinished) return fail('round_over')
  const { question, place, count } = await findAsked(tx, round, given.questionId)
  const picked = pickedFor(question, place, given.picked)
  const answer = { questionId: question.id, picked, isRight: isRight(question, picked) }
  const now = deps.clock.now()
  await insertAnswer(tx, { roundId, userId: learner.userId }, answer, now)
  const isLast = answers.length + 1 >= count
  if (isLast) await markFinished(tx, roundId, now)
  const { badges } = await recordEvents(tx, deps, learner, [
    { kind: 'practiceAnswered', ...whenOf(deps, now), roundId, questionId: question.id, isRight: answer.isRight },
    ...(isLast ? await finishedEvent(tx, deps, roundId) : []),
  ])
  return { round: { ...round, isFinished: isLast }, answer, brought: { certificate: null, badges } }
}

/** Takes the answer to one question of a round, once: whoever answers it again is told what came of the first time. */
export const answerInRound = async (
  deps: Deps,
  learner: Learner,
  roundId: number,
  given: { questionId: number; picked: readonly OptionKey[] },
): Promise<Answered> => {
  const answered = await inTransaction(deps.db, tx => answerWithin(tx, deps, learner, roundId, given))
  forgetVerdicts(deps, answered.brought)
  return answered
}
