import type { Db } from '../db/connect.ts'
import { number, selectOne, text } from '../db/query.ts'

/** A caller's `Idempotency-Key`, hashed, with the hash of what was ordered under it. */
export interface IdempotencyKey {
  readonly userId: number
  readonly keyHash: string
  readonly bodyHash: string
}

/** What was answered under a key, or null. */
export const findKey = async (db: Db, { userId, keyHash }: IdempotencyKey): Promise<{ bodyHash: string; certificateId: number } | null> => {
  const row = await selectOne(db, 'SELECT body_hash, certificate_id FROM idempotency_keys WHERE user_id = :userId AND key_hash = :keyHash', { userId, keyHash })
  return row && { bodyHash: text(row['body_hash']), certificateId: number(row['certificate_id']) }
}

/** Binds a key to its certificate; the unique key refuses a second binding. */
export const rememberKey = async (tx: Db, key: IdempotencyKey, certificateId: number, at: Date): Promise<void> => {
  await tx.models.idempotencyKeys.create({ ...key, certificateId, createdAt: at }, { transaction: tx.transaction })
}
