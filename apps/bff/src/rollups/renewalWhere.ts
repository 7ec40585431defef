import type { Db } from '../db/connect.ts'

const opens = {
  sqlite: "strftime('%Y-%m-%d %H:%M:%f +00:00', c.valid_until, '-90 days')",
  mariadb: 'c.valid_until - INTERVAL 90 DAY',
}
/** The lesson of an event stands in its key: `studied:3:…`, `lesson:3`. */
const lesson = "CAST(SUBSTR(e.event_key, CASE e.kind WHEN 'lessonStudied' THEN 9 ELSE 8 END) AS SIGNED)"

/**
 * The rule of `listRenewing` as SQL over `user_certificates c`, for those who count and page by it. A test compares the two.
 */
export const isRenewing = ({ engine }: Db): string => {
  const inTime = (column: string) => `${column} >= ${opens[engine]} AND ${column} > c.issued_at AND ${column} < c.valid_until`
  return `(EXISTS (SELECT 1 FROM attempts a WHERE a.user_id = c.user_id AND a.exam_id = c.exam_id AND ${inTime('a.started_at')})
    OR EXISTS (SELECT 1 FROM enrolments n WHERE n.user_id = c.user_id AND n.course_id = c.course_id AND ${inTime('n.enrolled_at')})
    OR EXISTS (SELECT 1 FROM learning_events e JOIN lessons l ON l.id = ${lesson}
      WHERE e.user_id = c.user_id AND e.kind IN ('lessonStudied', 'lessonCompleted') AND l.course_id = c.course_id AND ${inTime('e.at')}))`
}
