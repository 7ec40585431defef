import type { IssueOrder } from '@wallet/shared/certificates/certificate'
import { fail } from '@wallet/shared/problem'
import { appendAudit } from '../audit/append.ts'
import { appendOutbox } from '../audit/outbox.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { findByEmployeeNo, lockActive } from '../people/store.ts'
import type { Picture } from '../rendering/renderer.ts'
import { usableTemplate } from '../templates/usable.ts'
import { draftCertificate, sourceKeyOf, standsFor, titleOf } from './draft.ts'
import { answeredUnder, keyFor, rememberKey, type IdempotencyKey } from './idempotency.ts'
import { drawPicture, savePicture } from './picture.ts'
import type { CertificateRow } from './row.ts'
import { findByRowId, findLatestCycle } from './store.ts'
import { lookingAgain } from './once.ts'
import { isAskedToRevoke } from './requestStore.ts'
import { insertCertificate, markSuperseded, type NewCertificate } from './write.ts'

interface Issue {
  readonly order: IssueOrder
  /** Who orders it. */
  readonly issuedBy: number
  /** The caller's `Idempotency-Key`, or null. */
  readonly idempotencyKey: string | null
}
interface Issued {
  readonly certificate: CertificateRow
  readonly isNew: boolean
}

/** Who gets what: refused where the person or the template cannot be used. */
export const resolveOrder = async (db: Db, { employeeNo, templateId }: IssueOrder) => {
  const person = (await findByEmployeeNo(db, employeeNo)) ?? fail('person_not_found')
  if (!person.isActive) fail('person_inactive')
  return { person, template: await usableTemplate(db, templateId) }
}

/** The number, the row and its picture are born together or not at all. */
const save = (deps: Deps, certificate: NewCertificate, picture: Picture, key: IdempotencyKey | null): Promise<Issued> =>
  inTransaction(deps.db, async tx => {
    const { certificateNo, factsHash, supersedesId, issuedBy, issuedAt: at } = certificate
    // Drawing takes time, in which they may have left.
    if (!(await lockActive(tx, [certificate.userId])).has(certificate.userId)) fail('person_inactive')
    const id = await insertCertificate(tx, certificate)
    await appendAudit(tx, { event: 'certificate.issued', subject: certificateNo, actorId: issuedBy, data: { factsHash }, at })
    await savePicture(tx, { ...certificate, id }, picture, deps.renderer.version, at)
    if (supersedesId !== null) {
      await supersede(tx, supersedesId, id, certificate)
      if (await isAskedToRevoke(tx, supersedesId)) fail('revocation_open')
    }
    await appendOutbox(tx, 'certificate.issued', { certificateNo }, at)
    await rememberKey(tx, key, id, at)
    return { certificate: (await findByRowId(tx, id)) ?? fail('internal'), isNew: true }
  })

type Successor = Pick<NewCertificate, 'certificateNo' | 'issuedBy' | 'issuedAt'>
/** The one before gives way to the one that was just written. */
export const supersede = async (tx: Db, id: number, by: number, { certificateNo, issuedBy, issuedAt: at }: Successor) => {
  const before = (await findByRowId(tx, id)) ?? fail('internal')
  await markSuperseded(tx, id, by, at)
  await appendOutbox(tx, 'certificate.superseded', { certificateNo: before.certificateNo }, at)
  await appendAudit(tx, { event: 'certificate.superseded', subject: before.certificateNo, actorId: issuedBy, data: { supersededBy: certificateNo }, at })
}

const attempt = async (deps: Deps, { order, issuedBy }: Issue, key: IdempotencyKey | null): Promise<Issued> => {
  const { db, clock, random, config } = deps
  const answered = await answeredUnder(db, key)
  if (answered) return { certificate: answered, isNew: false }
  const { person, template } = await resolveOrder(db, order)
  const latest = await findLatestCycle(db, person.id, template.id, sourceKeyOf(order, titleOf(order, template)))
  const now = clock.now()
  if (standsFor(latest, now)) {
    await rememberKey(db, key, latest.id, now)
    return { certificate: latest, isNew: false }
  }
  const draft = draftCertificate({ order, person, template, before: latest, issuedBy, now, random, config })
  const issued = await save(deps, draft, await drawPicture(deps, draft, template.current), key)
  if (issued.certificate.supersedes !== null) deps.verdicts.forget(issued.certificate.supersedes)
  deps.verdicts.forget(issued.certificate.certificateNo)
  return issued
}

/**
 * Issues exactly once. Whoever comes second, at the same moment or years later, by the same key or the same person,
 * template and source, gets the first one's certificate.
 */
export const issueCertificate = async (deps: Deps, issue: Issue): Promise<Issued> => {
  const key = keyFor(issue.issuedBy, issue.idempotencyKey, issue.order)
  return lookingAgain(() => attempt(deps, issue, key))
}
