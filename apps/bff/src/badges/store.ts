import { Badge } from '@wallet/shared/badges/badge'
import type { BadgeCategory } from '@wallet/shared/badges/category'
import type { Db } from '../db/connect.ts'
import { date, dateOrNull, number, numberOrNull, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'

/** What is read of a badge, from `badges b`. */
export const badgeColumns =
  'b.id, b.title, b.english_title, b.summary, b.sort_order, b.category, b.icon, b.rule, b.template_id, b.state, b.created_at, b.updated_at'

export const badgeOf = (row: Row): Badge =>
  Badge.parse({
    id: number(row['id']),
    title: text(row['title']),
    englishTitle: text(row['english_title']),
    summary: text(row['summary']),
    sortOrder: number(row['sort_order']),
    category: row['category'],
    icon: row['icon'],
    rule: JSON.parse(text(row['rule'])),
    templateId: numberOrNull(row['template_id']),
    state: row['state'],
    createdAt: date(row['created_at']).toISOString(),
    updatedAt: date(row['updated_at']).toISOString(),
  })

export const findBadge = async (db: Db, id: number): Promise<Badge | null> => {
  const row = await selectOne(db, `SELECT ${badgeColumns} FROM badges b WHERE b.id = :id`, { id })
  return row && badgeOf(row)
}

/** Published badges of these categories that this learner does not have yet. */
export const listOpenBadges = async (db: Db, userId: number, categories: readonly BadgeCategory[]): Promise<Badge[]> => {
  if (categories.length === 0) return []
  const rows = await select(
    db,
    `SELECT ${badgeColumns} FROM badges b LEFT JOIN user_badges u ON u.badge_id = b.id AND u.user_id = :userId
     WHERE b.state = 'published' AND b.category IN (:categories) AND u.badge_id IS NULL ORDER BY b.sort_order, b.id`,
    { userId, categories: [...categories] },
  )
  return rows.map(badgeOf)
}

export const hasBadge = async (db: Db, userId: number, badgeId: number): Promise<boolean> =>
  (await selectOne(db, 'SELECT 1 AS there FROM user_badges WHERE user_id = :userId AND badge_id = :badgeId', { userId, badgeId })) !== null

/** A badge as it hangs on somebody's wall. */
export interface WallBadge {
  readonly badge: Badge
  /** Null: they do not have it. */
  readonly earnedAt: Date | null
  readonly certificateNo: string | null
}

/** Published badges, and those retired that this learner has. */
export const listWall = async (db: Db, userId: number): Promise<WallBadge[]> => {
  const rows = await select(
    db,
    `SELECT ${badgeColumns}, u.earned_at, c.certificate_no FROM badges b LEFT JOIN user_badges u ON u.badge_id = b.id AND u.user_id = :userId
     LEFT JOIN user_certificates c ON c.id = u.certificate_id WHERE b.state = 'published' OR (b.state = 'retired' AND u.badge_id IS NOT NULL)
     ORDER BY b.sort_order, b.id`,
    { userId },
  )
  return rows.map(row => ({ badge: badgeOf(row), earnedAt: dateOrNull(row['earned_at']), certificateNo: textOrNull(row['certificate_no']) }))
}

/** What published paths are called. */
export const listPathTitles = async (db: Db, ids: readonly number[]): Promise<{ id: number; title: string; englishTitle: string }[]> => {
  if (ids.length === 0) return []
  const rows = await select(db, "SELECT id, title, english_title FROM growth_paths WHERE id IN (:ids) AND state = 'published' ORDER BY id", { ids: [...ids] })
  return rows.map(row => ({ id: number(row['id']), title: text(row['title']), englishTitle: text(row['english_title']) }))
}

/** A badge that somebody has. */
export interface HeldBadge {
  readonly userId: number
  readonly badgeId: number
  /** When its rule was met first. */
  readonly earnedAt: Date
  readonly awardedAt: Date
  /** Who gave it by hand; null: its rule did. */
  readonly awardedBy: number | null
  readonly reason: string | null
  readonly keyHash: string | null
  readonly certificateId: number | null
}

/** Those of these badges that a learner has, when they were earned, and the number of the certificate that came with each. */
export const listHeldBadges = async (
  db: Db,
  userId: number,
  badgeIds: readonly number[],
): Promise<{ badge: Badge; earnedAt: Date; certificateNo: string | null }[]> => {
  const rows = await select(
    db,
    `SELECT ${badgeColumns}, u.earned_at, c.certificate_no FROM badges b JOIN user_badges u ON u.badge_id = b.id LEFT JOIN user_certificates c ON c.id = u.certificate_id
     WHERE u.user_id = :userId AND b.id IN (:badgeIds) ORDER BY b.sort_order, b.id`,
    { userId, badgeIds: [...badgeIds] },
  )
  return rows.map(row => ({ badge: badgeOf(row), earnedAt: date(row['earned_at']), certificateNo: textOrNull(row['certificate_no']) }))
}

export const insertHeldBadge = async (tx: Db, held: HeldBadge): Promise<void> => {
  await tx.models.userBadges.create({ ...held }, { transaction: tx.transaction })
}
