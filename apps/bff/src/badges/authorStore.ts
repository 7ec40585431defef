import { AuthoredBadge } from '@wallet/shared/badges/authoring'
import { BadgeContent } from '@wallet/shared/badges/badge'
import { authoredOf as standingOf } from '../db/authored.ts'
import type { Db } from '../db/connect.ts'
import { number, numberOrNull, select, selectOne, text, type Row } from '../db/query.ts'

/** What a badge says, as its row has it. */
export const columnsOf = ({ rule, ...content }: BadgeContent) => ({ ...content, rule: JSON.stringify(rule) })

const shown = (row: Row) => ({
  title: row['title'],
  englishTitle: row['english_title'],
  summary: row['summary'],
  category: row['category'],
  rule: JSON.parse(text(row['rule'])),
  icon: row['icon'],
  templateId: numberOrNull(row['template_id']),
})
const authoredOf = (row: Row): AuthoredBadge => {
  const content = BadgeContent.parse(row['draft'] === null ? shown(row) : JSON.parse(text(row['draft'])))
  return AuthoredBadge.parse({ ...standingOf(row), ...content, holders: number(row['holders']) })
}

const columns = 'b.*, (SELECT COUNT(*) FROM user_badges h WHERE h.badge_id = b.id) AS holders'

/** All that there are, in their order. */
export const listAuthoredBadges = async (db: Db): Promise<AuthoredBadge[]> =>
  (await select(db, `SELECT ${columns} FROM badges b ORDER BY b.sort_order, b.id`)).map(authoredOf)

export const findAuthored = async (db: Db, id: number): Promise<AuthoredBadge | null> => {
  const row = await selectOne(db, `SELECT ${columns} FROM badges b WHERE b.id = :id`, { id })
  return row && authoredOf(row)
}

/** Which of these growth paths are published. */
export const publishedPaths = async (db: Db, ids: readonly number[]): Promise<ReadonlySet<number>> => {
  if (ids.length === 0) return new Set()
  const rows = await select(db, "SELECT id FROM growth_paths WHERE id IN (:ids) AND state = 'published'", { ids: [...ids] })
  return new Set(rows.map(row => number(row['id'])))
}
