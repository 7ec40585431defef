import type { EarnedBadge } from '@wallet/shared/badges/earned'
import { attemptsLeft, mayReview } from '@wallet/shared/exams/attempt'
import { askedQuestion, shownKeys, type PaperQuestion } from '@wallet/shared/exams/paper'
import type { ReviewedQuestion } from '@wallet/shared/exams/question'
import { marks as everyMark } from '@wallet/shared/exams/score'
import type { EndedAttempt, RunningAttempt, ShownAttempt } from '@wallet/shared/exams/shownAttempt'
import { isLate, secondsLeft } from '@wallet/shared/exams/time'
import { fail } from '@wallet/shared/problem'
import { listHeldBadges } from '../badges/store.ts'
import { certificateOf } from '../certificates/row.ts'
import { findByRowId } from '../certificates/store.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { hasEnded, listAnswers, listUnderExam, type AttemptRow, type EndedRow, type SavedAnswer } from './attemptStore.ts'
import { obstacleFor } from './begin.ts'
import { placeInDepartment } from './place.ts'
import { findCertificateId, findExam } from './store.ts'
import { findTaken } from './takenStore.ts'
import { findVersion, type PublishedExam } from './versions.ts'

const shared = ({ id, examId, attemptNo, startedAt }: AttemptRow, { title, englishTitle }: PublishedExam) => ({
  ...{ id, examId, attemptNo, title, englishTitle },
  startedAt: startedAt.toISOString(),
})
const questionOf = (version: PublishedExam, { questionId }: PaperQuestion) => version.questions.get(questionId) ?? fail('internal')
const byQuestion = (answers: readonly SavedAnswer[]) => new Map(answers.map(answer => [answer.questionId, answer]))

/** The paper and what has been saved on it; nothing that tells what is right. */
const showRunning = async ({ db, clock }: Deps, attempt: AttemptRow, version: PublishedExam): Promise<RunningAttempt> => {
  const saved = await listAnswers(db, attempt.id)
  const answers = byQuestion(saved)
  const latest = Math.max(0, ...saved.map(({ savedAt }) => savedAt.getTime()))
  return {
    state: 'running',
    ...shared(attempt, version),
    secondsLeft: secondsLeft(clock.now(), attempt.deadlineAt),
    questions: attempt.paper.map(place => askedQuestion(questionOf(version, place), place)),
    answers: attempt.paper.flatMap(({ questionId, order }) => {
      const answer = answers.get(questionId)
      return answer ? [{ questionId, picked: shownKeys(order, answer.picked), isFlagged: answer.isFlagged }] : []
    }),
    savedAt: latest > 0 ? new Date(latest).toISOString() : null,
  }
}

/** Every question with its answer, in the letters in which it was asked. */
const reviewOf = async ({ db }: Deps, { id, paper, outcome }: EndedRow, version: PublishedExam): Promise<ReviewedQuestion[]> => {
  const answers = byQuestion(await listAnswers(db, id))
  const marks = new Map(outcome.marks.map(({ questionId, mark }) => [questionId, mark]))
  return paper.map(place => {
    const question = questionOf(version, place)
    return {
      ...askedQuestion(question, place),
      picked: shownKeys(place.order, answers.get(place.questionId)?.picked ?? []),
      answer: shownKeys(place.order, question.answer),
      explanation: question.explanation,
      mark: marks.get(place.questionId) ?? 'unanswered',
    }
  })
}

const earnedWith = async ({ db }: Deps, { userId, outcome }: EndedRow): Promise<EarnedBadge[]> =>
  outcome.badgeIds.length === 0
    ? []
    : (await listHeldBadges(db, userId, outcome.badgeIds)).map(({ badge, earnedAt, certificateNo }) => ({
        ...badge,
        earnedAt: earnedAt.toISOString(),
        certificateNo,
      }))

const certificateNow = async ({ db, clock, config }: Deps, { userId, examId }: AttemptRow) => {
  const id = await findCertificateId(db, userId, examId)
  const row = id === null ? null : await findByRowId(db, id)
  return { id, certificate: row && certificateOf(row, clock.now(), config.publicOrigin) }
}

const resultOf = ({ outcome, deadlineAt }: EndedRow, { passMark, review }: PublishedExam) => ({
  endedAt: outcome.endedAt.toISOString(),
  isInTime: outcome.submittedAt !== null && !isLate(outcome.submittedAt, deadlineAt),
  score: outcome.score,
  isPassed: outcome.isPassed,
  ...{ passMark, reviewPolicy: review },
  counts: Object.fromEntries(everyMark.map(mark => [mark, outcome.marks.filter(one => one.mark === mark).length])) as EndedAttempt['counts'],
})

/** How the person stands in the exam by now, as it is held now. */
const standing = async ({ db }: Deps, me: SignedIn, attempt: EndedRow) => {
  const { begun, best, open } = await findTaken(db, me.userId, attempt.examId)
  const exam = (await findExam(db, attempt.examId)) ?? fail('internal')
  const version = await findVersion(db, exam.versionId)
  return {
    goesOn: open !== null,
    isBest: best?.attemptId === attempt.id,
    attemptsLeft: attemptsLeft(version.attempts, begun),
    obstacle: await obstacleFor(db, me.userId, exam, version, begun),
  }
}

/** Every question with its answer, where the exam allows it. Closed while another attempt goes on, or another exam asks one of the questions. */
const openReview = async (deps: Deps, attempt: EndedRow, version: PublishedExam, goesOn: boolean): Promise<EndedAttempt['review']> => {
  if (goesOn || !mayReview(version.review, attempt.outcome)) return null
  const underExam = await listUnderExam(deps.db, attempt.userId)
  return attempt.paper.some(({ questionId }) => underExam.has(questionId)) ? null : reviewOf(deps, attempt, version)
}

/** The result of an attempt, what it earned, and every question where that may be. */
export const showEnded = async (deps: Deps, me: SignedIn, attempt: EndedRow): Promise<EndedAttempt> => {
  const version = await findVersion(deps.db, attempt.versionId)
  const { goesOn, ...stands } = await standing(deps, me, attempt)
  const { id, certificate } = await certificateNow(deps, attempt)
  return {
    state: 'ended',
    ...shared(attempt, version),
    ...resultOf(attempt, version),
    ...stands,
    place: await placeInDepartment(deps.db, me, attempt.examId),
    certificate,
    isNewCertificate: id !== null && id === attempt.outcome.certificateId,
    badges: await earnedWith(deps, attempt),
    review: await openReview(deps, attempt, version, goesOn),
  }
}

export const showAttempt = async (deps: Deps, me: SignedIn, attempt: AttemptRow): Promise<ShownAttempt> =>
  hasEnded(attempt) ? showEnded(deps, me, attempt) : showRunning(deps, attempt, await findVersion(deps.db, attempt.versionId))
