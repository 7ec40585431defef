import type { LearningEvent } from '@wallet/shared/badges/event'
import type { LessonReport, Reported } from '@wallet/shared/courses/learning'
import { advance, completionOf, creditedSeconds, isWatched, notBegun, reaches, type LessonProgress } from '@wallet/shared/courses/progress'
import { fail } from '@wallet/shared/problem'
import { earnedOf, forgetVerdicts, type Brought } from '../badges/earned.ts'
import { lockLearner } from '../badges/events.ts'
import { issuedEvent, recordEvents, whenOf } from '../badges/record.ts'
import { issueWithin } from '../certificates/issueWithin.ts'
import type { CertificateRow } from '../certificates/row.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { completedIn, progressOf } from './card.ts'
import {
  findByLesson,
  findLastReport,
  insertEnrolment,
  listCompleted,
  listCourseCertificates,
  listProgress,
  listRewards,
  saveEnrolment,
  saveProgress,
  type Enrolment,
  type ShelfCourse,
} from './store.ts'
import { shownProgress } from './view.ts'

type Learner = Pick<SignedIn, 'userId' | 'employeeNo'>

/** What a report says of a lesson, as far as it counts. A video is completed by how far it was seen. */
const toldOf = (kind: string, { completed, position = 0, duration = 0 }: LessonReport, seconds: number, now: Date): LessonProgress => {
  const isThrough = kind === 'video' ? isWatched(position, duration) : completed
  return { seconds, position: kind === 'video' ? position : 0, completedAt: isThrough ? now : null }
}

/**
 * The certificate of a course that is completed. It is issued once: one that was revoked or has run out is not issued anew by opening a
 * lesson. Where its template was not in use at the time, it comes with the first report after that.
 */
const issueFor = async (tx: Db, deps: Deps, { employeeNo, userId }: Learner, course: ShelfCourse, percent: number): Promise<CertificateRow | null> => {
  const { title, summary: description, templateId } = course.outline
  if (templateId === null || !(await listRewards(tx)).has(templateId) || (await listCourseCertificates(tx, userId)).has(course.id)) return null
  const order = { templateId, employeeNo, title, description, courseId: course.id, completionRate: percent }
  return (await issueWithin(tx, deps, { order, replaces: false })).certificate
}

interface Change {
  readonly lessonId: number
  readonly before: LessonProgress
  readonly after: LessonProgress
  readonly course: ShelfCourse
  readonly isCourseCompleted: boolean
  readonly certificate: CertificateRow | null
}

/** What happened for the first time. */
const eventsOf = (deps: Deps, now: Date, { lessonId, before, after, course, isCourseCompleted, certificate }: Change): LearningEvent[] => {
  const when = whenOf(deps, now)
  const seconds = after.seconds - before.seconds
  return [
    ...(seconds > 0 ? [{ kind: 'lessonStudied', ...when, lessonId, seconds } as const] : []),
    ...(after.completedAt && !before.completedAt ? [{ kind: 'lessonCompleted', ...when, lessonId } as const] : []),
    ...(isCourseCompleted ? [{ kind: 'courseCompleted', ...when, courseId: course.id } as const] : []),
    ...(certificate ? [issuedEvent(deps, certificate)] : []),
  ]
}

const later = (one: Date, other: Date) => (one > other ? one : other)

/** A report that tells of no time does not use any up, so that what was spent before is still counted when it is told. */
const reported = (enrolment: Enrolment, { seconds }: LessonReport, lessonId: number, now: Date): Enrolment => ({
  ...enrolment,
  lastLessonId: lessonId,
  lastReportAt: seconds > 0 ? later(now, enrolment.lastReportAt) : enrolment.lastReportAt,
})

/** The lesson itself: what it was, and what it is now. */
const noteLesson = async (tx: Db, { userId }: Learner, course: ShelfCourse, lessonId: number, report: LessonReport, now: Date) => {
  const before = (await listProgress(tx, userId, course.id)).get(lessonId) ?? notBegun
  const seconds = creditedSeconds(report.seconds, (await findLastReport(tx, userId)) ?? now, now)
  const kind = course.outline.lessons.find(({ id }) => id === lessonId)?.kind ?? ''
  const after = advance(before, toldOf(kind, report, seconds, now))
  await saveProgress(tx, { userId, courseId: course.id, lessonId }, after, now)
  return { before, after }
}

const note = async (tx: Db, deps: Deps, learner: Learner, lessonId: number, report: LessonReport) => {
  const { userId } = learner
  await lockLearner(tx, userId)
  const course = (await findByLesson(tx, userId, lessonId)) ?? fail('lesson_not_found')
  const now = deps.clock.now()
  const enrolment = course.enrolment ?? (await insertEnrolment(tx, userId, course.id, now))
  const { before, after } = await noteLesson(tx, learner, course, lessonId, report, now)

  const completed = completedIn({ completed: await listCompleted(tx, userId) }, course)
  const completion = completionOf(course.outline.lessons, completed)
  const isCourseCompleted = enrolment.completedAt === null && reaches(completion, course.outline.threshold)
  const current = { ...reported(enrolment, report, lessonId, now), ...(isCourseCompleted && { completedAt: now }) }
  await saveEnrolment(tx, userId, course.id, current)

  const certificate = current.completedAt ? await issueFor(tx, deps, learner, course, completion.percent) : null
  const { badges } = await recordEvents(tx, deps, learner, eventsOf(deps, now, { lessonId, before, after, course, isCourseCompleted, certificate }))
  const certificateNo = (await listCourseCertificates(tx, userId)).get(course.id) ?? null
  return { now, lesson: after, course: progressOf(course, current, completed, certificateNo), brought: { certificate, badges } satisfies Brought }
}

/**
 * Notes what a phone tells of a lesson. Whatever comes of it (time, the lesson, the course, its certificate, badges and theirs) is remembered
 * in one transaction under the learner's lock: all of it or nothing, once, on however many phones it happens.
 */
export const reportLesson = async (deps: Deps, learner: Learner, lessonId: number, report: LessonReport): Promise<Reported> => {
  const { now, lesson, course, brought } = await inTransaction(deps.db, tx => note(tx, deps, learner, lessonId, report))
  forgetVerdicts(deps, brought)
  return { savedAt: now.toISOString(), lesson: shownProgress(lesson), course, earned: earnedOf(deps, brought) }
}
