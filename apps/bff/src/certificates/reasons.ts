import type { Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'
import { sha256 } from './facts.ts'

/** Keeps why something was done, and answers what the audit trail holds of it: where it stands, and its hash. */
export const keepReason = async (
  tx: Db,
  certificateId: number,
  reason: string | null,
  createdAt: Date,
): Promise<{ readonly reasonId?: number; readonly reasonHash?: string }> => {
  if (reason === null) return {}
  const created = await tx.models.certificateReasons.create({ certificateId, reason, createdAt }, { transaction: tx.transaction })
  return { reasonId: number(created.get('id')), reasonHash: sha256(reason) }
}

/** Reasons by their ids. */
export const findReasons = async (db: Db, ids: readonly number[]): Promise<Map<number, string>> => {
  const rows = ids.length === 0 ? [] : await select(db, 'SELECT id, reason FROM certificate_reasons WHERE id IN (:ids)', { ids })
  return new Map(rows.map(row => [number(row['id']), text(row['reason'])]))
}
