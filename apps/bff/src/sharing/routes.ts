import { parseCertificateNo } from '@wallet/shared/certificates/certificateNo'
import { hidingOf } from '@wallet/shared/certificates/redact'
import { isOver } from '@wallet/shared/certificates/status'
import { fail } from '@wallet/shared/problem'
import type { sharing } from '@wallet/shared/sharing/contract'
import type { Request } from 'express'
import { copyAnswer } from '../certificates/copyAnswer.ts'
import { statusOf } from '../certificates/row.ts'
import { findReadable } from '../certificates/store.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { pictureHeaders } from '../http/headers.ts'
import { Answer, type Handlers } from '../http/mount.ts'
import type { Verifier } from '../verification/verify.ts'
import { showShare, type OpenShare } from './open.ts'
import { shareCertificate, unshareCertificate } from './share.ts'
import { listShares, shareOf } from './store.ts'

/** So many links the list goes back. */
const listed = 100

export const sharingRoutes = (deps: Deps & { readonly verdicts: Verifier }, open: OpenShare): Handlers<typeof sharing> => {
  const { db, clock, verdicts } = deps
  /** Links belong to the holder alone; to everyone else there is no such certificate. */
  const held = async ({ certificateNo }: { certificateNo: string }, me: SignedIn) => {
    const certificate = await findReadable(db, parseCertificateNo(certificateNo) ?? fail('certificate_not_found'), me)
    return certificate?.userId === me.userId ? certificate : fail('certificate_not_found')
  }
  const picture = async (kind: 'png' | 'webp', request: Request, token: string, width: number | undefined) => {
    const { certificate, share } = await open(request, token)
    const wanted = { kind, width, isVoid: isOver(statusOf(certificate, clock.now())), hide: hidingOf(share) }
    const answer = await copyAnswer(deps, certificate, wanted, request.get('if-none-match'))
    return { ...answer, headers: { ...pictureHeaders, 'cache-control': 'no-cache', 'x-robots-tag': 'noindex' } }
  }
  return {
    create: async ({ params, body, me }) => new Answer(201, await shareCertificate(deps, await held(params, me), body)),
    list: async ({ params, me }) => {
      const { id } = await held(params, me)
      const now = clock.now()
      return { items: (await listShares(db, id, { now, limit: listed })).map(row => shareOf(row, now)) }
    },
    withdraw: async ({ params, me }) => {
      await unshareCertificate(deps, await held(params, me), params.token)
      return undefined
    },
    get: async ({ params, request }) => showShare(verdicts, await open(request, params.token)),
    png: ({ params, query, request }) => picture('png', request, params.token, query.width),
    webp: ({ params, query, request }) => picture('webp', request, params.token, query.width),
  }
}
