import { parseCertificateNo, type CertificateNo } from '@wallet/shared/certificates/certificateNo'
import type { certificates } from '@wallet/shared/certificates/contract'
import { voided, type Hiding } from '@wallet/shared/certificates/copies'
import { daysLeft } from '@wallet/shared/certificates/status'
import { isoDayIn } from '@wallet/shared/certificates/validity'
import { fail } from '@wallet/shared/problem'
import type { Request } from 'express'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { pictureHeaders, sheetHeaders } from '../http/headers.ts'
import { Answer, type FileAnswer, type Handlers } from '../http/mount.ts'
import type { Drawing } from '../rendering/drawing.ts'
import { archiveOf } from './archive.ts'
import { expiryCalendar } from './calendar.ts'
import { copyAnswer } from './copyAnswer.ts'
import type { WantedCopy } from './copyForm.ts'
import { askToRevoke } from './ask.ts'
import { draftCertificate, specimenNo } from './draft.ts'
import { listHistory } from './history.ts'
import { issueCertificate, resolveOrder } from './issue.ts'
import { drawPicture } from './picture.ts'
import { revokeCertificate } from './revoke.ts'
import { listCertificates, summariseWallet } from './list.ts'
import { certificateOf } from './row.ts'
import { findAllReadable, findReadable } from './store.ts'

/** A number in a URL of ours: one that cannot be a number names nothing. */
export const numberIn = (params: { certificateNo: string }): CertificateNo => parseCertificateNo(params.certificateNo) ?? fail('certificate_not_found')

interface CopyCall {
  readonly params: { certificateNo: string }
  readonly query: { download?: '1' | undefined; variant?: 'void' | undefined; hide?: Hiding | undefined; width?: number | undefined }
  readonly me: SignedIn
  readonly request: Request
}

export const certificateRoutes = (deps: Deps): Handlers<typeof certificates> => {
  const { db, clock, config, random } = deps
  const readable = async (params: { certificateNo: string }, me: SignedIn) => (await findReadable(db, numberIn(params), me)) ?? fail('certificate_not_found')
  const shown = (row: Awaited<ReturnType<typeof readable>>) => certificateOf(row, clock.now(), config.publicOrigin)
  const sendCopy = async (kind: WantedCopy['kind'], { params, query, me, request }: CopyCall): Promise<FileAnswer> => {
    const certificate = await readable(params, me)
    const wanted = { kind, width: query.width, isVoid: query.variant === voided, hide: query.hide }
    const answer = await copyAnswer(deps, certificate, wanted, request.get('if-none-match'))
    const downloadAs = query.download && `${certificate.certificateNo}.${kind}`
    return { ...answer, headers: kind === 'pdf' ? sheetHeaders : pictureHeaders, downloadAs }
  }
  return {
    list: ({ query, me }) => listCertificates(db, { ...query, holderId: me.userId }, clock.now(), shown),
    summary: async ({ me }) => {
      const now = clock.now()
      const { byType, expiring, nextEnd, unread } = await summariseWallet(db, me.userId, now)
      return { total: byType.course + byType.exam + byType.achievement, byType, expiring, nextEndsInDays: nextEnd && daysLeft(now, nextEnd), unread }
    },
    get: async ({ params, me }) => shown(await readable(params, me)),
    history: async ({ params, me }) => {
      const certificate = await readable(params, me)
      const mayRead = certificate.userId === me.userId || me.role === 'issuer' || me.role === 'admin'
      return mayRead ? { items: await listHistory(db, certificate) } : fail('forbidden')
    },
    picture: call => sendCopy('svg', call),
    png: call => sendCopy('png', call),
    webp: call => sendCopy('webp', call),
    pdf: call => sendCopy('pdf', call),
    calendar: async ({ params, query, me }) => {
      const certificate = await readable(params, me)
      const { verifyUrl } = shown(certificate)
      return { bytes: expiryCalendar({ certificate, verifyUrl, zone: config.zone, locale: query.lang ?? me.locale, now: clock.now() }) }
    },
    archive: async ({ query, me }) => {
      const numbers = [...new Set(query.numbers.map(certificateNo => numberIn({ certificateNo })))]
      const certificates = await findAllReadable(db, numbers, me)
      if (certificates.length < numbers.length) fail('certificate_not_found')
      return { ...(await archiveOf(deps, certificates)), downloadAs: `certificates-${isoDayIn(clock.now(), config.zone)}.zip` }
    },
    issue: async ({ body, me, idempotencyKey }) => {
      const { certificate, isNew } = await issueCertificate(deps, { order: body, issuedBy: me.userId, idempotencyKey })
      return new Answer(isNew ? 201 : 200, shown(certificate))
    },
    preview: async ({ body, me }) => {
      const { person, template } = await resolveOrder(db, body)
      const draft = draftCertificate({ order: body, person, template, before: null, issuedBy: me.userId, now: clock.now(), random, config })
      const look = (drawing: Drawing) => deps.renderer.preview(drawing, String(me.userId))
      return {
        bytes: (await drawPicture(deps, { ...draft, certificateNo: specimenNo(config.numberPrefix) }, template.current, look)).svg,
        headers: { ...pictureHeaders, 'cache-control': 'no-store' },
      }
    },
    revoke: async ({ params, body, me, idempotencyKey }) => {
      const [certificateNo, { reason }] = [numberIn(params), body]
      if (!config.revokeApproval) return shown(await revokeCertificate(deps, certificateNo, reason, me.userId, idempotencyKey))
      return new Answer(202, shown(await askToRevoke(deps, { certificateNo, reason, by: me.userId, idempotencyKey })))
    },
  }
}
