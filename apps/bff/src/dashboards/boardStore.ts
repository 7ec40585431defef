import { badgeCategories } from '@wallet/shared/badges/category'
import type { Share } from '@wallet/shared/dashboards/figures'
import type { BadgeBoard, CourseBoard } from '@wallet/shared/dashboards/ranking'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne, text } from '../db/query.ts'
import type { Scope } from './scope.ts'

/** Badges that people hold, by category. */
export const readBadges = async (db: Db, { unitId }: Scope): Promise<BadgeBoard> => {
  const held = `SELECT b.category, SUM(o.people) AS badges FROM org_badges o JOIN badges b ON b.id = o.badge_id WHERE o.unit_id = :unitId GROUP BY b.category`
  const badges = new Map((await select(db, held, { unitId })).map(row => [text(row['category']), number(row['badges'])]))
  const kinds = badgeCategories.map(category => `badges:${category}`)
  const rows = await select(db, 'SELECT kind, people FROM org_people WHERE unit_id = :unitId AND kind IN (:kinds)', { unitId, kinds })
  const people = new Map(rows.map(row => [text(row['kind']), number(row['people'])]))
  const categories = badgeCategories.map(category => ({ category, badges: badges.get(category) ?? 0, people: people.get(`badges:${category}`) ?? 0 }))
  return { categories: categories.toSorted((one, other) => other.badges - one.badges) }
}

/** The ten courses that most people have completed. */
export const readCourses = async (db: Db, { unitId }: Scope): Promise<CourseBoard> => {
  const sql = `SELECT o.course_id, o.enrolled, o.completed, v.title, v.english_title FROM org_courses o JOIN courses c ON c.id = o.course_id
    JOIN course_versions v ON v.course_id = c.id AND v.version = c.published_version
    WHERE o.unit_id = :unitId ORDER BY o.completed DESC, o.enrolled DESC, o.course_id LIMIT 10`
  const courses = (await select(db, sql, { unitId })).map(row => ({
    courseId: number(row['course_id']),
    title: text(row['title']),
    englishTitle: text(row['english_title']),
    enrolled: number(row['enrolled']),
    completed: number(row['completed']),
  }))
  return { courses }
}

/** Enrolments, and how many of them are complete. */
export const readCourseShare = async (db: Db, { unitId }: Scope): Promise<Share> => {
  const row = await selectOne(db, 'SELECT SUM(enrolled) AS enrolled, SUM(completed) AS completed FROM org_courses WHERE unit_id = :unitId', { unitId })
  return { part: number(row?.['completed'] ?? 0), whole: number(row?.['enrolled'] ?? 0) }
}
