import { forgetOutlines } from '../courses/outline.ts'
import { number, select, selectOne } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { forgetVersions } from '../exams/versions.ts'

/** Ids are given out before their transactions commit: so far back a late one is still noticed. */
const lookBack = 200

/** Versions never change, so that a process keeps them: until a name is taken out of one, here or by another process. */
export const followAnonymised = ({ db }: Pick<Deps, 'db'>): (() => Promise<void>) => {
  const seen = new Set<number>()
  let latest: number | null = null
  return async () => {
    latest ??= number((await selectOne(db, 'SELECT COALESCE(MAX(id), 0) AS id FROM outbox'))?.['id'])
    const rows = await select(db, "SELECT id FROM outbox WHERE id > :from AND topic = 'person.anonymised' ORDER BY id", { from: latest - lookBack })
    const fresh = rows.map(row => number(row['id'])).filter(id => !seen.has(id))
    if (fresh.length > 0) {
      forgetOutlines(db)
      forgetVersions(db)
    }
    for (const id of fresh) seen.add(id)
    latest = number((await selectOne(db, 'SELECT COALESCE(MAX(id), 0) AS id FROM outbox'))?.['id'])
  }
}
