import { refusalOf } from '@wallet/shared/certificates/deeds'
import { fail } from '@wallet/shared/problem'
import type { AuditName } from '@wallet/shared/audit/event'
import { appendAudit } from '../audit/append.ts'
import { appendOutbox } from '../audit/outbox.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Picture } from '../rendering/renderer.ts'
import type { TemplateVersion } from '../templates/store.ts'
import { hasHappened } from './history.ts'
import { answeredUnder, rememberKey, type IdempotencyKey } from './idempotency.ts'
import { supersede } from './issue.ts'
import { lookingAgain } from './once.ts'
import { drawPicture, savePicture } from './picture.ts'
import { keepReason } from './reasons.ts'
import { isAskedToRevoke } from './requestStore.ts'
import { statusOf, type CertificateRow } from './row.ts'
import { findByNo, findByRowId, lockHolder } from './store.ts'
import { insertCertificate, type NewCertificate } from './write.ts'

/** How one certificate follows another. */
export interface Succession {
  readonly certificateNo: string
  readonly deed: 'renew' | 'reissue'
  readonly by: number
  readonly key: IdempotencyKey | null
  readonly reason: string | null
  /** The certificate that is to follow this one, and what it is drawn from. */
  readonly draft: (before: CertificateRow) => Promise<{ readonly after: NewCertificate; readonly template: TemplateVersion }>
  /** Whether one that follows already is what is asked for. */
  readonly isAlready: (before: CertificateRow, successor: CertificateRow) => Promise<boolean>
  /** What else is written with it. */
  readonly settle?: (tx: Db, successorId: number) => Promise<void>
}
export interface Succeeded {
  readonly certificate: CertificateRow
  readonly isNew: boolean
}

const past = { renew: 'certificate.renewed', reissue: 'certificate.reissued' } as const satisfies Record<Succession['deed'], AuditName>

/** Refuses what the rules do not allow at this moment. */
export const refuseWhereWrong = ({ clock, config }: Pick<Deps, 'clock' | 'config'>, deed: Succession['deed'], before: CertificateRow) => {
  const now = clock.now()
  const refusal = refusalOf(deed, { ...before, status: statusOf(before, now) }, { now, zone: config.zone })
  if (refusal) fail(refusal)
}

/** Where two have to agree on a revocation, one alone neither gets ahead of it nor does the same by an earlier end. */
const refuseWhereTwoDecide = async (db: Db, { config }: Pick<Deps, 'config'>, before: CertificateRow, after: Pick<NewCertificate, 'validUntil'>) => {
  if (await isAskedToRevoke(db, before.id)) fail('revocation_open')
  const endOf = ({ validUntil }: Pick<NewCertificate, 'validUntil'>) => validUntil?.getTime() ?? Number.POSITIVE_INFINITY
  if (config.revokeApproval && endOf(after) < endOf(before)) fail('end_earlier')
}

/** The one that follows already, where it came of the same deed and is still good for something. */
const findSuccessor = async (db: Db, before: CertificateRow, { deed, isAlready }: Succession): Promise<CertificateRow | null> => {
  const successor = before.supersededBy === null ? null : await findByNo(db, before.supersededBy)
  if (!successor || successor.revokedAt) return null
  return (await hasHappened(db, before.certificateNo, past[deed])) && (await isAlready(before, successor)) ? successor : null
}

interface Drawn {
  readonly before: CertificateRow
  readonly after: NewCertificate
  readonly picture: Picture
}

/** The new one, its picture and the end of the old one are written together or not at all. */
const save = (deps: Deps, succession: Succession, { before, after, picture }: Drawn): Promise<CertificateRow> =>
  inTransaction(deps.db, async tx => {
    const { deed, by, key, reason, settle } = succession
    const { certificateNo, factsHash } = after
    const at = deps.clock.now()
    await lockHolder(tx, before)
    const current = (await findByRowId(tx, before.id)) ?? fail('internal')
    // One that was replaced meanwhile is met by the unique key, and looked at again.
    if (current.supersededBy === null) refuseWhereWrong(deps, deed, current)
    // A name was taken out of what this one was drafted from.
    if (current.factsHash !== before.factsHash) fail('stale_version')
    await refuseWhereTwoDecide(tx, deps, before, after)
    const id = await insertCertificate(tx, after, at)
    await appendAudit(tx, { event: 'certificate.issued', subject: certificateNo, actorId: by, data: { factsHash }, at })
    await savePicture(tx, { ...after, id }, picture, deps.renderer.version, at)
    const data = { successor: certificateNo, ...(await keepReason(tx, before.id, reason, at)) }
    await appendAudit(tx, { event: past[deed], subject: before.certificateNo, actorId: by, data, at })
    await supersede(tx, before.id, id, { ...after, issuedAt: at })
    await appendOutbox(tx, 'certificate.issued', { certificateNo }, at)
    await settle?.(tx, id)
    await rememberKey(tx, key, id, at)
    return (await findByRowId(tx, id)) ?? fail('internal')
  })

/** What else is to be written is written too where somebody else was first. */
const settleFor = ({ db, clock }: Deps, { key, settle }: Succession, before: CertificateRow, successor: CertificateRow): Promise<CertificateRow> =>
  inTransaction(db, async tx => {
    await lockHolder(tx, before)
    await settle?.(tx, successor.id)
    await rememberKey(tx, key, successor.id, clock.now())
    return successor
  })

const attempt = async (deps: Deps, succession: Succession): Promise<Succeeded> => {
  const { db } = deps
  const { certificateNo, deed, draft, key } = succession
  const answered = await answeredUnder(db, key)
  if (answered) return { certificate: answered, isNew: false }
  const before = (await findByNo(db, certificateNo)) ?? fail('certificate_not_found')
  const successor = await findSuccessor(db, before, succession)
  if (successor) return { certificate: await settleFor(deps, succession, before, successor), isNew: false }
  refuseWhereWrong(deps, deed, before)
  const { after, template } = await draft(before)
  await refuseWhereTwoDecide(db, deps, before, after)
  const certificate = await save(deps, succession, { before, after, picture: await drawPicture(deps, after, template) })
  for (const changed of [before, certificate]) deps.verdicts.forget(changed.certificateNo)
  return { certificate, isNew: true }
}

/** Puts a certificate in the place of another, exactly once: whoever comes second with the same wish gets the first one's certificate. */
export const succeed = (deps: Deps, succession: Succession): Promise<Succeeded> => lookingAgain(() => attempt(deps, succession))
