import { createHash } from 'node:crypto'
import type { Clock } from '../deps.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import { date, execute, instant, number, selectOne } from '../db/query.ts'

/** So many in so long. */
export interface Allowance {
  readonly hits: number
  readonly windowMs: number
}
const quarterHour = 15 * 60_000
export const perAccount: Allowance = { hits: 5, windowMs: quarterHour }
export const perAddress: Allowance = { hits: 50, windowMs: quarterHour }

/** Sign-ins that an address begins elsewhere: those that turn out well do not count, and a whole office may share one. */
export const perAddressBegun: Allowance = { hits: 200, windowMs: quarterHour }

/** Names are hashed: a copy of the table tells nobody who tried to sign in from where. */
const rowName = (kind: string, who: string) => `${kind}:${createHash('sha256').update(who.toLowerCase()).digest('hex')}`

const increment = {
  sqlite: `INSERT INTO rate_limits (name, hits, resets_at) VALUES (:name, 1, :resetsAt) ON CONFLICT (name) DO UPDATE SET
    hits = CASE WHEN resets_at <= :now THEN 1 ELSE hits + 1 END, resets_at = CASE WHEN resets_at <= :now THEN :resetsAt ELSE resets_at END`,
  mariadb: `INSERT INTO rate_limits (name, hits, resets_at) VALUES (:name, 1, :resetsAt) ON DUPLICATE KEY UPDATE
    hits = IF(resets_at <= :now, 1, hits + 1), resets_at = IF(resets_at <= :now, :resetsAt, resets_at)`,
}

/** Counts one more and says how many are left and when it begins anew. Counted before the work, in one transaction, so that parallel attempts all count and each sees its own place. */
export const countAttempt = async (
  db: Db,
  clock: Clock,
  kind: string,
  who: string,
  { hits, windowMs }: Allowance,
): Promise<{ left: number; retryAfter: number }> => {
  const now = clock.now()
  const name = rowName(kind, who)
  const row = await inTransaction(db, async tx => {
    await execute(tx, increment[tx.engine], { name, now: instant(tx, now), resetsAt: instant(tx, new Date(now.getTime() + windowMs)) })
    return selectOne(tx, 'SELECT hits, resets_at FROM rate_limits WHERE name = :name', { name })
  })
  return { left: hits - number(row?.['hits'] ?? 0), retryAfter: row ? Math.max(1, Math.ceil((date(row['resets_at']).getTime() - now.getTime()) / 1000)) : 1 }
}

/** Forgives: after a success the count begins anew. */
export const forgetAttempts = (db: Db, kind: string, who: string): Promise<void> =>
  execute(db, 'DELETE FROM rate_limits WHERE name = :name', { name: rowName(kind, who) })

/** Takes one count back: what was counted ahead and turned out well. */
export const uncountAttempt = (db: Db, kind: string, who: string): Promise<void> =>
  execute(db, 'UPDATE rate_limits SET hits = hits - 1 WHERE name = :name AND hits > 0', { name: rowName(kind, who) })

export const dropOldAttempts = (db: Db, now: Date): Promise<void> => execute(db, 'DELETE FROM rate_limits WHERE resets_at < :now', { now: instant(db, now) })
