import type { LearningEvent } from '@wallet/shared/badges/event'
import { addDays, dayIn, startOfDay } from '@wallet/shared/certificates/validity'
import { whenOf } from '../badges/record.ts'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { DemoIssue } from './history.ts'
import { runBefore, runsUnderWay, type DemoRun } from './learners.ts'
import { seedAttempts } from './seedAttempts.ts'
import { seedAwards } from './seedAwards.ts'
import type { DemoBadge } from './seedBadges.ts'
import { courseOf, type DemoCourse } from './seedCourses.ts'
import type { DemoExams } from './seedExams.ts'
import { seedPractice } from './seedPractice.ts'
import { seedStreaks } from './seedStreaks.ts'
import { writeEvents } from './writeEvents.ts'

type Seed = Pick<Deps, 'clock' | 'config'>
const minuteMs = 60_000

/** One run with its people and ids. `endsAt`: when its certificate was issued; null: it goes on. */
interface PlacedRun extends Pick<DemoRun, 'done' | 'from' | 'to'> {
  readonly userId: number
  readonly course: DemoCourse
  readonly endsAt: Date | null
}
interface StudiedLesson {
  readonly lessonId: number
  readonly at: Date
  readonly seconds: number
}

/** When each completed lesson was completed: spread over the days of the run, by day, never after its end. */
const studied = ({ config, clock }: Seed, { userId, course, done, from, to, endsAt }: PlacedRun): StudiedLesson[] => {
  const today = dayIn(clock.now(), config.zone)
  const end = endsAt ?? clock.now()
  return course.lessons.slice(0, done).map(({ id, minutes }, at) => {
    const day = from + Math.floor(((to - from) * (at + 1)) / done)
    const minute = 9 * 60 + ((userId * 37 + course.id * 71) % 420) + at * 12
    const time = startOfDay(addDays(today, day), config.zone).getTime() + minute * minuteMs
    const isLast = at === done - 1 && endsAt !== null
    const before = end.getTime() - (done - at) * 3 * minuteMs
    return { lessonId: id, at: isLast ? end : new Date(Math.min(time, before)), seconds: Math.round(minutes * (38 + ((userId * 13 + id * 7) % 28))) }
  })
}

const eventsOf = (seed: Seed, { course, endsAt }: PlacedRun, lessons: readonly StudiedLesson[]): LearningEvent[] => [
  ...lessons.flatMap(({ lessonId, at, seconds }): LearningEvent[] => [
    { kind: 'lessonStudied', ...whenOf(seed, at), lessonId, seconds },
    { kind: 'lessonCompleted', ...whenOf(seed, at), lessonId },
  ]),
  ...(endsAt ? [{ kind: 'courseCompleted', ...whenOf(seed, endsAt), courseId: course.id } as const] : []),
]

/** Writes who has come how far in which course, and answers what happened, by person. */
const seedRuns = async (tx: Db, seed: Seed, runs: readonly PlacedRun[]): Promise<Map<number, LearningEvent[]>> => {
  const { transaction } = tx
  const told = runs.map(run => ({ run, lessons: studied(seed, run) }))
  await tx.models.enrolments.bulkCreate(
    told.map(({ run: { userId, course, endsAt, done }, lessons }) => {
      const [enrolledAt, lastReportAt] = [new Date((lessons[0]?.at.getTime() ?? 0) - 20 * minuteMs), lessons.at(-1)?.at]
      return { userId, courseId: course.id, enrolledAt, completedAt: endsAt, lastLessonId: course.lessons[endsAt ? done - 1 : done]?.id, lastReportAt }
    }),
    { transaction },
  )
  await tx.models.lessonProgress.bulkCreate(
    told.flatMap(({ run: { userId, course }, lessons }) =>
      lessons.map(({ lessonId, at, seconds }) => ({ userId, lessonId, courseId: course.id, seconds, position: 0, completedAt: at, updatedAt: at })),
    ),
    { transaction },
  )
  const events = Map.groupBy(
    told.map(({ run, lessons }) => ({ userId: run.userId, events: eventsOf(seed, run, lessons) })),
    ({ userId }) => userId,
  )
  return new Map([...events].map(([userId, parts]) => [userId, parts.flatMap(part => part.events)]))
}

/** A certificate of the demo company, by now issued. */
export interface IssuedDemo {
  readonly id: number
  readonly demo: DemoIssue
  readonly certificateNo: string
  readonly issuedAt: Date
}
interface Learning {
  readonly courses: readonly DemoCourse[]
  readonly exams: DemoExams
  readonly badges: readonly DemoBadge[]
  readonly issued: readonly IssuedDemo[]
  /** Those that renewed others: a pass each, but no new certificate. */
  readonly renewed: readonly IssuedDemo[]
  /** The id of a person by their index. */
  readonly idOf: (person: number) => number
  readonly issuerId: number
}

const placed = ({ courses, issued, idOf }: Pick<Learning, 'courses' | 'issued' | 'idOf'>): PlacedRun[] => {
  const completed = issued.flatMap(({ demo, issuedAt }): PlacedRun[] => {
    const course = courseOf(courses, demo)
    return course ? [{ ...runBefore(demo, course), course, userId: idOf(demo.person), endsAt: issuedAt }] : []
  })
  const isCompleted = (person: number, { slug }: { slug: string }) => completed.some(({ userId, course }) => userId === idOf(person) && course.slug === slug)
  const underWay = runsUnderWay(courses, isCompleted).flatMap((run): PlacedRun[] => {
    const course = courses.find(({ slug }) => slug === run.course)
    return course ? [{ ...run, course, userId: idOf(run.person), endsAt: null }] : []
  })
  return [...completed, ...underWay]
}

/** Who has learnt what, and all that came of it; a certificate that was issued ahead has not happened yet. */
export const seedLearning = async (tx: Db, seed: Seed, { courses, exams, badges, issued, renewed, idOf, issuerId }: Learning): Promise<void> => {
  const isPast = ({ issuedAt }: IssuedDemo) => issuedAt <= seed.clock.now()
  const past = issued.filter(isPast)
  const events = await seedRuns(tx, seed, placed({ courses, issued: past, idOf }))
  const happened = [
    ...(await seedAttempts(tx, seed, { exams: exams.exams, issued: [...past, ...renewed.filter(isPast)], idOf })),
    ...(await seedPractice(tx, seed, { questions: exams.questions, idOf })),
    ...(await seedStreaks(tx, seed, { issued: past, courses, idOf })),
    ...past.map(({ demo, certificateNo, issuedAt }) => ({
      userId: idOf(demo.person),
      events: [{ kind: 'certificateIssued', ...whenOf(seed, issuedAt), certificateNo, type: demo.type } as const],
    })),
  ]
  for (const { userId, events: more } of happened) events.set(userId, [...(events.get(userId) ?? []), ...more])
  await writeEvents(tx, await seedAwards(tx, seed, events, { badges, issued: past, idOf, issuerId }))
}
