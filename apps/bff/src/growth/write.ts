import type { GrowthPathDraft } from '@wallet/shared/growth/path'
import type { Db } from '../db/connect.ts'
import { execute, instant, number } from '../db/query.ts'

/** Writes a new path that nobody but its authors sees; answers its id. */
export const insertPath = async (tx: Db, { stages, ...draft }: GrowthPathDraft, now: Date): Promise<number> => {
  const row = { ...draft, stages: JSON.stringify(stages), state: 'draft', version: 1, publishedVersion: null, createdAt: now, updatedAt: now }
  return number((await tx.models.growthPaths.create(row, { transaction: tx.transaction })).get('id'))
}

/** Shows a path as it stands to those who walk it. Whoever has come to its end already is found in the background. */
export const publishPath = (tx: Db, id: number, now: Date): Promise<void> =>
  execute(tx, "UPDATE growth_paths SET state = 'published', published_version = version, updated_at = :now WHERE id = :id", { id, now: instant(tx, now) })
