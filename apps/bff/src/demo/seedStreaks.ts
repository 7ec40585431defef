import type { LearningEvent } from '@wallet/shared/badges/event'
import { addDays, dayIn, startOfDay } from '@wallet/shared/certificates/validity'
import { whenOf } from '../badges/record.ts'
import type { Db } from '../db/connect.ts'
import { execute, selectOne, number } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import type { DemoCourse } from './seedCourses.ts'
import type { IssuedDemo } from './seedLearning.ts'

type Seed = Pick<Deps, 'clock' | 'config'>
const minuteMs = 60_000
const streakTitle = '连续学习三十天'
/** The person of the pictures has gone on ever since. */
const goesOn = 3

/** The days of somebody's thirty, and of those that followed; days count from today. */
const daysOf = ({ demo: { person, issuedDay } }: IssuedDemo): number[] => {
  const last = person === goesOn ? -1 : issuedDay
  return Array.from({ length: last - issuedDay + 30 }, (_, i) => issuedDay - 29 + i)
}

interface Streaks {
  readonly issued: readonly IssuedDemo[]
  readonly courses: readonly DemoCourse[]
  readonly idOf: (person: number) => number
}

/** A lesson that this person has opened: the first of theirs, else of the course that everybody begins with. */
const lessonFor = async (tx: Db, userId: number, { id: courseId, lessons }: { id: number; lessons: DemoCourse['lessons'] }, at: Date): Promise<number> => {
  const opened = await selectOne(tx, 'SELECT MIN(lesson_id) AS id FROM lesson_progress WHERE user_id = :userId', { userId })
  if (opened?.['id'] !== null && opened?.['id'] !== undefined) return number(opened['id'])
  const lessonId = lessons[0]?.id ?? 0
  const { transaction } = tx
  await tx.models.enrolments.create({ userId, courseId, enrolledAt: at, completedAt: null, lastLessonId: lessonId, lastReportAt: at }, { transaction })
  await tx.models.lessonProgress.create({ userId, lessonId, courseId, seconds: 0, position: 0, completedAt: null, updatedAt: at }, { transaction })
  return lessonId
}

/** Whoever holds the certificate for thirty days in a row has studied on each of them, early in the morning. Answers what happened, by person. */
export const seedStreaks = async (
  tx: Db,
  { clock, config }: Seed,
  { issued, courses, idOf }: Streaks,
): Promise<{ userId: number; events: LearningEvent[] }[]> => {
  const today = dayIn(clock.now(), config.zone)
  const course = courses.find(({ slug }) => slug === 'onboarding') ?? { id: 0, lessons: [] }
  const streaks: { userId: number; events: LearningEvent[] }[] = []
  for (const one of issued.filter(({ demo }) => demo.title === streakTitle)) {
    const userId = idOf(one.demo.person)
    const mornings = daysOf(one).map((day, i) =>
      // The thirtieth brings the certificate.
      i === 29 ? one.issuedAt : new Date(startOfDay(addDays(today, day), config.zone).getTime() + (7 * 60 + ((userId * 7 + day * 3 + 9000) % 90)) * minuteMs),
    )
    const lessonId = await lessonFor(tx, userId, course, mornings[0] ?? one.issuedAt)
    const events = mornings.map(
      (at, i) => ({ kind: 'lessonStudied', ...whenOf({ clock, config }, at), lessonId, seconds: 240 + ((userId * 11 + i * 37) % 360) }) as const,
    )
    const seconds = events.reduce((sum, event) => sum + event.seconds, 0)
    await execute(tx, 'UPDATE lesson_progress SET seconds = seconds + :seconds WHERE user_id = :userId AND lesson_id = :lessonId', {
      seconds,
      userId,
      lessonId,
    })
    streaks.push({ userId, events })
  }
  return streaks
}
