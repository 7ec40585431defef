import type { Score } from '@wallet/shared/growth/score'
import type { Db } from '../db/connect.ts'
import { execute, instant } from '../db/query.ts'

const adds = {
  sqlite: 'ON CONFLICT (period, metric, user_id) DO UPDATE SET amount = amount + excluded.amount, reached_at = MAX(reached_at, excluded.reached_at)',
  mariadb: 'ON DUPLICATE KEY UPDATE amount = amount + VALUES(amount), reached_at = GREATEST(reached_at, VALUES(reached_at))',
}

/** Adds to a learner's scores, in one statement; the caller holds the learner's lock. */
export const addScores = async (tx: Db, userId: number, scores: readonly Score[]): Promise<void> => {
  if (scores.length === 0) return
  const rows = scores.map(({ period, metric, amount, reachedAt }) => [period, metric, userId, amount, instant(tx, new Date(reachedAt))])
  await execute(tx, `INSERT INTO scores (period, metric, user_id, amount, reached_at) VALUES ${rows.map((_, i) => `(:row${i})`).join()} ${adds[tx.engine]}`, {
    ...Object.fromEntries(rows.map((row, i) => [`row${i}`, row])),
  })
}

export const dropScores = (tx: Db, userId: number): Promise<void> => execute(tx, 'DELETE FROM scores WHERE user_id = :userId', { userId })
