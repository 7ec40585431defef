import { isInForce } from '@wallet/shared/certificates/status'
import { fail } from '@wallet/shared/problem'
import { openSharesLimit, type NewShare, type ShareOrder } from '@wallet/shared/sharing/share'
import { appendAudit } from '../audit/append.ts'
import { sha256 } from '../certificates/facts.ts'
import { statusOf, type CertificateRow } from '../certificates/row.ts'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { countOpenShares, findByTokenHash, insertShare, lockCertificate, markWithdrawn, shareOf } from './store.ts'

const tokenBytes = 16
const longestMs = 10 * 366 * 86_400_000
const tokenPattern = /^[\w-]{22}$/

/** The hash by which a link is kept: of its token, or the one that the list told. Null for anything else. */
const hashOf = (named: string): string | null => {
  if (/^[0-9a-f]{64}$/.test(named)) return named
  return tokenPattern.test(named) ? sha256(named) : null
}

/** The hash of a token; a hash itself opens nothing. */
export const hashOfToken = (token: string): string | null => (tokenPattern.test(token) ? sha256(token) : null)

const refuseExpiry = ({ expiresAt }: ShareOrder, now: Date) => {
  if (!expiresAt) return
  const end = new Date(expiresAt).getTime()
  if (end <= now.getTime()) fail('share_expiry_past')
  if (end > now.getTime() + longestMs) fail('invalid_request', { errors: [{ path: 'expiresAt', message: 'has to lie within ten years' }] })
}

/** Makes a link. Its token is told here and never again: what is kept is its hash. */
export const shareCertificate = ({ db, clock, random, config }: Deps, certificate: CertificateRow, order: ShareOrder): Promise<NewShare> =>
  inTransaction(db, async tx => {
    const now = clock.now()
    if (!isInForce(statusOf(certificate, now))) fail('certificate_not_in_force')
    refuseExpiry(order, now)
    await lockCertificate(tx, certificate.id)
    if ((await countOpenShares(tx, certificate.id, now)) >= openSharesLimit) fail('too_many_shares')
    const token = Buffer.from(random(tokenBytes)).toString('base64url')
    const row = await insertShare(tx, { certificateId: certificate.id, tokenHash: sha256(token), createdAt: now, order })
    await appendAudit(tx, {
      event: 'certificate.shared',
      subject: certificate.certificateNo,
      actorId: certificate.userId,
      data: { share: row.tokenHash },
      at: now,
    })
    return { ...shareOf(row, now), token, url: `${config.publicOrigin}/s/${token}` }
  })

/** Takes a link back. From the answer on it leads nowhere, in any process: a link is looked up each time it is opened. */
export const unshareCertificate = ({ db, clock }: Deps, certificate: CertificateRow, named: string): Promise<void> =>
  inTransaction(db, async tx => {
    const now = clock.now()
    const tokenHash = hashOf(named) ?? fail('share_not_found')
    const share = await findByTokenHash(tx, tokenHash)
    if (share?.certificateId !== certificate.id) return fail('share_not_found')
    if (!(await markWithdrawn(tx, certificate.id, tokenHash, now))) return
    await appendAudit(tx, {
      event: 'certificate.unshared',
      subject: certificate.certificateNo,
      actorId: certificate.userId,
      data: { share: tokenHash },
      at: now,
    })
  })
