import type { Db } from '../db/connect.ts'
import { boolean, date, dateOrNull, number, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'
import type { SignedIn } from '../http/guard.ts'
import { columns, rowOf, tables, type CertificateRow } from './row.ts'
import type { Holding } from './standing.ts'

/** The first path that is not below this one: a subtree is `path >= p AND path < pathAfter(p)` on both engines. */
export const pathAfter = (path: string) => path.slice(0, -1) + String.fromCharCode(path.charCodeAt(path.length - 1) + 1)

/** A unit that somebody manages, or one below it. Both engines look a prefix up alike. */
const isManaged =
  'EXISTS (SELECT 1 FROM unit_managers m JOIN org_units mo ON mo.id = m.unit_id WHERE m.user_id = :reader AND SUBSTR(o.path, 1, LENGTH(mo.path)) = mo.path)'

/** Who may see a certificate, as part of the query itself: its holder, a manager of the holder's unit or one above it, issuers. */
const mayRead = (me: SignedIn) => {
  if (me.role === 'issuer' || me.role === 'admin') return { sql: '1 = 1', replacements: {} }
  return { sql: me.role === 'manager' ? `(c.user_id = :reader OR ${isManaged})` : 'c.user_id = :reader', replacements: { reader: me.userId } }
}

/** The certificate of a number, if this person may see it. */
export const findReadable = async (db: Db, certificateNo: string, me: SignedIn): Promise<CertificateRow | null> => {
  const { sql, replacements } = mayRead(me)
  const row = await selectOne(db, `SELECT ${columns} FROM ${tables} WHERE c.certificate_no = :certificateNo AND ${sql}`, { certificateNo, ...replacements })
  return row && rowOf(row)
}

/** Those of several numbers that this person may see, in the order of the numbers. */
export const findAllReadable = async (db: Db, certificateNos: readonly string[], me: SignedIn): Promise<CertificateRow[]> => {
  const { sql, replacements } = mayRead(me)
  const rows = await select(db, `SELECT ${columns} FROM ${tables} WHERE c.certificate_no IN (:certificateNos) AND ${sql}`, { certificateNos, ...replacements })
  return rows.map(rowOf).toSorted((a, b) => certificateNos.indexOf(a.certificateNo) - certificateNos.indexOf(b.certificateNo))
}

export const findByNo = async (db: Db, certificateNo: string): Promise<CertificateRow | null> => {
  const row = await selectOne(db, `SELECT ${columns} FROM ${tables} WHERE c.certificate_no = :certificateNo`, { certificateNo })
  return row && rowOf(row)
}
export const findByRowId = async (db: Db, id: number): Promise<CertificateRow | null> => {
  const row = await selectOne(db, `SELECT ${columns} FROM ${tables} WHERE c.id = :id`, { id })
  return row && rowOf(row)
}

/** The latest cycle of what this person holds from a template and source, or null. */
export const findLatestCycle = async (db: Db, userId: number, templateId: number, sourceKey: string): Promise<CertificateRow | null> => {
  const row = await selectOne(
    db,
    `SELECT ${columns} FROM ${tables} WHERE c.user_id = :userId AND c.template_id = :templateId AND c.source_key = :sourceKey ORDER BY c.cycle DESC LIMIT 1`,
    { userId, templateId, sourceKey },
  )
  return row && rowOf(row)
}

/** The latest cycles of what several people hold from a template and these sources. */
export const listLatestCycles = async (db: Db, templateId: number, userIds: readonly number[], sourceKeys: readonly string[]): Promise<Holding[]> => {
  if (userIds.length === 0) return []
  const rows = await select(
    db,
    `SELECT c.id, c.certificate_no, c.user_id, c.source_key, c.cycle, c.issued_at, c.valid_until, c.suspended_at, c.revoked_at, n.certificate_no AS superseded_by,
       EXISTS (SELECT 1 FROM certificate_requests q WHERE q.certificate_id = c.id AND q.kind = 'revocation' AND q.state = 'open') AS is_asked_to_revoke
     FROM user_certificates c LEFT JOIN user_certificates n ON n.id = c.superseded_by_id
     WHERE c.template_id = :templateId AND c.user_id IN (:userIds) AND c.source_key IN (:sourceKeys) ORDER BY c.cycle`,
    { templateId, userIds: [...userIds], sourceKeys: [...sourceKeys] },
  )
  return [...new Map(rows.map(holdingOf).map(one => [`${one.userId} ${one.sourceKey}`, one])).values()]
}
const holdingOf = (row: Row): Holding => ({
  id: number(row['id']),
  certificateNo: text(row['certificate_no']),
  userId: number(row['user_id']),
  sourceKey: text(row['source_key']),
  cycle: number(row['cycle']),
  issuedAt: date(row['issued_at']),
  validUntil: dateOrNull(row['valid_until']),
  suspendedAt: dateOrNull(row['suspended_at']),
  revokedAt: dateOrNull(row['revoked_at']),
  supersededBy: textOrNull(row['superseded_by']),
  isAskedToRevoke: boolean(row['is_asked_to_revoke']),
})

/** Whoever changes the same certificate waits until this transaction ends. */
export const lockByNo = async (tx: Db, certificateNo: string): Promise<void> => {
  if (tx.engine === 'mariadb') await select(tx, 'SELECT id FROM user_certificates WHERE certificate_no = :certificateNo FOR UPDATE', { certificateNo })
}
/** The same for many, in one order, and their holders first, as `lockHolder` does. */
export const lockAll = async (tx: Db, certificates: readonly Pick<Holding, 'id' | 'userId'>[]): Promise<void> => {
  if (tx.engine !== 'mariadb' || certificates.length === 0) return
  await select(tx, 'SELECT id FROM users WHERE id IN (:ids) ORDER BY id FOR UPDATE', { ids: certificates.map(({ userId }) => userId) })
  await select(tx, 'SELECT id FROM user_certificates WHERE id IN (:ids) ORDER BY id FOR UPDATE', { ids: certificates.map(({ id }) => id) })
}
/** So does whoever issues to the same holder, by hand or for what was learned (`badges/events.ts` takes the same lock, and takes it first too). */
export const lockHolder = async (tx: Db, { userId, certificateNo }: Pick<CertificateRow, 'userId' | 'certificateNo'>): Promise<void> => {
  if (tx.engine === 'mariadb') await select(tx, 'SELECT id FROM users WHERE id = :userId FOR UPDATE', { userId })
  await lockByNo(tx, certificateNo)
}
