import { hidingOf, redact } from '@wallet/shared/certificates/redact'
import { fail } from '@wallet/shared/problem'
import type { SharedCertificate } from '@wallet/shared/sharing/share'
import { isAltered, type Verdict } from '@wallet/shared/verification/verdict'
import type { Request } from 'express'
import type { CertificateRow } from '../certificates/row.ts'
import { findByRowId } from '../certificates/store.ts'
import type { Deps } from '../deps.ts'
import { addressOf, AddressLimit } from '../http/limits.ts'
import type { Verifier } from '../verification/verify.ts'
import { hashOfToken } from './share.ts'
import { findByTokenHash, isOpen, type ShareRow } from './store.ts'

/** A link that somebody has opened, with what is behind it. */
export interface OpenedShare {
  readonly token: string
  readonly share: ShareRow
  readonly certificate: CertificateRow
}

/** Finds what is behind a link; refused where it is unknown, or leads nowhere any more. Whoever guesses has to wait soon; a link that is right never has to. */
export const shareOpener = ({ db, clock, config }: Pick<Deps, 'db' | 'clock' | 'config'>) => {
  const misses = new AddressLimit(config.verifyMissesPerMinute)
  const find = async (token: string): Promise<OpenedShare | null> => {
    const hash = hashOfToken(token)
    const share = hash === null ? null : await findByTokenHash(db, hash)
    const certificate = share && (await findByRowId(db, share.certificateId))
    return share && certificate ? { token, share, certificate } : null
  }
  const missed = (address: string, now: number): never => {
    const retryAfter = misses.waitOf(address, now)
    if (retryAfter > 0) return fail('too_many_requests', { retryAfter })
    misses.count(address, now)
    return fail('share_not_found')
  }
  return async (request: Request, token: string): Promise<OpenedShare> => {
    const now = clock.now()
    const opened = (await find(token)) ?? missed(addressOf(request), now.getTime())
    return isOpen(opened.share, now) ? opened : fail('share_gone')
  }
}
export type OpenShare = ReturnType<typeof shareOpener>

/** The live verdict, with what the holder shares. A record that is not what was issued tells nothing but that. */
const verdictAsShared = (verdict: Verdict, { share, certificate }: OpenedShare): Verdict => {
  if (isAltered(verdict) || verdict.certificate === null) return verdict
  const hide = hidingOf(share)
  const { holderName, title } = hide === undefined ? certificate : redact(certificate, hide)
  return { ...verdict, certificate: { ...verdict.certificate, holderName, title } }
}

/** What a link shows, at this moment. */
export const showShare = async (verifier: Verifier, opened: OpenedShare): Promise<SharedCertificate> => {
  const { verdict } = await verifier.glance(opened.certificate.certificateNo)
  const files = `/api/shares/${opened.token}`
  return {
    verdict: verdictAsShared(verdict, opened),
    orientation: opened.certificate.orientation,
    pngUrl: `${files}/file.png`,
    webpUrl: `${files}/file.webp`,
    expiresAt: opened.share.expiresAt?.toISOString() ?? null,
  }
}
