import type { CourseCategory } from '@wallet/shared/courses/category'
import type { Db } from '../db/connect.ts'
import { number, numberOrNull, select, selectOne, text, type Row } from '../db/query.ts'

/** An exam as it is known outside its versions: where it stands, and which version learners see. */
export interface ExamRow {
  readonly id: number
  readonly sortOrder: number
  readonly isRetired: boolean
  readonly versionId: number
}

const rowOf = (row: Row): ExamRow => ({
  id: number(row['id']),
  sortOrder: number(row['sort_order']),
  isRetired: text(row['state']) === 'retired',
  versionId: number(row['version_id']),
})
const published =
  'SELECT e.id, e.sort_order, e.state, v.id AS version_id FROM exams e JOIN exam_versions v ON v.exam_id = e.id AND v.version = e.published_version'

interface ExamFilter {
  readonly category?: CourseCategory | undefined
  readonly courseId?: number | undefined
  /** The place in the list after which it goes on. */
  readonly after: readonly [sortOrder: number, id: number]
  readonly limit: number
}

/** Published exams in their order. */
export const listPublished = async (db: Db, { category, courseId, after: [order, id], limit }: ExamFilter): Promise<ExamRow[]> => {
  const rows = await select(
    db,
    `${published} WHERE e.state = 'published' AND e.sort_order >= :order AND (e.sort_order > :order OR e.id > :id)
     ${category ? 'AND e.category = :category' : ''} ${courseId === undefined ? '' : 'AND e.course_id = :courseId'} ORDER BY e.sort_order, e.id LIMIT :limit`,
    { order, id, category, courseId, limit },
  )
  return rows.map(rowOf)
}

/** An exam that was published once, whatever became of it. */
export const findExam = async (db: Db, id: number): Promise<ExamRow | null> => {
  const row = await selectOne(db, `${published} WHERE e.id = :id`, { id })
  return row && rowOf(row)
}

/** An exam that this person may see: a published one, or a retired one that they have taken. */
export const findShown = async (db: Db, id: number, userId: number): Promise<ExamRow | null> => {
  const row = await selectOne(
    db,
    `${published} WHERE e.id = :id AND (e.state = 'published' OR (e.state = 'retired' AND EXISTS (SELECT 1 FROM attempts a WHERE a.exam_id = e.id AND a.user_id = :userId)))`,
    { id, userId },
  )
  return row && rowOf(row)
}

/** Those of these courses that a person has completed. */
export const listCompletedCourses = async (db: Db, userId: number, courseIds: readonly number[]): Promise<ReadonlySet<number>> => {
  if (courseIds.length === 0) return new Set()
  const rows = await select(db, 'SELECT course_id FROM enrolments WHERE user_id = :userId AND completed_at IS NOT NULL AND course_id IN (:courseIds)', {
    userId,
    courseIds,
  })
  return new Set(rows.map(row => number(row['course_id'])))
}

/** What learners see a course called; null where none of it has been published. */
export const findCourseTitle = async (db: Db, courseId: number): Promise<{ title: string; englishTitle: string } | null> => {
  const row = await selectOne(
    db,
    'SELECT v.title, v.english_title FROM courses c JOIN course_versions v ON v.course_id = c.id AND v.version = c.published_version WHERE c.id = :courseId',
    { courseId },
  )
  return row && { title: text(row['title']), englishTitle: text(row['english_title']) }
}

/** The newest certificate of an exam that a person has and that was not taken back. */
export const findCertificateId = async (db: Db, userId: number, examId: number): Promise<number | null> => {
  const row = await selectOne(
    db,
    'SELECT MAX(id) AS id FROM user_certificates WHERE user_id = :userId AND exam_id = :examId AND superseded_by_id IS NULL AND revoked_at IS NULL',
    { userId, examId },
  )
  return numberOrNull(row?.['id'])
}
