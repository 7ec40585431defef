import { refusalOf, type Deed } from '@wallet/shared/certificates/deeds'
import { fail } from '@wallet/shared/problem'
import { appendAudit } from '../audit/append.ts'
import { appendOutbox } from '../audit/outbox.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { answeredUnder, keyFor, rememberKey, type IdempotencyKey } from './idempotency.ts'
import { lookingAgain } from './once.ts'
import { keepReason } from './reasons.ts'
import { statusOf, type CertificateRow } from './row.ts'
import { findByNo, findByRowId, lockByNo } from './store.ts'
import { markRestored, markRevoked, markSuspended } from './write.ts'

interface Change {
  readonly certificateNo: string
  readonly deed: Extract<Deed, 'suspend' | 'restore' | 'revoke'>
  readonly by: number
  readonly reason: string | null
  readonly key: IdempotencyKey | null
}

const past = { suspend: 'certificate.suspended', restore: 'certificate.restored', revoke: 'certificate.revoked' } as const
const marks: Record<Change['deed'], (tx: Db, id: number, at: Date, reason: string) => Promise<void>> = {
  suspend: markSuspended,
  restore: markRestored,
  revoke: markRevoked,
}

/** Changes what a certificate is, as part of something larger. Whoever changes the same certificate waits. */
export const changeWithin = async (
  tx: Db,
  { clock, config }: Pick<Deps, 'clock' | 'config'>,
  { certificateNo, deed, by, reason, key }: Change,
): Promise<CertificateRow> => {
  await lockByNo(tx, certificateNo)
  const answered = await answeredUnder(tx, key)
  if (answered) return answered
  const certificate = (await findByNo(tx, certificateNo)) ?? fail('certificate_not_found')
  const at = clock.now()
  const refusal = refusalOf(deed, { ...certificate, status: statusOf(certificate, at) }, { now: at, zone: config.zone })
  if (refusal) fail(refusal)
  await marks[deed](tx, certificate.id, at, reason ?? '')
  const data = deed === 'revoke' ? {} : await keepReason(tx, certificate.id, reason, at)
  await appendAudit(tx, { event: past[deed], subject: certificateNo, actorId: by, data, at })
  await appendOutbox(tx, past[deed], { certificateNo }, at)
  await rememberKey(tx, key, certificate.id, at)
  return (await findByRowId(tx, certificate.id)) ?? fail('internal')
}

interface Order extends Omit<Change, 'key'> {
  readonly idempotencyKey: string | null
}

/** Suspends, restores or revokes a certificate. From the answer on, everybody is told so. */
export const changeStatus = async (deps: Deps, { idempotencyKey, ...order }: Order): Promise<CertificateRow> => {
  const { certificateNo, deed, by, reason } = order
  const key = keyFor(by, idempotencyKey, { [deed]: certificateNo, reason })
  const changed = await lookingAgain(() => inTransaction(deps.db, tx => changeWithin(tx, deps, { ...order, key })))
  deps.verdicts.forget(certificateNo)
  return changed
}
