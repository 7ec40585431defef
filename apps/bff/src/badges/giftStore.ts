import type { BadgeAward } from '@wallet/shared/badges/authoring'
import type { Page } from '@wallet/shared/page'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { date, instant, number, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'
import { asPerson, personColumns, personOf, personTables } from '../people/store.ts'

const columns = `h.badge_id, h.user_id, h.earned_at, h.reason, g.full_name AS giver, c.certificate_no, ${personColumns}`
const tables = `${personTables} JOIN user_badges h ON h.user_id = u.id LEFT JOIN users g ON g.id = h.awarded_by LEFT JOIN user_certificates c ON c.id = h.certificate_id`

const awardOf = (row: Row): BadgeAward => ({
  badgeId: number(row['badge_id']),
  person: asPerson(personOf(row)),
  earnedAt: date(row['earned_at']).toISOString(),
  awardedBy: textOrNull(row['giver']),
  reason: textOrNull(row['reason']),
  certificateNo: textOrNull(row['certificate_no']),
})

export const findAward = async (db: Db, badgeId: number, userId: number): Promise<BadgeAward | null> => {
  const row = await selectOne(db, `SELECT ${columns} FROM ${tables} WHERE h.badge_id = :badgeId AND h.user_id = :userId`, { badgeId, userId })
  return row && awardOf(row)
}

/** What somebody gave under a key. */
export const findGift = async (db: Db, awardedBy: number, keyHash: string): Promise<{ badgeId: number; userId: number; reason: string } | null> => {
  const row = await selectOne(db, 'SELECT badge_id, user_id, reason FROM user_badges WHERE awarded_by = :awardedBy AND key_hash = :keyHash', {
    awardedBy,
    keyHash,
  })
  return row && { badgeId: number(row['badge_id']), userId: number(row['user_id']), reason: text(row['reason']) }
}

/** Who has a badge, the newest first. */
export const listAwards = async (db: Db, badgeId: number, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<BadgeAward>> => {
  const [at, userId] = cursor === undefined ? [253_370_764_700_000, 0] : decodeCursor(cursor, 'instant', 'integer')
  const rows = await select(
    db,
    `SELECT ${columns} FROM ${tables} WHERE h.badge_id = :badgeId AND (h.earned_at < :before OR (h.earned_at = :before AND h.user_id > :userId))
     ORDER BY h.earned_at DESC, h.user_id LIMIT :limit`,
    { badgeId, before: instant(db, new Date(at)), userId, limit: limit + 1 },
  )
  return pageOfRows(rows, limit, row => [date(row['earned_at']).getTime(), number(row['user_id'])], awardOf)
}
