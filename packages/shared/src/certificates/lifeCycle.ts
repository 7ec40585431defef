import { z } from 'zod'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'
import { drawing } from '../templates/drawing.ts'
import { line } from '../text.ts'
import { Certificate, certificateEnd, IssueOrder, Reason } from './certificate.ts'

const params = z.object({ certificateNo: z.string().max(64) })
const { title, description, score, completionRate } = IssueOrder.shape

/** How a renewal ends, where not by the template's months: on a last day, at an exclusive instant, or (null) never. */
export const Renewal = z.strictObject({ validUntil: certificateEnd.nullable().optional() }).meta({ id: 'Renewal' })
export type Renewal = z.infer<typeof Renewal>

/**
 * What is corrected. What is left out stays as it was, but for the name: without one it is the holder's as it is registered now. `issuedOn` is a
 * day in the organisation's zone, today or before.
 */
export const Correction = z
  .strictObject({
    holderName: line(100).optional(),
    title,
    description: description.unwrap().nullable().optional(),
    score,
    completionRate,
    issuedOn: z.iso.date().optional(),
    validUntil: certificateEnd.nullable().optional(),
    reason: line(300),
  })
  .meta({ id: 'Correction' })
export type Correction = z.infer<typeof Correction>

const inThisStatus = ['certificate_not_found', 'certificate_already_revoked', 'certificate_suspended', 'certificate_superseded'] as const
const twoDecide = ['revocation_open', 'end_earlier'] as const

/** What becomes of a certificate after it was issued. Revoking stands with the certificates. */
export const lifeCycle = {
  /** Pauses a certificate: from the answer on it proves nothing, until it is restored. The reason is shown to the holder. */
  suspend: endpoint({
    method: 'POST',
    path: '/api/certificates/:certificateNo/suspend',
    access: 'issuer',
    summary: 'Suspend a certificate',
    params,
    body: Reason,
    returns: Certificate,
    idempotent: true,
    problems: [...inThisStatus, 'certificate_not_in_force', 'idempotency_key_reused'],
  }),
  /** Ends the pause: the certificate is again what its dates say. */
  restore: endpoint({
    method: 'POST',
    path: '/api/certificates/:certificateNo/restore',
    access: 'issuer',
    summary: 'Restore a suspended certificate',
    params,
    returns: Certificate,
    idempotent: true,
    problems: ['certificate_not_found', 'certificate_not_suspended', 'idempotency_key_reused'],
  }),
  /**
   * Renews a certificate exactly once, from 90 days before its end on, and answers the new one: a new cycle, by the template as it is now, that
   * ends the template's months after the old end or after today, whichever is later. Asked again: 200 and the same certificate.
   */
  renew: endpoint({
    method: 'POST',
    path: '/api/certificates/:certificateNo/renew',
    access: 'issuer',
    summary: 'Renew a certificate',
    params,
    body: Renewal,
    returns: Certificate,
    status: [201, 200],
    idempotent: true,
    problems: [
      'name_withheld',
      ...inThisStatus,
      ...(['certificate_unlimited', 'renewal_not_open', 'person_inactive', 'template_inactive', 'idempotency_key_reused'] as const),
      ...twoDecide,
      ...drawing,
    ],
  }),
  /**
   * Issues a corrected certificate in place of one, exactly once, and answers the new one: same design, same dates unless they are corrected. The
   * old number goes on answering that it was replaced, and by which. The same correction asked again: 200 and the same certificate.
   */
  reissue: endpoint({
    method: 'POST',
    path: '/api/certificates/:certificateNo/reissue',
    access: 'issuer',
    summary: 'Reissue a certificate with a correction',
    params,
    body: Correction,
    returns: Certificate,
    status: [201, 200],
    idempotent: true,
    problems: [...inThisStatus, 'name_withheld', 'idempotency_key_reused', ...twoDecide, ...drawing],
  }),
  /** The picture that a correction would give, with a specimen number; nothing is written. */
  previewReissue: fileEndpoint({
    method: 'POST',
    path: '/api/certificates/:certificateNo/reissue/preview',
    access: 'issuer',
    summary: 'See a correction before reissuing',
    params,
    body: Correction,
    contentType: 'image/svg+xml',
    problems: [...inThisStatus, 'name_withheld', ...drawing, 'unavailable'],
  }),
}
