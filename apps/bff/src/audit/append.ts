import type { AuditName } from '@wallet/shared/audit/event'
import type { Db } from '../db/connect.ts'
import { instant } from '../db/query.ts'
import { insertRows } from '../db/rows.ts'

/** Something that happened, for good. `data` holds ids and hashes, never names. */
export interface AuditEvent {
  readonly event: AuditName
  /** What it happened to: a certificate number, `template:3`, … (at most 64 ASCII characters). */
  readonly subject: string
  /** Row id of the person who did it; null: the system, or nobody signed in. */
  readonly actorId: number | null
  readonly data: Readonly<Record<string, string | number | null>>
  readonly at: Date
}

/** Writes an event in the transaction it tells of; the sealer chains it right after. */
export const appendAudit = async (tx: Db, { event, subject, actorId, data, at }: AuditEvent): Promise<void> => {
  await tx.models.auditEvents.create(
    { event, subject, actorId, data: JSON.stringify(data), at, sealNo: null, previousHash: null, hash: null },
    { transaction: tx.transaction },
  )
}

/** The same for what happened to many at once. */
export const appendAudits = (tx: Db, events: readonly AuditEvent[]): Promise<void> =>
  insertRows(tx, {
    table: 'audit_events',
    columns: ['event', 'subject', 'actor_id', 'data', 'at'],
    rows: events.map(({ event, subject, actorId, data, at }) => [event, subject, actorId, JSON.stringify(data), instant(tx, at)]),
  })
