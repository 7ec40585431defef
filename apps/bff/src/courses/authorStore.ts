import type { AuthoredCourse, AuthoredCourseRow, CourseEdit } from '@wallet/shared/courses/authoring'
import type { CourseContent } from '@wallet/shared/courses/course'
import { authoredOf } from '../db/authored.ts'
import type { Db } from '../db/connect.ts'
import { number, numberOrNull, select, selectOne, text, type Row } from '../db/query.ts'
import type { KnownIds } from './knownIds.ts'
import type { LearnerCounts } from './learnerCounts.ts'

const parsed = (row: Row) => JSON.parse(text(row['content'])) as CourseContent

export const authoredRow = (row: Row, learners: LearnerCounts): AuthoredCourseRow => {
  const { chapters } = parsed(row)
  return {
    ...authoredOf(row),
    category: text(row['category']) as AuthoredCourseRow['category'],
    chapterCount: chapters.length,
    lessonCount: chapters.flatMap(({ lessons }) => lessons).length,
    learnerCount: learners.get(number(row['id'])) ?? 0,
  }
}

/** The newest version, as it stands in the row. */
export const authoredCourse = (row: Row, learnerCount: number): AuthoredCourse => ({
  ...authoredOf(row),
  summary: text(row['summary']),
  category: text(row['category']) as AuthoredCourse['category'],
  cover: text(row['cover']) as AuthoredCourse['cover'],
  templateId: numberOrNull(row['template_id']),
  threshold: number(row['threshold']),
  content: parsed(row),
  learnerCount,
})

export const findAuthored = async (db: Db, id: number): Promise<AuthoredCourse | null> => {
  const row = await selectOne(db, 'SELECT c.*, (SELECT COUNT(*) FROM enrolments e WHERE e.course_id = c.id) AS learners FROM courses c WHERE c.id = :id', {
    id,
  })
  return row && authoredCourse(row, number(row['learners']))
}

/** The ids that may stand in a change: the chapters there are, and the lessons there ever were, so that one that was taken out can come back. */
export const idsOf = async (tx: Db, row: Row): Promise<KnownIds> => {
  const lessons = await select(tx, 'SELECT id FROM lessons WHERE course_id = :id', { id: number(row['id']) })
  return { chapters: new Set(parsed(row).chapters.map(({ id }) => id)), lessons: new Set(lessons.map(({ id }) => number(id))) }
}

export const saveVersion = async (
  tx: Db,
  id: number,
  course: Omit<CourseEdit, 'content'> & { readonly content: string; readonly version: number; readonly updatedAt: Date },
): Promise<void> => {
  await tx.models.courses.update({ ...course }, { where: { id }, transaction: tx.transaction })
}

/** What kind of file is kept at each of these addresses. */
export const mediaTypes = async (db: Db, tokens: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (tokens.length === 0) return new Map()
  const rows = await select(db, 'SELECT token, content_type FROM media WHERE token IN (:tokens)', { tokens })
  return new Map(rows.map(row => [text(row['token']), text(row['content_type'])]))
}
