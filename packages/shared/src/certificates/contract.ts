import { z } from 'zod'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { locales } from '../session/session.ts'
import { drawing } from '../templates/drawing.ts'
import { plainText } from '../text.ts'
import { Certificate, CertificateTypeField, HistoryEntry, IssueOrder, Reason } from './certificate.ts'
import { archiveLimit, hidings, pictureWidths, voided } from './copies.ts'
import { statuses } from './status.ts'

const params = z.object({ certificateNo: z.string().max(64) })
const q = plainText(100).optional()
const download = z.literal('1').optional()
const variant = z.literal(voided).optional()
const hide = z.enum(hidings).optional()
const width = z.enum(pictureWidths.map(String)).transform(Number).optional()
/** Refusals of everything that is made from the frozen picture. */
const copyProblems = ['certificate_not_found', 'certificate_altered', 'picture_withdrawn', 'render_timeout', 'storage_full', 'unavailable'] as const

export const certificates = {
  /** My wallet, newest first; `q` looks in title and number. */
  list: endpoint({
    method: 'GET',
    path: '/api/certificates',
    access: 'signedIn',
    summary: 'My certificates',
    query: z.strictObject({ type: CertificateTypeField.optional(), status: z.enum(statuses).optional(), q, ...pageQuery }),
    returns: pageOf(Certificate),
  }),
  /**
   * How many I hold, and what of it needs attention: the line above the wallet. `nextEndsInDays` is null where nothing is expiring;
   * `unread` are notices.
   */
  summary: endpoint({
    method: 'GET',
    path: '/api/certificates/summary',
    access: 'signedIn',
    summary: 'How many I hold and what ends soon',
    returns: z.object({
      total: z.int(),
      expiring: z.int(),
      nextEndsInDays: z.int().nullable(),
      byType: z.object({ course: z.int(), exam: z.int(), achievement: z.int() }),
      unread: z.int(),
    }),
  }),
  /** One certificate: its holder, a manager of the holder's subtree, or an issuer. Anyone else: 404. */
  get: endpoint({
    method: 'GET',
    path: '/api/certificates/:certificateNo',
    access: 'signedIn',
    summary: 'One certificate',
    params,
    returns: Certificate,
    problems: ['certificate_not_found'],
  }),
  /**
   * The frozen picture, byte for byte as issued. `variant=void` greys it for a certificate that has ended; `hide` gives a copy that leaves the
   * name or the score off; `download=1` names the file.
   */
  picture: fileEndpoint({
    method: 'GET',
    path: '/api/certificates/:certificateNo/file.svg',
    access: 'signedIn',
    summary: 'The picture of a certificate (SVG)',
    params,
    query: z.strictObject({ download, variant, hide }),
    contentType: 'image/svg+xml',
    problems: copyProblems,
  }),
  /** The picture as PNG, `width` pixels wide (1200 where nothing is said). Made on first demand, then kept. */
  png: fileEndpoint({
    method: 'GET',
    path: '/api/certificates/:certificateNo/file.png',
    access: 'signedIn',
    summary: 'The picture of a certificate (PNG)',
    params,
    query: z.strictObject({ download, variant, hide, width }),
    contentType: 'image/png',
    problems: copyProblems,
  }),
  /** The same as WebP, a quarter of the size: for lists. */
  webp: fileEndpoint({
    method: 'GET',
    path: '/api/certificates/:certificateNo/file.webp',
    access: 'signedIn',
    summary: 'The picture of a certificate (WebP)',
    params,
    query: z.strictObject({ download, variant, hide, width }),
    contentType: 'image/webp',
    problems: copyProblems,
  }),
  /** The certificate to print and keep: one sheet of A4, vectors, selectable text, fonts embedded, PDF/A. Made on first demand, then kept. */
  pdf: fileEndpoint({
    method: 'GET',
    path: '/api/certificates/:certificateNo/file.pdf',
    access: 'signedIn',
    summary: 'A certificate as PDF',
    params,
    query: z.strictObject({ download, variant }),
    contentType: 'application/pdf',
    problems: copyProblems,
  }),
  /** The last day of validity for a calendar, with reminders 30 and 7 days ahead; in `lang`, else in the language of whoever asks. Refused where there is no last day. */
  calendar: fileEndpoint({
    method: 'GET',
    path: '/api/certificates/:certificateNo/calendar.ics',
    access: 'signedIn',
    summary: 'The expiry of a certificate for a calendar (iCalendar)',
    params,
    query: z.strictObject({ lang: z.enum(locales).optional() }),
    contentType: 'text/calendar; charset=utf-8',
    problems: ['certificate_not_found', 'certificate_unlimited'],
  }),
  /**
   * Several certificates in one ZIP: PDF and PNG of each, and a list as JSON. `numbers` are separated by commas; one that may not be read refuses
   * all. Sent as it is made; its length is told ahead where every file is made already.
   */
  archive: fileEndpoint({
    method: 'GET',
    path: '/api/certificates/archive.zip',
    access: 'signedIn',
    summary: 'Several certificates in one ZIP',
    query: z.strictObject({
      numbers: z
        .string()
        .min(1)
        .max(64 * archiveLimit)
        .transform(text => [...new Set(text.split(','))])
        .refine(numbers => numbers.length <= archiveLimit, `at most ${archiveLimit} certificates`),
    }),
    contentType: 'application/zip',
    problems: copyProblems,
  }),
  /** What happened to it, oldest first: its holder or an issuer. */
  history: endpoint({
    method: 'GET',
    path: '/api/certificates/:certificateNo/history',
    access: 'signedIn',
    summary: 'What happened to a certificate',
    params,
    returns: z.object({ items: z.array(HistoryEntry) }),
    problems: ['certificate_not_found', 'forbidden'],
  }),
  /** Issues exactly once: the same key, or the same person, template and source, answers 200 and the same certificate. */
  issue: endpoint({
    method: 'POST',
    path: '/api/certificates',
    access: 'issuer',
    summary: 'Issue a certificate',
    body: IssueOrder,
    returns: Certificate,
    status: [201, 200],
    idempotent: true,
    problems: ['person_not_found', 'person_inactive', 'template_not_found', 'template_inactive', 'revocation_open', 'idempotency_key_reused', ...drawing],
  }),
  /** The picture that an order would give, with a specimen number; nothing is written. */
  preview: fileEndpoint({
    method: 'POST',
    path: '/api/certificates/preview',
    access: 'issuer',
    summary: 'See a certificate before issuing it',
    body: IssueOrder,
    contentType: 'image/svg+xml',
    problems: ['person_not_found', 'person_inactive', 'template_not_found', 'template_inactive', 'unavailable', ...drawing],
  }),
  /**
   * Takes a certificate back for good; the reason is shown to the holder. Where two have to agree: 202, a request that another issuer approves, and
   * until then the certificate as it was.
   */
  revoke: endpoint({
    method: 'POST',
    path: '/api/certificates/:certificateNo/revoke',
    access: 'issuer',
    summary: 'Revoke a certificate, irreversibly',
    params,
    body: Reason,
    returns: Certificate,
    status: [200, 202],
    idempotent: true,
    problems: ['certificate_not_found', 'certificate_already_revoked', 'request_open', 'idempotency_key_reused'],
  }),
}
