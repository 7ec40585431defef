import type { CertificateRequest } from '@wallet/shared/certificates/requests'
import { mayDecide, type RequestKind, type RequestState } from '@wallet/shared/certificates/request'
import type { Page } from '@wallet/shared/page'
import { mayCall } from '@wallet/shared/people/role'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { date, dateOrNull, number, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'
import type { SignedIn } from '../http/guard.ts'

/** A request as stored, with the names of those it is about. */
export interface RequestRow {
  readonly id: number
  readonly kind: RequestKind
  readonly state: RequestState
  readonly certificateNo: string
  readonly title: string
  readonly holderId: number
  readonly holderName: string
  readonly wantedName: string | null
  readonly reason: string
  readonly askedById: number
  readonly askedBy: { readonly employeeNo: string; readonly fullName: string }
  readonly askedAt: Date
  readonly decidedByName: string | null
  readonly decidedAt: Date | null
  readonly reply: string | null
  readonly successor: string | null
}

const columns = `r.id, r.kind, r.state, r.wanted_name, r.reason, r.asked_by, r.asked_at, r.decided_at, r.reply, c.certificate_no, c.title, c.user_id, c.holder_name,
  a.employee_no, a.full_name, d.full_name AS decided_by_name, n.certificate_no AS successor`
const tables = `certificate_requests r JOIN user_certificates c ON c.id = r.certificate_id JOIN users a ON a.id = r.asked_by
  LEFT JOIN users d ON d.id = r.decided_by LEFT JOIN user_certificates n ON n.id = r.successor_id`

const requestOf = (row: Row): RequestRow => ({
  id: number(row['id']),
  kind: text(row['kind']) as RequestKind,
  state: text(row['state']) as RequestState,
  certificateNo: text(row['certificate_no']),
  title: text(row['title']),
  holderId: number(row['user_id']),
  holderName: text(row['holder_name']),
  wantedName: textOrNull(row['wanted_name']),
  reason: text(row['reason']),
  askedById: number(row['asked_by']),
  askedBy: { employeeNo: text(row['employee_no']), fullName: text(row['full_name']) },
  askedAt: date(row['asked_at']),
  decidedByName: textOrNull(row['decided_by_name']),
  decidedAt: dateOrNull(row['decided_at']),
  reply: textOrNull(row['reply']),
  successor: textOrNull(row['successor']),
})

/** A request as somebody sees it: with what they may do about it. */
export const requestFor =
  (me: SignedIn) =>
  ({ askedById, holderId, askedAt, decidedAt, ...request }: RequestRow): CertificateRequest => {
    return {
      ...request,
      askedAt: askedAt.toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
      mayDecide: mayCall(me.role, 'issuer') && mayDecide({ ...request, askedById, holderId }, me.userId),
      mayWithdraw: request.state === 'open' && askedById === me.userId,
    }
  }

export const findRequest = async (db: Db, id: number): Promise<RequestRow | null> => {
  const row = await selectOne(db, `SELECT ${columns} FROM ${tables} WHERE r.id = :id`, { id })
  return row && requestOf(row)
}

/** Requests about one certificate, newest first: of one kind, or of all. */
export const requestsOf = async (db: Db, certificateId: number, kind: RequestKind | null): Promise<RequestRow[]> => {
  const only = kind ? 'AND r.kind = :kind' : ''
  return (
    await select(db, `SELECT ${columns} FROM ${tables} WHERE r.certificate_id = :certificateId ${only} ORDER BY r.id DESC LIMIT 50`, { certificateId, kind })
  ).map(requestOf)
}

interface RequestFilter {
  readonly state?: RequestState | undefined
  readonly kind?: RequestKind | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Requests newest first, a page at a time. */
export const listRequests = async (db: Db, { state, kind, limit, cursor }: RequestFilter, me: SignedIn): Promise<Page<CertificateRequest>> => {
  const where = [...(state ? ['r.state = :state'] : []), ...(kind ? ['r.kind = :kind'] : []), ...(cursor === undefined ? [] : ['r.id < :before'])]
  const [before] = cursor === undefined ? [0] : decodeCursor(cursor, 'integer')
  const sql = `SELECT ${columns} FROM ${tables} ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY r.id DESC LIMIT :limit`
  const rows = await select(db, sql, { state, kind, before, limit: limit + 1 })
  return pageOfRows(rows.map(requestOf), limit, ({ id }) => [id], requestFor(me))
}

/** How many wait for a decision. */
export const countOpen = async (db: Db): Promise<number> =>
  number((await selectOne(db, "SELECT COUNT(*) AS n FROM certificate_requests WHERE state = 'open'"))?.['n'])

/** Whether the certificate is asked to be taken back. */
export const isAskedToRevoke = async (db: Db, certificateId: number): Promise<boolean> =>
  (await selectOne(db, 'SELECT id FROM certificate_requests WHERE open_key = :openKey', { openKey: `revocation:${certificateId}` })) !== null

interface NewRequest {
  readonly certificateId: number
  readonly kind: RequestKind
  readonly wantedName: string | null
  readonly reason: string
  readonly askedBy: number
  readonly askedAt: Date
}

/** Writes a request and answers its id; a unique key refuses a second open one of its kind. */
export const insertRequest = async (tx: Db, request: NewRequest): Promise<number> => {
  const openKey = `${request.kind}:${request.certificateId}`
  const created = await tx.models.certificateRequests.create({ ...request, state: 'open', openKey }, { transaction: tx.transaction })
  return number(created.get('id'))
}

interface Decision {
  readonly state: Exclude<RequestState, 'open'>
  readonly decidedBy: number
  readonly decidedAt: Date
  readonly reply?: string
  readonly successorId?: number
}

/** Closes a request; answers false where somebody was quicker. */
export const closeRequest = async (tx: Db, id: number, decision: Decision): Promise<boolean> => {
  const [closed] = await tx.models.certificateRequests.update({ ...decision, openKey: null }, { where: { id, state: 'open' }, transaction: tx.transaction })
  return closed > 0
}
