import { json, number, select, selectOne } from '../db/query.ts'
import type { Deps } from '../deps.ts'

/** Ids are given out before their transactions commit: so far back a late one is still noticed. */
const lookBack = 200

const numberIn = (payload: unknown) => (typeof payload === 'object' && payload !== null && 'certificateNo' in payload ? String(payload.certificateNo) : null)

/**
 * Follows what other processes on the same database do to certificates, and has their kept verdicts forgotten. Each turn
 * is one query over the latest outbox events.
 */
export const followChanges = ({ db, verdicts }: Pick<Deps, 'db' | 'verdicts'>): (() => Promise<void>) => {
  const seen = new Set<number>()
  let latest: number | null = null
  return async () => {
    latest ??= number((await selectOne(db, 'SELECT COALESCE(MAX(id), 0) AS id FROM outbox'))?.['id'] ?? 0)
    const rows = await select(db, 'SELECT id, payload FROM outbox WHERE id > :from ORDER BY id LIMIT 2000', { from: latest - lookBack })
    for (const row of rows) {
      const id = number(row['id'])
      const certificateNo = seen.has(id) ? null : numberIn(json(row['payload']))
      if (certificateNo !== null) verdicts.forget(certificateNo)
      seen.add(id)
      latest = Math.max(latest, id)
    }
    for (const id of seen) if (id <= latest - lookBack) seen.delete(id)
  }
}
