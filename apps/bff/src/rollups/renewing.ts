import type { Db } from '../db/connect.ts'

const since = {
  sqlite: "strftime('%Y-%m-%d %H:%M:%f +00:00', c.valid_until, '-90 days')",
  mariadb: 'c.valid_until - INTERVAL 90 DAY',
}

/**
 * The condition, over `user_certificates c`, that its holder has begun to renew it: since the 90th day before its end they have studied the
 * course it comes from, or begun an attempt at its exam. What they did to earn it does not count, however shortly it is valid.
 */
export const isRenewing = ({ engine }: Db): string =>
  `(EXISTS (SELECT 1 FROM lesson_progress p WHERE p.user_id = c.user_id AND p.course_id = c.course_id
      AND p.updated_at >= ${since[engine]} AND p.updated_at > c.issued_at)
    OR EXISTS (SELECT 1 FROM attempts a WHERE a.user_id = c.user_id AND a.exam_id = c.exam_id
      AND a.started_at >= ${since[engine]} AND a.started_at > c.issued_at))`
