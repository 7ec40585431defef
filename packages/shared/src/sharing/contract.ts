import { z } from 'zod'
import { pictureWidths } from '../certificates/copies.ts'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'
import { NewShare, Share, SharedCertificate, ShareOrder } from './share.ts'

const certificate = z.object({ certificateNo: z.string().max(64) })
const link = z.object({ token: z.string().max(128) })
const width = z.enum(pictureWidths.map(String)).transform(Number).optional()
const pictureProblems = [
  'share_not_found',
  'share_gone',
  'too_many_requests',
  'certificate_altered',
  'picture_withdrawn',
  'render_timeout',
  'storage_full',
  'unavailable',
] as const

export const sharing = {
  /** Makes a link to a certificate of mine that is in force. The token is 128 random bits; only its hash is kept. */
  create: endpoint({
    method: 'POST',
    path: '/api/certificates/:certificateNo/shares',
    access: 'signedIn',
    summary: 'Make a link to a certificate of mine',
    params: certificate,
    body: ShareOrder,
    returns: NewShare,
    status: [201],
    problems: ['certificate_not_found', 'certificate_not_in_force', 'share_expiry_past', 'too_many_shares'],
  }),
  /** The links to a certificate of mine: the open ones first, then those that have ended; newest first, 100 at most. */
  list: endpoint({
    method: 'GET',
    path: '/api/certificates/:certificateNo/shares',
    access: 'signedIn',
    summary: 'The links to a certificate of mine',
    params: certificate,
    returns: z.object({ items: z.array(Share) }),
    problems: ['certificate_not_found'],
  }),
  /** Takes a link back: from the answer on it is 410 for everyone. `token` is the token itself or its hash. */
  withdraw: endpoint({
    method: 'DELETE',
    path: '/api/certificates/:certificateNo/shares/:token',
    access: 'signedIn',
    summary: 'Take a link back',
    params: certificate.extend(link.shape),
    returns: z.undefined(),
    status: [204],
    problems: ['certificate_not_found', 'share_not_found'],
  }),
  /** What a link shows. Unknown: 404; taken back or expired: 410; after too many unknown ones from one address: 429. */
  get: endpoint({
    method: 'GET',
    path: '/api/shares/:token',
    access: 'anyone',
    summary: 'What a link shows',
    params: link,
    returns: SharedCertificate,
    problems: ['share_not_found', 'share_gone', 'too_many_requests'],
  }),
  /** The picture behind a link (1200 pixels wide where nothing is said), with what the holder left off; greyed once the certificate is over. */
  png: fileEndpoint({
    method: 'GET',
    path: '/api/shares/:token/file.png',
    access: 'anyone',
    summary: 'The picture behind a link (PNG)',
    params: link,
    query: z.strictObject({ width }),
    contentType: 'image/png',
    problems: pictureProblems,
  }),
  /** The same as WebP, a quarter of the size: for the page. */
  webp: fileEndpoint({
    method: 'GET',
    path: '/api/shares/:token/file.webp',
    access: 'anyone',
    summary: 'The picture behind a link (WebP)',
    params: link,
    query: z.strictObject({ width }),
    contentType: 'image/webp',
    problems: pictureProblems,
  }),
}
