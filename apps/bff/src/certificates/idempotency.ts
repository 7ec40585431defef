import { fail } from '@wallet/shared/problem'
import type { Db } from '../db/connect.ts'
import { number, selectOne, text } from '../db/query.ts'
import { canonical, sha256 } from './facts.ts'
import type { CertificateRow } from './row.ts'
import { findByRowId } from './store.ts'

/** A caller's `Idempotency-Key`, hashed, with the hash of what was ordered under it. */
export interface IdempotencyKey {
  readonly userId: number
  readonly keyHash: string
  readonly bodyHash: string
}

/** The key of a call, or null where the caller gave none. */
export const keyFor = (userId: number, idempotencyKey: string | null, ordered: unknown): IdempotencyKey | null =>
  idempotencyKey === null ? null : { userId, keyHash: sha256(idempotencyKey), bodyHash: sha256(canonical(ordered)) }

const findKey = async (db: Db, { userId, keyHash }: IdempotencyKey): Promise<{ bodyHash: string; certificateId: number } | null> => {
  const row = await selectOne(db, 'SELECT body_hash, certificate_id FROM idempotency_keys WHERE user_id = :userId AND key_hash = :keyHash', { userId, keyHash })
  return row && { bodyHash: text(row['body_hash']), certificateId: number(row['certificate_id']) }
}

/** The certificate that was answered under a key, as it is now; null where the key is new. Another order under the same key is refused. */
export const answeredUnder = async (db: Db, key: IdempotencyKey | null): Promise<CertificateRow | null> => {
  const known = key && (await findKey(db, key))
  if (!key || !known) return null
  if (known.bodyHash !== key.bodyHash) fail('idempotency_key_reused')
  return (await findByRowId(db, known.certificateId)) ?? fail('internal')
}

/** Binds a key to its certificate; the unique key refuses a second binding. */
export const rememberKey = async (tx: Db, key: IdempotencyKey | null, certificateId: number, at: Date): Promise<void> => {
  if (key) await tx.models.idempotencyKeys.create({ ...key, certificateId, createdAt: at }, { transaction: tx.transaction })
}
