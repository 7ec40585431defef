import { number, select } from '../db/query.ts'
import type { Rollup } from './rollup.ts'

/** Who has begun and who has finished each course, of the people who are in the unit now. */
export const courses: Rollup = {
  table: 'org_courses',
  slice: 'course_id',
  keys: ['course_id'],
  amounts: ['enrolled', 'completed'],
  own: async (tx, _asOf, unitId, slices) => {
    const sql = `SELECT n.course_id, COUNT(*) AS enrolled, COUNT(n.completed_at) AS completed FROM users u JOIN enrolments n ON n.user_id = u.id
      WHERE u.org_unit_id = :unitId AND u.is_active = :isActive ${slices ? 'AND n.course_id IN (:slices)' : ''} GROUP BY n.course_id`
    return (await select(tx, sql, { unitId, isActive: true, slices: slices?.map(Number) })).map(row => ({
      course_id: number(row['course_id']),
      enrolled: number(row['enrolled']),
      completed: number(row['completed']),
    }))
  },
}
