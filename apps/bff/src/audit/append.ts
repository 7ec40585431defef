import type { Db } from '../db/connect.ts'
import { instant } from '../db/query.ts'
import { insertRows } from '../db/rows.ts'

export type AuditName =
  | 'certificate.issued'
  | 'certificate.revoked'
  | 'certificate.drawn'
  | 'certificate.suspended'
  | 'certificate.restored'
  | 'certificate.renewed'
  | 'certificate.reissued'
  | 'certificate.superseded'
  | 'certificate.shared'
  | 'certificate.unshared'
  | 'certificates.exported'
  | `request.${'opened' | 'approved' | 'refused' | 'withdrawn'}`
  | 'person.renamed'
  | 'template.created'
  | 'template.changed'
  | `template.${'duplicated' | 'restored' | 'putToUse' | 'putAway' | 'assetKept' | 'assetDeleted'}`
  | 'templates.ordered'
  | 'questions.imported'
  | `${'course' | 'exam' | 'question'}.${'created' | 'changed' | 'published' | 'retired'}`
  | 'courses.ordered'
  | 'exams.ordered'
  | 'media.kept'
  | `${'badge' | 'path'}.${'created' | 'changed' | 'published' | 'retired'}`
  | 'badges.ordered'
  | 'paths.ordered'
  | 'badge.given'
  | `batch.${'confirmed' | 'paused' | 'resumed' | 'cancelled' | 'finished' | 'failed'}`
  | 'requirement.added'
  | 'requirement.removed'
  | 'requirements.ordered'
  | 'coverage.aimed'
  | `people.${'exported' | 'reminded'}`
  | 'session.started'
  | 'session.refused'
  | 'session.ended'

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
