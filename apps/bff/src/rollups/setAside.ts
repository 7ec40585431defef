import type { Db } from '../db/connect.ts'
import { execute, instant, number, selectOne } from '../db/query.ts'

/** When what is set aside was processed: at no time at all. */
const never = (db: Db) => instant(db, new Date(0))

/** What was told and no sum heeds stays where it is, out of the way of what was told later. */
export const setAside = (tx: Db, ids: readonly number[]): Promise<void> =>
  execute(tx, 'UPDATE outbox SET processed_at = :never WHERE id IN (:ids)', { ids, never: never(tx) })

export const countSetAside = async (db: Db): Promise<number> =>
  number((await selectOne(db, 'SELECT COUNT(*) AS n FROM outbox WHERE processed_at = :never', { never: never(db) }))?.['n'])

/** Once all has been counted again, it is in all sums. */
export const settleSetAside = (db: Db, at: Date): Promise<void> =>
  execute(db, 'UPDATE outbox SET processed_at = :at WHERE processed_at = :never AND created_at <= :at', { at: instant(db, at), never: never(db) })
