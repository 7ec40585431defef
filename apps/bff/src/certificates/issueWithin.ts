import type { IssueOrder } from '@wallet/shared/certificates/certificate'
import { fail, Failure, type ProblemCode } from '@wallet/shared/problem'
import { appendAudit } from '../audit/append.ts'
import { appendOutbox } from '../audit/outbox.ts'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { draftCertificate, sourceKeyOf, standsFor, titleOf } from './draft.ts'
import { resolveOrder, supersede } from './issue.ts'
import { isAskedToRevoke } from './requestStore.ts'
import type { CertificateRow } from './row.ts'
import { findByRowId, findLatestCycle, lockByNo } from './store.ts'
import { insertCertificate } from './write.ts'

interface OrderWithin {
  readonly order: IssueOrder
  /** Whether one that is in force gives way, as for a better score; otherwise it stands for the order. */
  readonly replaces: boolean
}
interface IssuedWithin {
  readonly certificate: CertificateRow
  readonly isNew: boolean
}

/**
 * One whose revocation is being decided stays as it is: what was achieved since has its own certificate, and the decision its own object. Where it
 * is not taken back, it gives way when that is decided (see decide.ts).
 */
const isToStay = async (tx: Db, { id, certificateNo }: CertificateRow): Promise<boolean> => {
  await lockByNo(tx, certificateNo)
  return isAskedToRevoke(tx, id)
}

/**
 * Issues as part of something larger that is remembered in the same transaction, such as the end of a course: all of it, or nothing. The
 * caller holds the learner's lock (see badges/record.ts), so that nobody else issues for the same source. The picture is drawn after the
 * commit: drawing takes longer than others should have to wait for a transaction.
 */
export const issueWithin = async (
  tx: Db,
  { clock, random, config }: Pick<Deps, 'clock' | 'random' | 'config'>,
  { order, replaces }: OrderWithin,
): Promise<IssuedWithin> => {
  const { person, template } = await resolveOrder(tx, order)
  const latest = await findLatestCycle(tx, person.id, template.id, sourceKeyOf(order, titleOf(order, template)))
  const now = clock.now()
  if (!replaces && standsFor(latest, now)) return { certificate: latest, isNew: false }
  const drafted = draftCertificate({ order, person, template, before: latest, issuedBy: null, now, random, config })
  const draft = latest && (await isToStay(tx, latest)) ? { ...drafted, supersedesId: null } : drafted
  const { certificateNo, factsHash, supersedesId } = draft
  const id = await insertCertificate(tx, draft)
  await appendAudit(tx, { event: 'certificate.issued', subject: certificateNo, actorId: null, data: { factsHash }, at: now })
  if (supersedesId !== null) await supersede(tx, supersedesId, id, draft)
  await appendOutbox(tx, 'certificate.issued', { certificateNo }, now)
  return { certificate: (await findByRowId(tx, id)) ?? fail('internal'), isNew: true }
}

const unusable: ReadonlySet<string> = new Set<ProblemCode>(['person_not_found', 'person_inactive', 'template_not_found', 'template_inactive'])

/**
 * The same where what it takes can still be used. Where the template has been taken out of use, or the person has left, null: what was
 * achieved is remembered all the same, without a certificate.
 */
export const issueIfUsable = async (tx: Db, deps: Pick<Deps, 'clock' | 'random' | 'config' | 'log'>, order: OrderWithin): Promise<IssuedWithin | null> => {
  try {
    return await issueWithin(tx, deps, order)
  } catch (error) {
    if (!(error instanceof Failure) || !unusable.has(error.code)) throw error
    deps.log.warn({ code: error.code, templateId: order.order.templateId }, 'something was achieved whose certificate cannot be issued')
    return null
  }
}
