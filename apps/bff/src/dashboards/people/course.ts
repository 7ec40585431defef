import { completionOf } from '@wallet/shared/courses/progress'
import { outlinesOf, type Outline } from '../../courses/outline.ts'
import type { Db } from '../../db/connect.ts'
import { dateOrNull, number, numberOrNull, select, selectOne, text, type Row } from '../../db/query.ts'
import { dayOf } from './days.ts'
import { isHere, nothing, peopleHere, untouched, type Asked, type Reading, type Told } from './reading.ts'

const published = 'SELECT v.id FROM course_versions v JOIN courses c ON c.id = v.course_id AND c.published_version = v.version WHERE c.id = :courseId'

const findOutline = async (db: Db, courseId: number): Promise<Outline | undefined> => {
  const versionId = numberOrNull((await selectOne(db, published, { courseId }))?.['id'])
  return versionId === null ? undefined : (await outlinesOf(db, [versionId])).get(versionId)
}

const listDone = async (db: Db, courseId: number, rows: readonly Row[]) => {
  const userIds = rows.map(row => number(row['user_id']))
  const sql = 'SELECT user_id, lesson_id FROM lesson_progress WHERE course_id = :courseId AND user_id IN (:userIds) AND completed_at IS NOT NULL'
  return Map.groupBy(await select(db, sql, { courseId, userIds }), row => number(row['user_id']))
}

const tell = async ({ deps: { db, config } }: Asked, courseId: number, rows: readonly Row[]): Promise<Told[]> => {
  if (rows.length === 0) return []
  const outline = await findOutline(db, courseId)
  const done = await listDone(db, courseId, rows)
  return rows.map(row => {
    const completed = new Set((done.get(number(row['user_id'])) ?? []).map(one => number(one['lesson_id'])))
    const completedAt = dateOrNull(row['completed_at'])
    return {
      ...{ key: text(row['employee_no']), ...nothing, ...untouched },
      ...{ title: outline?.title ?? null, englishTitle: outline?.englishTitle ?? null, amount: completionOf(outline?.lessons ?? [], completed).percent },
      ...{ state: completedAt ? 'completed' : 'underway', day: completedAt && dayOf(completedAt, config.zone) },
    }
  })
}

/** People in a course: those who are underway first. */
export const course = (asked: Asked): Reading => ({
  from: `${peopleHere} JOIN enrolments n ON n.user_id = u.id`,
  where: [isHere, 'n.course_id = :courseId'],
  columns: 'n.completed_at',
  order: [
    { sql: 'CASE WHEN n.completed_at IS NULL THEN 0 ELSE 1 END', kind: 'integer' },
    { sql: 'u.employee_no', kind: 'code' },
  ],
  given: { courseId: asked.filter.courseId },
  tell: rows => tell(asked, asked.filter.courseId ?? 0, rows),
})
