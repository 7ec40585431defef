import { mayDecide } from '@wallet/shared/certificates/request'
import { fail } from '@wallet/shared/problem'
import { appendAudit } from '../audit/append.ts'
import { appendOutbox } from '../audit/outbox.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { renamePerson } from '../people/store.ts'
import { changeWithin } from './changeStatus.ts'
import { supersede } from './issue.ts'
import { reissueCertificate } from './reissue.ts'
import { closeRequest, findRequest, type RequestRow } from './requestStore.ts'
import type { CertificateRow } from './row.ts'
import { findByNo, findLatestCycle, lockByNo } from './store.ts'
import { markSuperseding } from './write.ts'

type End = 'approved' | 'refused' | 'withdrawn'
interface Closing {
  readonly state: End
  readonly by: number
  readonly reply?: string
  readonly successorId?: number
}

/** Closes a request, once, with what is written of it in the trail; a holder who asked is told afterwards. */
const close = async (tx: Db, { clock }: Pick<Deps, 'clock'>, { id, kind, certificateNo }: RequestRow, { state, by, ...more }: Closing) => {
  const at = clock.now()
  if (!(await closeRequest(tx, id, { state, decidedBy: by, decidedAt: at, ...more }))) fail('request_decided')
  await appendAudit(tx, { event: `request.${state}`, subject: certificateNo, actorId: by, data: { requestId: id, kind }, at })
  if (kind === 'nameCorrection' && state !== 'withdrawn') await appendOutbox(tx, 'correction.decided', { requestId: id }, at)
}

/** The name as it was asked for, in the person's record too. */
const correctPerson = async (tx: Db, { clock }: Pick<Deps, 'clock'>, { id, holderId, wantedName }: RequestRow, by: number) => {
  const at = clock.now()
  if (wantedName === null || !(await renamePerson(tx, holderId, wantedName, at))) return
  await appendAudit(tx, { event: 'person.renamed', subject: `person:${holderId}`, actorId: by, data: { requestId: id }, at })
}

interface Approval {
  readonly by: number
  readonly correctsPerson: boolean
}

const correctName = async (deps: Deps, request: RequestRow, { by, correctsPerson }: Approval) => {
  const { certificateNo, reason, wantedName } = request
  const settle = async (tx: Db, successorId: number) => {
    // Approved at the same moment: it is settled already.
    if ((await findRequest(tx, request.id))?.state === 'approved') return
    await close(tx, deps, request, { state: 'approved', by, successorId })
    if (correctsPerson) await correctPerson(tx, deps, request, by)
  }
  const correction = { holderName: wantedName ?? fail('internal'), reason }
  return (await reissueCertificate(deps, { certificateNo, correction, by, idempotencyKey: null, settle })).certificate
}

const revoke = async (deps: Deps, request: RequestRow, { by }: Approval) => {
  const { certificateNo, reason } = request
  const revoked = await inTransaction(deps.db, async tx => {
    await lockByNo(tx, certificateNo)
    const { supersededAt } = (await findByNo(tx, certificateNo)) ?? fail('internal')
    // Otherwise a number that nobody uses any more would be revoked, and what took its place would stay.
    if (supersededAt && supersededAt >= request.askedAt) fail('certificate_superseded')
    const changed = await changeWithin(tx, deps, { certificateNo, deed: 'revoke', by, reason, key: null })
    await close(tx, deps, request, { state: 'approved', by })
    return changed
  })
  deps.verdicts.forget(certificateNo)
  return revoked
}

const findOpen = async (db: Db, id: number, by: number): Promise<RequestRow> => {
  const request = (await findRequest(db, id)) ?? fail('request_not_found')
  if (request.state !== 'open') fail('request_decided')
  return mayDecide(request, by) ? request : fail('request_own')
}

/** Does what was asked for: by somebody else than who asked. */
export const approveRequest = async (deps: Deps, id: number, approval: Approval): Promise<CertificateRow> => {
  const request = (await findRequest(deps.db, id)) ?? fail('request_not_found')
  // Approved at the same moment by the same click, sent again: the same answer.
  if (request.state === 'approved') return (await findByNo(deps.db, request.successor ?? request.certificateNo)) ?? fail('internal')
  const open = await findOpen(deps.db, id, approval.by)
  return open.kind === 'revocation' ? revoke(deps, open, approval) : correctName(deps, open, approval)
}

/** What was earned while a revocation was open left the certificate in its place (see issueWithin.ts): where it is not taken back, it gives way now. */
const giveWay = async (tx: Db, { clock }: Pick<Deps, 'clock'>, { certificateNo }: RequestRow, by: number) => {
  await lockByNo(tx, certificateNo)
  const stayed = (await findByNo(tx, certificateNo)) ?? fail('internal')
  const newest = await findLatestCycle(tx, stayed.userId, stayed.templateId, stayed.sourceKey)
  if (!newest || newest.cycle <= stayed.cycle || newest.revokedAt || stayed.revokedAt || stayed.supersededBy !== null) return
  await supersede(tx, stayed.id, newest.id, { certificateNo: newest.certificateNo, issuedBy: by, issuedAt: clock.now() })
  await markSuperseding(tx, newest.id, stayed.id, clock.now())
}

const closed = async (deps: Deps, request: RequestRow, closing: Closing) => {
  await inTransaction(deps.db, async tx => {
    await close(tx, deps, request, closing)
    if (request.kind === 'revocation') await giveWay(tx, deps, request, closing.by)
  })
  deps.verdicts.forget(request.certificateNo)
  return (await findRequest(deps.db, request.id)) ?? fail('internal')
}

/** Leaves everything as it is, and says why. */
export const refuseRequest = async (deps: Deps, id: number, { by, reply }: { readonly by: number; readonly reply: string }): Promise<RequestRow> =>
  closed(deps, await findOpen(deps.db, id, by), { state: 'refused', by, reply })

/** Whoever asked takes it back; to everyone else there is no such request. */
export const withdrawRequest = async (deps: Deps, id: number, by: number): Promise<RequestRow> => {
  const request = await findRequest(deps.db, id)
  if (request?.askedById !== by) return fail('request_not_found')
  return request.state === 'open' ? closed(deps, request, { state: 'withdrawn', by }) : fail('request_decided')
}
