import type { AnswerOnPaper, SavedAnswers } from '@wallet/shared/exams/shownAttempt'
import { ownKeys, type Paper } from '@wallet/shared/exams/paper'
import { secondsLeft } from '@wallet/shared/exams/time'
import { fail, type Reason } from '@wallet/shared/problem'
import type { Learner } from '../badges/award.ts'
import { lockLearner } from '../badges/events.ts'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { findAttempt, hasEnded, saveAnswers } from './attemptStore.ts'
import { isOverdue } from './end.ts'
import { findVersion, type PublishedExam } from './versions.ts'

/** What is wrong with an answer: its question is not on the paper, a letter is not there, or one letter is all that may be picked. */
const wrongWith = (paper: Paper, { questions }: PublishedExam, { questionId, picked }: AnswerOnPaper): Omit<Reason, 'path'> | null => {
  const place = paper.find(question => question.questionId === questionId)
  if (!place) return { message: 'is about a question that is not on this paper' }
  if (ownKeys(place.order, picked).length < picked.length) return { message: 'picks a letter that is not there' }
  return questions.get(questionId)?.kind !== 'multiple' && picked.length > 1 ? { message: 'picks more than one' } : null
}

const refuseWrong = (paper: Paper, version: PublishedExam, answers: readonly AnswerOnPaper[]) => {
  const errors = answers.flatMap((answer, i) => {
    const wrong = wrongWith(paper, version, answer)
    return wrong ? [{ path: `answers.${i}`, ...wrong }] : []
  })
  if (errors.length > 0) fail('invalid_request', { errors })
}

const inOwnKeys = (paper: Paper, answers: readonly AnswerOnPaper[]) => {
  const orders = new Map(paper.map(({ questionId, order }) => [questionId, order]))
  return answers.map(answer => ({ ...answer, picked: ownKeys(orders.get(answer.questionId) ?? [], answer.picked) }))
}

/** Keeps answers, up to the deadline by the server's clock. What comes later, or after the end, is refused and counts nothing. */
export const saveOnPaper = (deps: Deps, { userId }: Learner, id: number, answers: readonly AnswerOnPaper[]): Promise<SavedAnswers> =>
  inTransaction(deps.db, async tx => {
    // So that an answer is saved before the attempt ends, or refused: never in between.
    await lockLearner(tx, userId)
    const attempt = (await findAttempt(tx, id, userId)) ?? fail('attempt_not_found')
    const now = deps.clock.now()
    if (hasEnded(attempt) || isOverdue(attempt, now)) return fail('attempt_over')
    refuseWrong(attempt.paper, await findVersion(tx, attempt.versionId), answers)
    const saved = inOwnKeys(attempt.paper, answers).map(answer => ({ ...answer, savedAt: now }))
    await saveAnswers(tx, id, saved)
    return { savedAt: now.toISOString(), secondsLeft: secondsLeft(now, attempt.deadlineAt) }
  })
