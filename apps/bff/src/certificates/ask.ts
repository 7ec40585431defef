import { refusalOf, type Deed } from '@wallet/shared/certificates/deeds'
import type { RequestKind } from '@wallet/shared/certificates/request'
import type { NameCorrection } from '@wallet/shared/certificates/requests'
import { fail } from '@wallet/shared/problem'
import { asSeen } from '@wallet/shared/text'
import { UniqueConstraintError } from 'sequelize'
import { appendAudit } from '../audit/append.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { answeredUnder, keyFor, rememberKey } from './idempotency.ts'
import { lookingAgain } from './once.ts'
import { findRequest, insertRequest, type RequestRow } from './requestStore.ts'
import { statusOf, type CertificateRow } from './row.ts'
import { findByNo, lockByNo } from './store.ts'

interface Asking {
  readonly kind: RequestKind
  readonly certificate: CertificateRow
  readonly wantedName: string | null
  readonly reason: string
  readonly by: number
}

const whatFor: Record<RequestKind, Deed> = { nameCorrection: 'reissue', revocation: 'revoke' }

/** Opens a request for what could be done now; of each kind one at a time. */
const openWithin = async (tx: Db, { clock, config }: Pick<Deps, 'clock' | 'config'>, { kind, certificate, by, ...request }: Asking): Promise<RequestRow> => {
  const { id: certificateId, certificateNo, validUntil, holderName } = certificate
  const at = clock.now()
  const refusal = refusalOf(whatFor[kind], { status: statusOf(certificate, at), validUntil, holderName }, { now: at, zone: config.zone })
  if (refusal) fail(refusal)
  const id = await insertRequest(tx, { ...request, kind, certificateId, askedBy: by, askedAt: at })
  await appendAudit(tx, { event: 'request.opened', subject: certificateNo, actorId: by, data: { requestId: id, kind }, at })
  return (await findRequest(tx, id)) ?? fail('internal')
}

/** The unique key refuses a second request of its kind. */
const onlyOne = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UniqueConstraintError) return fail('request_open')
    throw error
  }
}

/** The holder asks for the name on a certificate to be corrected. */
export const askForName = async (deps: Deps, certificate: CertificateRow, { wantedName, reason }: NameCorrection): Promise<RequestRow> => {
  if (asSeen(wantedName) === asSeen(certificate.holderName ?? fail('name_withheld'))) fail('name_unchanged')
  const asking: Asking = { kind: 'nameCorrection', certificate, wantedName, reason, by: certificate.userId }
  return onlyOne(() => inTransaction(deps.db, tx => openWithin(tx, deps, asking)))
}

interface RevocationOrder {
  readonly certificateNo: string
  readonly reason: string
  readonly by: number
  readonly idempotencyKey: string | null
}

/** Where two have to agree: one issuer asks, and the certificate stays as it is until another one approves. */
export const askToRevoke = async (deps: Deps, { certificateNo, reason, by, idempotencyKey }: RevocationOrder): Promise<CertificateRow> => {
  const key = keyFor(by, idempotencyKey, { revoke: certificateNo, reason })
  const open = async (tx: Db) => {
    await lockByNo(tx, certificateNo)
    const answered = await answeredUnder(tx, key)
    if (answered) return answered
    const certificate = (await findByNo(tx, certificateNo)) ?? fail('certificate_not_found')
    await openWithin(tx, deps, { kind: 'revocation', certificate, wantedName: null, reason, by })
    await rememberKey(tx, key, certificate.id, deps.clock.now())
    return certificate
  }
  return onlyOne(() => lookingAgain(() => inTransaction(deps.db, open), 2))
}
