import { dayIn, isoDay } from '@wallet/shared/certificates/validity'
import { periodName, periodOf } from '@wallet/shared/growth/period'
import type { Db } from '../src/db/connect.ts'
import { instant } from '../src/db/query.ts'
import type { ProgressBar } from '../tasks/progressBar.ts'
import { insertBatches } from './batches.ts'
import type { Catalogue } from './catalogue.ts'
import type { Chance } from './chance.ts'
import type { SeededPerson } from './company.ts'

const dayMs = 86_400_000
/** Over how many days people have learned, and how often each of them. */
const days = 60
const times = 6
/** Over how many days they have sat exams. */
const examDays = 400

interface Wanted {
  readonly people: readonly SeededPerson[]
  readonly catalogue: Catalogue
  readonly now: Date
  readonly zone: string
  readonly bar: ProgressBar
}

const columnsOfEvents = ['user_id', 'event_key', 'kind', 'at', 'day', 'data', 'points', 'seconds']
const columnsOfScores = ['period', 'metric', 'user_id', 'amount', 'reached_at']

/** Lays in time spent on lessons, what active people and minutes are counted from; and the points of this month. */
export const seedLearning = async (db: Db, chance: Chance, { people, now, zone, bar }: Wanted): Promise<void> => {
  const month = periodOf('month', dayIn(now, zone))
  const points = new Map<number, number>()
  const rowOf = ({ id }: SeededPerson, n: number) => {
    const at = new Date(now.getTime() - chance.below(days * dayMs))
    const [seconds, earned, day] = [60 + chance.below(1_200), 1 + chance.below(20), isoDay(dayIn(at, zone))]
    if (day >= (month.from ?? '')) points.set(id, (points.get(id) ?? 0) + earned)
    const data = JSON.stringify({ kind: 'lessonStudied', at: at.toISOString(), day, lessonId: n + 1, seconds })
    return [id, `studied:${n + 1}:${at.toISOString()}`, 'lessonStudied', instant(db, at), day, data, earned, seconds]
  }
  const rowsOf = (n: number) => people.slice(n, n + 1).flatMap(person => Array.from({ length: times }, (_, time) => rowOf(person, time)))
  await insertBatches(db, { table: 'learning_events', columns: columnsOfEvents, count: people.length, rowsOf, bar })
  const scores = [...points].map(([id, amount]) => [periodName(month), 'points', id, amount, instant(db, now)])
  await insertBatches(db, { table: 'scores', columns: columnsOfScores, count: scores.length, rowsOf: n => scores.slice(n, n + 1), bar })
}

/** Everybody is in three courses, and through most of them. */
export const seedEnrolments = (db: Db, chance: Chance, { people, catalogue: { courseIds }, now, bar }: Wanted): Promise<void> => {
  const rowOf = (userId: number, courseId: number | undefined) => {
    const enrolled = new Date(now.getTime() - chance.below(examDays * dayMs))
    const at = instant(db, enrolled)
    return [userId, courseId ?? 0, at, chance.below(10) < 6 ? at : null, at]
  }
  const rowsOf = (n: number) => {
    const first = chance.below(courseIds.length)
    return people.slice(n, n + 1).flatMap(({ id }) => [0, 1, 2].map(step => rowOf(id, courseIds[(first + step) % courseIds.length])))
  }
  const columns = ['user_id', 'course_id', 'enrolled_at', 'completed_at', 'last_report_at']
  return insertBatches(db, { table: 'enrolments', columns, count: people.length, rowsOf, bar })
}

/** Everybody has sat two exams, most of them with success. */
export const seedAttempts = (db: Db, chance: Chance, { people, catalogue: { exams }, now, bar }: Wanted): Promise<void> => {
  const rowOf = (userId: number, exam: Catalogue['exams'][number] | undefined) => {
    const at = instant(db, new Date(now.getTime() - chance.below(examDays * dayMs)))
    const score = Math.min(100, 40 + (chance.below(3_001) + chance.below(3_001)) / 100)
    return [userId, exam?.id ?? 0, exam?.versionId ?? 0, 1, '0'.repeat(32), '[]', at, at, at, score, Number(score >= 60)]
  }
  const rowsOf = (n: number) => {
    const first = chance.below(exams.length)
    return people.slice(n, n + 1).flatMap(({ id }) => [0, 1].map(step => rowOf(id, exams[(first + step) % exams.length])))
  }
  const columns = ['user_id', 'exam_id', 'exam_version_id', 'attempt_no', 'seed', 'paper', 'started_at', 'submitted_at', 'ended_at', 'score', 'is_passed']
  return insertBatches(db, { table: 'attempts', columns, count: people.length, rowsOf, bar })
}

/** Everybody has three badges. */
export const seedHeld = (db: Db, chance: Chance, { people, catalogue: { badgeIds }, now, bar }: Wanted): Promise<void> => {
  const rowsOf = (n: number) => {
    const [first, at] = [chance.below(badgeIds.length), instant(db, new Date(now.getTime() - chance.below(examDays * dayMs)))]
    return people.slice(n, n + 1).flatMap(({ id }) => [0, 1, 2].map(step => [id, badgeIds[(first + step) % badgeIds.length] ?? 0, at, at]))
  }
  return insertBatches(db, { table: 'user_badges', columns: ['user_id', 'badge_id', 'earned_at', 'awarded_at'], count: people.length, rowsOf, bar })
}
