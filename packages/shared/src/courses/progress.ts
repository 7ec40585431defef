import { percentOf } from '../percent.ts'
import type { CourseContent, Lesson } from './course.ts'

/** The most seconds that one report adds; a phone reports at least once a minute while a lesson is open. */
export const longestReport = 120
/** A video seen this far, in percent, is a lesson completed. */
export const watchedPercent = 90

/** What is known of one person in one lesson. */
export interface LessonProgress {
  /** Seconds spent in it. */
  readonly seconds: number
  /** The furthest second seen of a video; 0 in other lessons. */
  readonly position: number
  /** When it was completed first; null: not yet. */
  readonly completedAt: Date | null
}
/** A lesson that nobody has opened yet. */
export const notBegun: LessonProgress = { seconds: 0, position: 0, completedAt: null }

/**
 * How many of the reported seconds count: never more than have passed on the server's clock since `lastReportAt` (this
 * person's last report on any lesson, so that two phones do not double an hour; before the first one, their enrolment),
 * and never more than `longestReport`. The phone's clock does not matter.
 */
export const creditedSeconds = (reported: number, lastReportAt: Date, now: Date): number => {
  const passed = (now.getTime() - lastReportAt.getTime()) / 1000
  return Math.max(0, Math.floor(Math.min(reported, passed, longestReport)))
}

const earlier = (one: Date | null, other: Date | null) => (one && (!other || one <= other) ? one : other)

/**
 * Progress after one more thing has been told of: seconds add up, the furthest position stays, the first completion
 * stays. It never goes backwards and does not depend on the order. What is told twice adds no seconds, since none have passed.
 */
export const advance = (before: LessonProgress, told: LessonProgress): LessonProgress => ({
  seconds: before.seconds + told.seconds,
  position: Math.max(before.position, told.position),
  completedAt: earlier(before.completedAt, told.completedAt),
})

/** Whether a video of this many seconds has been seen far enough to be completed. */
export const isWatched = (position: number, duration: number): boolean => duration > 0 && position * 100 >= duration * watchedPercent

/** A course or a chapter in figures: lessons completed, lessons there are, percent with two decimals. */
export interface Completion {
  readonly done: number
  readonly total: number
  readonly percent: number
}

type Ids = ReadonlySet<number>
type Lessons = readonly Pick<Lesson, 'id' | 'minutes'>[]

/** The lessons of a course in the order in which they are learnt. */
export const lessonsOf = (content: CourseContent): Lesson[] => content.chapters.flatMap(({ lessons }) => lessons)

/**
 * How much of these lessons is completed. Lessons that a newer version has dropped count nowhere, and those that it has
 * added are open: the percentage is about the course as it is now. Having completed a course is a fact of its own that stays.
 */
export const completionOf = (lessons: Lessons, completed: Ids): Completion => {
  const done = lessons.filter(({ id }) => completed.has(id)).length
  return { done, total: lessons.length, percent: percentOf(done, lessons.length) }
}

/** Whether this is enough to have completed the course; `threshold` in whole percent, compared exactly. */
export const reaches = ({ done, total }: Completion, threshold: number): boolean => total > 0 && done * 100 >= threshold * total

/** Where to continue: the first lesson not completed from `last` on (the one opened last), else the first of all; null: nothing is left. */
export const nextLesson = <L extends Lessons[number]>(lessons: readonly L[], completed: Ids, last: number | null): L | null => {
  const at = lessons.findIndex(({ id }) => id === last)
  const inTurn = at < 0 ? lessons : [...lessons.slice(at), ...lessons.slice(0, at)]
  return inTurn.find(({ id }) => !completed.has(id)) ?? null
}

/** Minutes that the lessons not completed will take. */
export const minutesLeft = (lessons: Lessons, completed: Ids): number => lessons.reduce((sum, { id, minutes }) => (completed.has(id) ? sum : sum + minutes), 0)
