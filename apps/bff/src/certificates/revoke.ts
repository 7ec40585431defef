import { fail } from '@wallet/shared/problem'
import { appendAudit } from '../audit/append.ts'
import { appendOutbox } from '../audit/outbox.ts'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { CertificateRow } from './row.ts'
import { findByNo } from './store.ts'
import { markRevoked } from './write.ts'

/** Takes a certificate back for good. From the answer on, nobody is told that it is valid. */
export const revokeCertificate = async ({ db, clock, verdicts }: Deps, certificateNo: string, reason: string, revokedBy: number): Promise<CertificateRow> => {
  const revoked = await inTransaction(db, async tx => {
    const certificate = (await findByNo(tx, certificateNo)) ?? fail('certificate_not_found')
    const at = clock.now()
    if (!(await markRevoked(tx, certificate.id, reason, at))) fail('certificate_already_revoked')
    await appendAudit(tx, { event: 'certificate.revoked', subject: certificateNo, actorId: revokedBy, data: {}, at })
    await appendOutbox(tx, 'certificate.revoked', { certificateNo }, at)
    return (await findByNo(tx, certificateNo)) ?? fail('internal')
  })
  verdicts.forget(certificateNo)
  return revoked
}
