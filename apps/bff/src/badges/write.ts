import type { BadgeDraft } from '@wallet/shared/badges/badge'
import type { Db } from '../db/connect.ts'
import { execute, instant, number } from '../db/query.ts'

/** Writes a new badge that nobody but its authors sees; answers its id. */
export const insertBadge = async (tx: Db, { rule, ...draft }: BadgeDraft, now: Date): Promise<number> => {
  const row = { ...draft, rule: JSON.stringify(rule), state: 'draft', version: 1, publishedVersion: null, createdAt: now, updatedAt: now }
  return number((await tx.models.badges.create(row, { transaction: tx.transaction })).get('id'))
}

/** Shows a badge as it stands to all. Whoever has earned it already is given it in the background. */
export const publishBadge = (tx: Db, id: number, now: Date): Promise<void> =>
  execute(tx, "UPDATE badges SET state = 'published', published_version = version, updated_at = :now WHERE id = :id", { id, now: instant(tx, now) })
