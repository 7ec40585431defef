import { historyEvents, type HistoryEntry } from '@wallet/shared/certificates/certificate'
import type { AuditName } from '@wallet/shared/audit/event'
import type { Db } from '../db/connect.ts'
import { date, json, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'
import { findReasons } from './reasons.ts'
import type { CertificateRow } from './row.ts'

type HistoryEvent = HistoryEntry['event']
const isHistory = (event: string): event is HistoryEvent => historyEvents.some(known => known === event)
const dataOf = (row: Row) => json(row['data']) as { readonly reasonId?: number; readonly successor?: string; readonly supersededBy?: string }

/** What the trail says of a certificate, and how it came of the one before. */
const readTrail = (db: Db, { certificateNo, supersedes }: CertificateRow) =>
  select(
    db,
    `SELECT a.event, a.subject, a.at, a.data, u.full_name FROM audit_events a LEFT JOIN users u ON u.id = a.actor_id
     WHERE (a.subject = :certificateNo AND a.event LIKE 'certificate.%')
       OR (a.subject = :supersedes AND a.event IN ('certificate.renewed', 'certificate.reissued'))
     ORDER BY a.at, a.id`,
    { certificateNo, supersedes: supersedes ?? '' },
  )

/** Whether this has been done to a certificate. */
export const hasHappened = async (db: Db, certificateNo: string, event: AuditName): Promise<boolean> =>
  (await selectOne(db, 'SELECT id FROM audit_events WHERE subject = :certificateNo AND event = :event LIMIT 1', { certificateNo, event })) !== null

/** What happened to a certificate, oldest first, with the name of who did it and why. */
export const listHistory = async (db: Db, certificate: CertificateRow): Promise<HistoryEntry[]> => {
  const trail = await readTrail(db, certificate)
  const reasons = await findReasons(
    db,
    trail.flatMap(row => dataOf(row).reasonId ?? []),
  )
  return trail.flatMap(row => {
    const event = text(row['event']).slice('certificate.'.length)
    if (!isHistory(event)) return []
    const { reasonId = 0, successor = null, supersededBy = successor } = dataOf(row)
    return [
      {
        event,
        at: date(row['at']).toISOString(),
        byName: textOrNull(row['full_name']),
        reason: event === 'revoked' ? certificate.revocationReason : (reasons.get(reasonId) ?? null),
        certificateNo: text(row['subject']) === certificate.certificateNo ? supersededBy : certificate.supersedes,
        templateVersion: event === 'issued' ? certificate.templateVersion : null,
      },
    ]
  })
}
