import { z } from 'zod'
import { endpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { pathId } from '../publication.ts'
import { drawing } from '../templates/drawing.ts'
import { line } from '../text.ts'
import { Certificate, Reason } from './certificate.ts'
import { requestKinds, requestStates } from './request.ts'

const certificate = z.object({ certificateNo: z.string().max(64) })
const request = z.object({ id: pathId })

/** Something that was asked for, with what came of it. `successor` is the number of the corrected certificate. */
export const CertificateRequest = z
  .object({
    id: z.int(),
    kind: z.enum(requestKinds),
    state: z.enum(requestStates),
    certificateNo: z.string(),
    title: z.string(),
    holderName: z.string().nullable().describe('As it stands on the certificate; null: withheld'),
    wantedName: z.string().nullable().describe('As it should be; corrections of names only'),
    reason: z.string(),
    askedBy: z.object({ employeeNo: z.string(), fullName: z.string() }),
    askedAt: z.iso.datetime(),
    decidedByName: z.string().nullable(),
    decidedAt: z.iso.datetime().nullable(),
    reply: z.string().nullable().describe('Why it was refused'),
    successor: z.string().nullable(),
    mayDecide: z.boolean().describe('Whether I am one of those who can approve or refuse it'),
    mayWithdraw: z.boolean(),
  })
  .meta({ id: 'CertificateRequest' })
export type CertificateRequest = z.infer<typeof CertificateRequest>

/** A wrong name on a certificate of mine, and why it is wrong. */
export const NameCorrection = z.strictObject({ wantedName: line(100), reason: line(300) }).meta({ id: 'NameCorrection' })
export type NameCorrection = z.infer<typeof NameCorrection>

/** What was asked for and somebody else decides: a wrong name by its holder, a revocation by an issuer (where two have to agree). */
export const requests = {
  /** Asks for the name on a certificate of mine to be corrected; one open request a certificate. */
  correctName: endpoint({
    method: 'POST',
    path: '/api/certificates/:certificateNo/corrections',
    access: 'signedIn',
    summary: 'Ask for the name on my certificate to be corrected',
    params: certificate,
    body: NameCorrection,
    returns: CertificateRequest,
    status: [201],
    problems: ['certificate_not_found', 'certificate_already_revoked', 'certificate_suspended', 'certificate_superseded', 'request_open', 'name_unchanged'],
  }),
  /** What was asked for about one certificate, newest first: its holder sees corrections, issuers see everything. */
  ofCertificate: endpoint({
    method: 'GET',
    path: '/api/certificates/:certificateNo/requests',
    access: 'signedIn',
    summary: 'Requests about one certificate',
    params: certificate,
    returns: z.object({ items: z.array(CertificateRequest) }),
    problems: ['certificate_not_found', 'forbidden'],
  }),
  /** Everything that was asked for, newest first; `open` counts what waits for a decision; `revocationTakesTwo`: an issuer asks, another approves. */
  list: endpoint({
    method: 'GET',
    path: '/api/requests',
    access: 'issuer',
    summary: 'Requests to issuers',
    query: z.strictObject({ state: z.enum(requestStates).optional(), kind: z.enum(requestKinds).optional(), ...pageQuery }),
    returns: pageOf(CertificateRequest).extend({ open: z.int(), revocationTakesTwo: z.boolean() }),
  }),
  /**
   * Does what was asked for, and answers the certificate that comes of it: the corrected one, or the revoked one. Whoever asked cannot approve.
   * `correctsPerson`: the name is corrected in the person's record too.
   */
  approve: endpoint({
    method: 'POST',
    path: '/api/requests/:id/approve',
    access: 'issuer',
    summary: 'Approve a request',
    params: request,
    body: z.strictObject({ correctsPerson: z.boolean().optional() }),
    returns: Certificate,
    problems: [
      ...(['request_not_found', 'request_decided', 'request_own'] as const),
      ...(['certificate_already_revoked', 'certificate_suspended', 'certificate_superseded', 'revocation_open', 'end_earlier'] as const),
      ...drawing,
    ],
  }),
  /** Leaves everything as it is; whoever asked reads the reason. They cannot refuse themselves: they withdraw. */
  refuse: endpoint({
    method: 'POST',
    path: '/api/requests/:id/refuse',
    access: 'issuer',
    summary: 'Refuse a request',
    params: request,
    body: Reason,
    returns: CertificateRequest,
    problems: ['request_not_found', 'request_decided', 'request_own'],
  }),
  /** Takes a request of mine back while it is open. */
  withdraw: endpoint({
    method: 'POST',
    path: '/api/requests/:id/withdraw',
    access: 'signedIn',
    summary: 'Withdraw a request of mine',
    params: request,
    returns: CertificateRequest,
    problems: ['request_not_found', 'request_decided'],
  }),
}
