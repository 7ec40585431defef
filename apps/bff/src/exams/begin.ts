import { attemptsLeft, obstacleTo, type Obstacle } from '@wallet/shared/exams/attempt'
import type { Seed } from '@wallet/shared/exams/draw'
import { drawPaper } from '@wallet/shared/exams/paper'
import { deadlineOf } from '@wallet/shared/exams/time'
import { fail, type ProblemCode } from '@wallet/shared/problem'
import { appendOutbox } from '../audit/outbox.ts'
import type { Learner } from '../badges/award.ts'
import { forgetVerdicts, type Brought } from '../badges/earned.ts'
import { lockLearner } from '../badges/events.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { findAttempt, insertAttempt, type AttemptRow } from './attemptStore.ts'
import { endAttempt, isOverdue } from './end.ts'
import { findShown, listCompletedCourses, type ExamRow } from './store.ts'
import { findTaken } from './takenStore.ts'
import { findVersion, type PublishedExam } from './versions.ts'

const refusals = { retired: 'exam_retired', course: 'course_first', attempts: 'no_attempts_left' } as const satisfies Record<Obstacle, ProblemCode>

/** What stands in the way of a person's next attempt at an exam, so many of which they have begun. */
export const obstacleFor = async (
  db: Db,
  userId: number,
  { isRetired }: ExamRow,
  { courseId, attempts }: PublishedExam,
  begun: number,
): Promise<Obstacle | null> => {
  const lacksCourse = courseId !== null && !(await listCompletedCourses(db, userId, [courseId])).has(courseId)
  return obstacleTo({ isRetired, lacksCourse, attemptsLeft: attemptsLeft(attempts, begun) })
}

/** What a paper is drawn by. */
export const newSeed = ({ random }: Pick<Deps, 'random'>): Seed => Buffer.from(random(16)).toString('hex')

/** A paper is drawn from the version that is published now; the attempt keeps it, whatever is published later. */
const draw = async (tx: Db, deps: Deps, userId: number, version: PublishedExam, begun: number) => {
  const [startedAt, seed] = [deps.clock.now(), newSeed(deps)]
  const { examId, versionId, minutes, pool, paper } = version
  const deadlineAt = deadlineOf({ startedAt, minutes, submittedAt: null })
  await appendOutbox(tx, 'person.learned', { userId, days: [], courseIds: [], badgeIds: [] }, startedAt)
  return insertAttempt(tx, { userId, examId, versionId, attemptNo: begun + 1, seed, paper: drawPaper(pool, paper, seed), startedAt, deadlineAt })
}

interface Begun {
  readonly attempt: AttemptRow
  readonly isNew: boolean
  /** Of an attempt before, whose time had run out and that nobody had ended. */
  readonly brought: Brought | null
}

const beginWithin = async (tx: Db, deps: Deps, learner: Learner, examId: number): Promise<Begun> => {
  await lockLearner(tx, learner.userId)
  const taken = await findTaken(tx, learner.userId, examId)
  const open = taken.open && (await findAttempt(tx, taken.open.attemptId, learner.userId))
  if (open && !isOverdue(open, deps.clock.now())) return { attempt: open, isNew: false, brought: null }
  const exam = (await findShown(tx, examId, learner.userId)) ?? fail('exam_not_found')
  const version = await findVersion(tx, exam.versionId)
  const obstacle = await obstacleFor(tx, learner.userId, exam, version, taken.begun)
  if (obstacle) return fail(refusals[obstacle])
  const brought = open ? await endAttempt(tx, deps, learner, open, null) : null
  return { attempt: await draw(tx, deps, learner.userId, version, taken.begun), isNew: true, brought }
}

/** Begins an attempt, or finds the one that goes on. However many ask at the same moment, one is begun. */
export const beginAttempt = async (deps: Deps, learner: Learner, examId: number): Promise<Begun> => {
  const begun = await inTransaction(deps.db, tx => beginWithin(tx, deps, learner, examId))
  if (begun.brought) forgetVerdicts(deps, begun.brought)
  return begun
}
