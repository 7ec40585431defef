import { certificateStep } from '@wallet/shared/exams/attempt'
import { scoreOf, type Result } from '@wallet/shared/exams/score'
import { endedAt, isLate, savedInTime } from '@wallet/shared/exams/time'
import { fail } from '@wallet/shared/problem'
import type { Learner } from '../badges/award.ts'
import type { Brought } from '../badges/earned.ts'
import { issuedEvent, recordEvents, whenOf } from '../badges/record.ts'
import { standsFor } from '../certificates/draft.ts'
import { issueIfUsable } from '../certificates/issueWithin.ts'
import type { CertificateRow } from '../certificates/row.ts'
import { findLatestCycle } from '../certificates/store.ts'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { listAnswers, saveOutcome, type AttemptRow } from './attemptStore.ts'
import { findVersion, type PublishedExam } from './versions.ts'

/** Whether the time of an attempt has run out. */
export const isOverdue = ({ deadlineAt }: Pick<AttemptRow, 'deadlineAt'>, now: Date): boolean => isLate(now, deadlineAt)

const score = async (tx: Db, { id, paper, deadlineAt }: AttemptRow, version: PublishedExam): Promise<Result> => {
  const answers = savedInTime(await listAnswers(tx, id), deadlineAt)
  const questions = paper.map(({ questionId }) => version.questions.get(questionId) ?? fail('internal'))
  return scoreOf(questions, new Map(answers.map(({ questionId, picked }) => [questionId, picked])), version)
}

/** The score on the certificate that stands; one without a score gives way to any better one. */
const certifiedBy = (held: CertificateRow | null, now: Date) => (standsFor(held, now) ? (held.score ?? 0) : null)

/** The certificate of a pass, where the exam earns one and this pass changes it. */
const certify = async (tx: Db, deps: Deps, { userId, employeeNo }: Learner, version: PublishedExam, result: Result): Promise<CertificateRow | null> => {
  const { templateId, examId, title, summary, betterScore } = version
  if (templateId === null) return null
  const held = await findLatestCycle(tx, userId, templateId, `exam:${examId}`)
  // One that is suspended is being looked into: a better score does not get round that.
  const step = held?.suspendedAt ? 'none' : certificateStep(betterScore, certifiedBy(held, deps.clock.now()), result)
  if (step === 'none') return null
  const order = { templateId, employeeNo, title, description: summary, score: result.score, examId }
  return (await issueIfUsable(tx, deps, { order, replaces: step === 'reissue' }))?.certificate ?? null
}

/**
 * Ends an attempt: score, certificate, what it means for statistics and badges, all of it or nothing. The caller holds the learner's lock and
 * has made sure that it goes on. `submittedAt` is null where its time ran out and nobody submitted; what was saved by then counts either way.
 */
export const endAttempt = async (tx: Db, deps: Deps, learner: Learner, attempt: AttemptRow, submittedAt: Date | null): Promise<Brought> => {
  const { id: attemptId, examId, attemptNo, startedAt } = attempt
  const version = await findVersion(tx, attempt.versionId)
  const result = await score(tx, attempt, version)
  const ended = endedAt(deps.clock.now(), { startedAt, minutes: version.minutes, submittedAt })
  const certificate = await certify(tx, deps, learner, version, result)
  const { badges } = await recordEvents(tx, deps, learner, [
    { kind: 'examTaken', ...whenOf(deps, ended), attemptId, examId, attemptNo, score: result.score, isPassed: result.isPassed },
    // A better score on it is no new certificate.
    ...(certificate?.cycle === 1 ? [issuedEvent(deps, certificate)] : []),
  ])
  const badgeIds = badges.map(({ badge }) => badge.id)
  await saveOutcome(tx, attemptId, { ...result, submittedAt, endedAt: ended, badgeIds, certificateId: certificate?.id ?? null })
  return { certificate, badges }
}
