import type { LearningEvent } from '@wallet/shared/badges/event'
import type { LessonReport, Reported } from '@wallet/shared/courses/learning'
import { advance, completionOf, creditedSeconds, isWatched, notBegun, reaches, type LessonProgress } from '@wallet/shared/courses/progress'
import { fail } from '@wallet/shared/problem'
import type { Learner } from '../badges/award.ts'
import { earnedOf, forgetVerdicts, type Brought } from '../badges/earned.ts'
import { lockLearner } from '../badges/events.ts'
import { recordEvents, whenOf } from '../badges/record.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { completedIn, progressOf } from './card.ts'
import { recordCompletion } from './recordCompletion.ts'
import {
  findByLesson,
  findLastReport,
  insertEnrolment,
  listCompleted,
  listCourseCertificates,
  listProgress,
  saveEnrolment,
  saveProgress,
  type Enrolment,
  type ShelfCourse,
} from './store.ts'
import { shownProgress } from './view.ts'

/** What a report says of a lesson, as far as it counts. A video is completed by how far it was seen. */
const toldOf = (kind: string, { completed, position = 0, duration = 0 }: LessonReport, seconds: number, now: Date): LessonProgress => {
  const isThrough = kind === 'video' ? isWatched(position, duration) : completed
  return { seconds, position: kind === 'video' ? position : 0, completedAt: isThrough ? now : null }
}

/** What happened in the lesson for the first time. */
const eventsOf = (deps: Deps, now: Date, lessonId: number, before: LessonProgress, after: LessonProgress): LearningEvent[] => {
  const when = whenOf(deps, now)
  const seconds = after.seconds - before.seconds
  return [
    ...(seconds > 0 ? [{ kind: 'lessonStudied', ...when, lessonId, seconds } as const] : []),
    ...(after.completedAt && !before.completedAt ? [{ kind: 'lessonCompleted', ...when, lessonId } as const] : []),
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

  const earlier = eventsOf(deps, now, lessonId, before, after)
  const brought = current.completedAt
    ? await recordCompletion(tx, deps, learner, { course, percent: completion.percent, isNew: isCourseCompleted, earlier, now })
    : { certificate: null, badges: (await recordEvents(tx, deps, learner, earlier)).badges }
  const certificateNo = (await listCourseCertificates(tx, userId)).get(course.id) ?? null
  return { now, lesson: after, course: progressOf(course, current, completed, certificateNo), brought: brought satisfies Brought }
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
