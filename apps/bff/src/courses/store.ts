import type { CourseReward } from '@wallet/shared/courses/learning'
import { fail } from '@wallet/shared/problem'
import type { CertificateType } from '@wallet/shared/certificates/certificate'
import type { LessonProgress } from '@wallet/shared/courses/progress'
import type { Orientation } from '@wallet/shared/templates/stage'
import { appendOutbox } from '../audit/outbox.ts'
import type { Db } from '../db/connect.ts'
import { date, dateOrNull, number, numberOrNull, select, selectOne, text, type Row } from '../db/query.ts'
import { outlinesOf, type Outline } from './outline.ts'

/** That somebody takes a course. */
export interface Enrolment {
  readonly enrolledAt: Date
  readonly completedAt: Date | null
  readonly lastLessonId: number | null
  /** Up to when their time has been counted. */
  readonly lastReportAt: Date
}

/** A published course as one person may see it. */
export interface ShelfCourse {
  readonly id: number
  readonly sortOrder: number
  readonly isRetired: boolean
  readonly versionId: number
  readonly publishedAt: Date
  readonly outline: Outline
  /** Null: not enrolled. */
  readonly enrolment: Enrolment | null
}

const enrolmentOf = (row: Row): Enrolment | null =>
  row['enrolled_at'] === null
    ? null
    : {
        enrolledAt: date(row['enrolled_at']),
        completedAt: dateOrNull(row['completed_at']),
        lastLessonId: numberOrNull(row['last_lesson_id']),
        lastReportAt: date(row['last_report_at']),
      }

/** What a person may see, as part of the query itself: what is published, and of what is retired, what they are enrolled in. */
const visible = `SELECT c.id, c.state, c.sort_order, v.id AS version_id, v.published_at, e.enrolled_at, e.completed_at, e.last_lesson_id, e.last_report_at
  FROM courses c JOIN course_versions v ON v.course_id = c.id AND v.version = c.published_version
  LEFT JOIN enrolments e ON e.course_id = c.id AND e.user_id = :userId
  WHERE (c.state = 'published' OR (c.state = 'retired' AND e.user_id IS NOT NULL))`

const shelved = async (db: Db, rows: readonly Row[]): Promise<ShelfCourse[]> => {
  const outlines = await outlinesOf(
    db,
    rows.map(row => number(row['version_id'])),
  )
  return rows.map(row => ({
    id: number(row['id']),
    sortOrder: number(row['sort_order']),
    isRetired: row['state'] === 'retired',
    versionId: number(row['version_id']),
    publishedAt: date(row['published_at']),
    outline: outlines.get(number(row['version_id'])) ?? fail('internal'),
    enrolment: enrolmentOf(row),
  }))
}

/** All courses that this person may see. */
export const listShelf = async (db: Db, userId: number): Promise<ShelfCourse[]> => shelved(db, await select(db, visible, { userId }))

export const findOnShelf = async (db: Db, userId: number, courseId: number): Promise<ShelfCourse | null> =>
  (await shelved(db, await select(db, `${visible} AND c.id = :courseId`, { userId, courseId })))[0] ?? null

/** The course that a lesson belongs to, if this person may see it and the published version still has the lesson. */
export const findByLesson = async (db: Db, userId: number, lessonId: number): Promise<ShelfCourse | null> => {
  const rows = await select(db, `${visible} AND c.id = (SELECT l.course_id FROM lessons l WHERE l.id = :lessonId)`, { userId, lessonId })
  const [course] = await shelved(db, rows)
  return course?.outline.lessons.some(({ id }) => id === lessonId) ? course : null
}

/** The lessons that this person has completed, by course. */
export const listCompleted = async (db: Db, userId: number): Promise<ReadonlyMap<number, ReadonlySet<number>>> => {
  const rows = await select(db, 'SELECT course_id, lesson_id FROM lesson_progress WHERE user_id = :userId AND completed_at IS NOT NULL', { userId })
  return new Map([...Map.groupBy(rows, row => number(row['course_id']))].map(([id, lessons]) => [id, new Set(lessons.map(row => number(row['lesson_id'])))]))
}

const progressOf = (row: Row): LessonProgress => ({
  seconds: number(row['seconds']),
  position: number(row['position']),
  completedAt: dateOrNull(row['completed_at']),
})

/** How far this person is in each lesson of a course that they have begun. */
export const listProgress = async (db: Db, userId: number, courseId: number): Promise<ReadonlyMap<number, LessonProgress>> => {
  const rows = await select(db, 'SELECT lesson_id, seconds, position, completed_at FROM lesson_progress WHERE user_id = :userId AND course_id = :courseId', {
    userId,
    courseId,
  })
  return new Map(rows.map(row => [number(row['lesson_id']), progressOf(row)]))
}

/** The newest certificate that each course has earned this person. */
export const listCourseCertificates = async (db: Db, userId: number): Promise<ReadonlyMap<number, string>> => {
  const rows = await select(
    db,
    'SELECT course_id, certificate_no FROM user_certificates WHERE user_id = :userId AND course_id IS NOT NULL AND superseded_by_id IS NULL ORDER BY issued_at, id',
    { userId },
  )
  return new Map(rows.map(row => [number(row['course_id']), text(row['certificate_no'])]))
}

/** What completing a course earns, by template; a template that is not in use earns nothing. */
export const listRewards = async (db: Db): Promise<ReadonlyMap<number, CourseReward>> => {
  const rows = await select(db, 'SELECT id, name, type, orientation, validity_months FROM certificate_templates WHERE is_active = 1')
  const rewardOf = (row: Row): CourseReward => ({
    name: text(row['name']),
    type: text(row['type']) as CertificateType,
    orientation: text(row['orientation']) as Orientation,
    validityMonths: numberOrNull(row['validity_months']),
  })
  return new Map(rows.map(row => [number(row['id']), rewardOf(row)]))
}

/** When this person last told of time spent, on whatever course; null: they are enrolled in none. */
export const findLastReport = async (tx: Db, userId: number): Promise<Date | null> =>
  dateOrNull((await selectOne(tx, 'SELECT MAX(last_report_at) AS at FROM enrolments WHERE user_id = :userId', { userId }))?.['at'])

export const insertEnrolment = async (tx: Db, userId: number, courseId: number, now: Date): Promise<Enrolment> => {
  const enrolment = { enrolledAt: now, completedAt: null, lastLessonId: null, lastReportAt: now }
  await tx.models.enrolments.create({ userId, courseId, ...enrolment }, { transaction: tx.transaction })
  await appendOutbox(tx, 'person.learned', { userId, days: [], courseIds: [courseId], badgeIds: [] }, now)
  return enrolment
}

export const saveEnrolment = async (tx: Db, userId: number, courseId: number, enrolment: Enrolment): Promise<void> => {
  await tx.models.enrolments.update({ ...enrolment }, { where: { userId, courseId }, transaction: tx.transaction })
}

export const saveProgress = async (
  tx: Db,
  key: { readonly userId: number; readonly courseId: number; readonly lessonId: number },
  progress: LessonProgress,
  updatedAt: Date,
): Promise<void> => {
  await tx.models.lessonProgress.upsert({ ...key, ...progress, updatedAt }, { transaction: tx.transaction })
}
