import type { Hiding } from '@wallet/shared/certificates/copies'
import { fail } from '@wallet/shared/problem'
import type { SharedCertificate } from '@wallet/shared/sharing/share'
import type { Verdict } from '@wallet/shared/verification/verdict'
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

/** Finds what is behind a link; refused where it is unknown, or leads nowhere any more. Whoever guesses has to wait soon. */
export const shareOpener = ({ db, clock, config }: Pick<Deps, 'db' | 'clock' | 'config'>) => {
  const misses = new AddressLimit(config.verifyMissesPerMinute)
  const find = async (token: string): Promise<OpenedShare | null> => {
    const hash = hashOfToken(token)
    const share = hash === null ? null : await findByTokenHash(db, hash)
    const certificate = share && (await findByRowId(db, share.certificateId))
    return share && certificate ? { token, share, certificate } : null
  }
  return async (request: Request, token: string): Promise<OpenedShare> => {
    const address = addressOf(request)
    const now = clock.now()
    const retryAfter = misses.waitOf(address, now.getTime())
    if (retryAfter > 0) fail('too_many_requests', { retryAfter })
    // Counted ahead, so that many at once all count; taken back where there is such a link.
    misses.count(address, now.getTime())
    const opened = (await find(token)) ?? fail('share_not_found')
    misses.takeBack(address)
    return isOpen(opened.share, now) ? opened : fail('share_gone')
  }
}
export type OpenShare = ReturnType<typeof shareOpener>

/** The live verdict, with the whole name where the holder shares it so. A record that is not what was issued tells no name. */
const verdictWithName = (verdict: Verdict, { share, certificate }: OpenedShare): Verdict => {
  const isAltered = verdict.checks.some(({ name, outcome }) => name === 'integrity' && outcome === 'fail')
  if (!share.showName || isAltered || verdict.certificate === null) return verdict
  return { ...verdict, certificate: { ...verdict.certificate, holderName: certificate.holderName } }
}

/** What a link shows, at this moment. */
export const showShare = async (verifier: Verifier, opened: OpenedShare): Promise<SharedCertificate> => {
  const { verdict } = await verifier.look(opened.certificate.certificateNo)
  const files = `/api/shares/${opened.token}`
  return {
    verdict: verdictWithName(verdict, opened),
    orientation: opened.certificate.orientation,
    pngUrl: `${files}/file.png`,
    webpUrl: `${files}/file.webp`,
    expiresAt: opened.share.expiresAt?.toISOString() ?? null,
  }
}

/** What the picture behind a link leaves off. */
export const hidingOf = ({ showName, showScore }: Pick<ShareRow, 'showName' | 'showScore'>, score: number | null): Hiding | undefined => {
  const hidden = [...(showName ? [] : ['name']), ...(showScore || score === null ? [] : ['score'])].join(',')
  return hidden === '' ? undefined : (hidden as Hiding)
}
