import { parseCertificateNo, type CertificateNo } from '@wallet/shared/certificates/certificateNo'
import type { certificates } from '@wallet/shared/certificates/contract'
import { daysLeft } from '@wallet/shared/certificates/status'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { pictureHeaders } from '../http/headers.ts'
import { Answer, type Handlers } from '../http/mount.ts'
import { voidPicture } from '../rendering/voidPicture.ts'
import { draftCertificate } from './draft.ts'
import { issueCertificate, resolveOrder } from './issue.ts'
import { drawPicture, loadPicture } from './picture.ts'
import { revokeCertificate } from './revoke.ts'
import { certificateOf, findReadable, listCertificates, listHistory, summariseWallet } from './store.ts'

/** A number in a URL of ours: one that cannot be a number names nothing. */
const numberIn = (params: { certificateNo: string }): CertificateNo => parseCertificateNo(params.certificateNo) ?? fail('certificate_not_found')

export const certificateRoutes = (deps: Deps): Handlers<typeof certificates> => {
  const { db, clock, config, random } = deps
  const readable = async (params: { certificateNo: string }, me: SignedIn) => (await findReadable(db, numberIn(params), me)) ?? fail('certificate_not_found')
  const shown = (row: Awaited<ReturnType<typeof readable>>) => certificateOf(row, clock.now(), config.publicOrigin)
  return {
    list: ({ query, me }) => listCertificates(db, { ...query, holderId: me.userId }, clock.now(), shown),
    summary: async ({ me }) => {
      const now = clock.now()
      const { byType, expiring, nextEnd } = await summariseWallet(db, me.userId, now)
      return { total: byType.course + byType.exam + byType.achievement, byType, expiring, nextEndsInDays: nextEnd && daysLeft(now, nextEnd) }
    },
    get: async ({ params, me }) => shown(await readable(params, me)),
    history: async ({ params, me }) => {
      const certificate = await readable(params, me)
      const mayRead = certificate.userId === me.userId || me.role === 'issuer' || me.role === 'admin'
      return mayRead ? { items: await listHistory(db, certificate) } : fail('forbidden')
    },
    picture: async ({ params, query, me }) => {
      const certificate = await readable(params, me)
      const { svg, sha256 } = await loadPicture(deps, certificate)
      const isVoid = query.variant === 'void'
      return {
        bytes: isVoid ? voidPicture(svg) : svg,
        etag: `"${sha256.slice(0, 32)}${isVoid ? '-void' : ''}"`,
        headers: pictureHeaders,
        downloadAs: query.download && `${certificate.certificateNo}.svg`,
      }
    },
    issue: async ({ body, me, idempotencyKey }) => {
      const { certificate, isNew } = await issueCertificate(deps, { order: body, issuedBy: me.userId, idempotencyKey })
      return new Answer(isNew ? 201 : 200, shown(certificate))
    },
    preview: async ({ body, me }) => {
      const { person, template } = await resolveOrder(db, body)
      const draft = draftCertificate({ order: body, person, template, before: null, issuedBy: me.userId, now: clock.now(), random, config })
      return {
        bytes: (await drawPicture(deps, { ...draft, certificateNo: `${config.numberPrefix}-0000-0000-0000-0000` }, template.current)).svg,
        headers: { ...pictureHeaders, 'cache-control': 'no-store' },
      }
    },
    revoke: async ({ params, body, me }) => shown(await revokeCertificate(deps, numberIn(params), body.reason, me.userId)),
  }
}
