import type { Badge } from '@wallet/shared/badges/badge'
import type { LearnerStatistics } from '@wallet/shared/badges/statistics'
import type { Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'
import type { Learner } from './award.ts'
import { badgeColumns, badgeOf } from './store.ts'

/** A published badge, and which of its versions that is. */
export interface PublishedBadge extends Badge {
  readonly publishedVersion: number
}

export const listPublishedBadges = async (db: Db): Promise<PublishedBadge[]> =>
  (await select(db, `SELECT ${badgeColumns}, b.published_version FROM badges b WHERE b.state = 'published' ORDER BY b.id`)).map(row => ({
    ...badgeOf(row),
    publishedVersion: number(row['published_version']),
  }))

/** A learner, and the statistics that the badge's category is about. */
interface Candidate extends Learner {
  readonly part: LearnerStatistics[Badge['category']]
}

/** Active learners after this one who do not have the badge. */
export const listWithout = async (db: Db, { id, category }: Badge, after: number, limit: number): Promise<Candidate[]> => {
  const rows = await select(
    db,
    `SELECT s.user_id, s.value, u.employee_no FROM learner_statistics s JOIN users u ON u.id = s.user_id
     LEFT JOIN user_badges h ON h.user_id = s.user_id AND h.badge_id = :id
     WHERE s.category = :category AND s.user_id > :after AND u.is_active = 1 AND h.user_id IS NULL ORDER BY s.user_id LIMIT :limit`,
    { id, category, after, limit },
  )
  return rows.map(row => ({ userId: number(row['user_id']), employeeNo: text(row['employee_no']), part: JSON.parse(text(row['value'])) }))
}

/** What active learners after this one have done in a category; whoever has done nothing has no row. */
export const listParts = async (db: Db, category: Badge['category'], after: number, limit: number): Promise<Pick<Candidate, 'userId' | 'part'>[]> => {
  const rows = await select(
    db,
    `SELECT s.user_id, s.value FROM learner_statistics s JOIN users u ON u.id = s.user_id
     WHERE s.category = :category AND s.user_id > :after AND u.is_active = 1 ORDER BY s.user_id LIMIT :limit`,
    { category, after, limit },
  )
  return rows.map(row => ({ userId: number(row['user_id']), part: JSON.parse(text(row['value'])) }))
}
