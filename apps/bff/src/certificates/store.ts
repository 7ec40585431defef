import { historyEvents, type Certificate, type CertificateType, type HistoryEntry } from '@wallet/shared/certificates/certificate'
import { statusAt, type Status } from '@wallet/shared/certificates/status'
import type { Page } from '@wallet/shared/page'
import type { Orientation } from '@wallet/shared/templates/stage'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { date, dateOrNull, instant, isAscii, json, likeText, number, numberOrNull, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'
import type { SignedIn } from '../http/guard.ts'
import type { FrozenFacts } from './facts.ts'
import { statusTimes, statusWhere } from './statusWhere.ts'

/** A certificate as stored, with what belongs to it in other tables. The numeric id does not leave the server. */
export interface CertificateRow extends FrozenFacts {
  readonly id: number
  readonly employeeNo: string
  readonly templateId: number
  readonly templateVersion: number
  readonly orientation: Orientation
  readonly factsHash: string
  readonly supersedes: string | null
  readonly supersededBy: string | null
  readonly supersededAt: Date | null
  readonly suspendedAt: Date | null
  readonly revokedAt: Date | null
  readonly revocationReason: string | null
  readonly imageUrl: string | null
  readonly pdfUrl: string | null
  readonly checks: number
  readonly lastCheckedAt: Date | null
  readonly createdAt: Date
}

const columns = `c.id, c.user_id, c.certificate_no, c.type, c.title, c.description, c.holder_name, c.unit_name, c.issuer_name, c.issued_at, c.valid_until, c.score, c.completion_rate,
  c.course_id, c.exam_id, c.badge_id, c.meta_data, c.template_id, c.template_version_id, c.source_key, c.cycle, c.facts_hash, c.superseded_at, c.suspended_at, c.revoked_at,
  c.revocation_reason, c.image_url, c.pdf_url, c.created_at, u.employee_no, v.version AS template_version, v.orientation,
  p.certificate_no AS supersedes, n.certificate_no AS superseded_by,
  (SELECT COALESCE(SUM(d.checks), 0) FROM verify_daily d WHERE d.certificate_id = c.id) AS checks,
  (SELECT MAX(d.last_at) FROM verify_daily d WHERE d.certificate_id = c.id) AS last_checked_at`
const from = `user_certificates c JOIN users u ON u.id = c.user_id JOIN org_units o ON o.id = u.org_unit_id JOIN template_versions v ON v.id = c.template_version_id
  LEFT JOIN user_certificates p ON p.id = c.supersedes_id LEFT JOIN user_certificates n ON n.id = c.superseded_by_id`

/** The frozen part of a row, as it was hashed. */
export const frozenFactsOf = (row: Row): FrozenFacts => ({
  certificateNo: text(row['certificate_no']),
  userId: number(row['user_id']),
  type: text(row['type']) as CertificateType,
  title: text(row['title']),
  description: textOrNull(row['description']),
  holderName: text(row['holder_name']),
  unitName: text(row['unit_name']),
  issuerName: text(row['issuer_name']),
  issuedAt: date(row['issued_at']),
  validUntil: dateOrNull(row['valid_until']),
  score: numberOrNull(row['score']),
  completionRate: numberOrNull(row['completion_rate']),
  courseId: numberOrNull(row['course_id']),
  examId: numberOrNull(row['exam_id']),
  badgeId: numberOrNull(row['badge_id']),
  metaData: json(row['meta_data']),
  templateVersionId: number(row['template_version_id']),
  sourceKey: text(row['source_key']),
  cycle: number(row['cycle']),
})

const rowOf = (row: Row): CertificateRow => ({
  ...frozenFactsOf(row),
  id: number(row['id']),
  employeeNo: text(row['employee_no']),
  templateId: number(row['template_id']),
  templateVersion: number(row['template_version']),
  orientation: text(row['orientation']) as Orientation,
  factsHash: text(row['facts_hash']),
  supersedes: textOrNull(row['supersedes']),
  supersededBy: textOrNull(row['superseded_by']),
  supersededAt: dateOrNull(row['superseded_at']),
  suspendedAt: dateOrNull(row['suspended_at']),
  revokedAt: dateOrNull(row['revoked_at']),
  revocationReason: textOrNull(row['revocation_reason']),
  imageUrl: textOrNull(row['image_url']),
  pdfUrl: textOrNull(row['pdf_url']),
  checks: number(row['checks']),
  lastCheckedAt: dateOrNull(row['last_checked_at']),
  createdAt: date(row['created_at']),
})

/** A certificate as it crosses the wire, at an instant: everything but what only the server needs to know. */
export const certificateOf = (row: CertificateRow, now: Date, publicOrigin: string): Certificate => {
  const { id, userId, templateVersionId, sourceKey, cycle, factsHash, supersededAt, ...shown } = row
  return {
    ...shown,
    status: statusAt(now, { ...row, isSuperseded: row.supersededBy !== null }),
    issuedAt: row.issuedAt.toISOString(),
    validUntil: row.validUntil?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    suspendedAt: row.suspendedAt?.toISOString() ?? null,
    lastCheckedAt: row.lastCheckedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    metaData: row.metaData as Certificate['metaData'],
    svgUrl: `/api/certificates/${row.certificateNo}/file.svg`,
    verifyUrl: `${publicOrigin}/v/${row.certificateNo}`,
  }
}

/** The first path that is not below this one: a subtree is `path >= p AND path < pathAfter(p)` on both engines. */
const pathAfter = (path: string) => path.slice(0, -1) + String.fromCharCode(path.charCodeAt(path.length - 1) + 1)

/** Who may see a certificate, as part of the query itself: its holder, a manager above the holder's unit, issuers. */
const mayRead = (me: SignedIn) => {
  if (me.role === 'issuer' || me.role === 'admin') return { sql: '1 = 1', replacements: {} }
  const replacements = { reader: me.userId, subtree: me.unit.path, afterSubtree: pathAfter(me.unit.path) }
  return me.role === 'manager'
    ? { sql: '(c.user_id = :reader OR (o.path >= :subtree AND o.path < :afterSubtree))', replacements }
    : { sql: 'c.user_id = :reader', replacements }
}

/** The certificate of a number, if this person may see it. */
export const findReadable = async (db: Db, certificateNo: string, me: SignedIn): Promise<CertificateRow | null> => {
  const { sql, replacements } = mayRead(me)
  const row = await selectOne(db, `SELECT ${columns} FROM ${from} WHERE c.certificate_no = :certificateNo AND ${sql}`, { certificateNo, ...replacements })
  return row && rowOf(row)
}

/** Those of several numbers that this person may see, in the order of the numbers. */
export const findAllReadable = async (db: Db, certificateNos: readonly string[], me: SignedIn): Promise<CertificateRow[]> => {
  const { sql, replacements } = mayRead(me)
  const rows = await select(db, `SELECT ${columns} FROM ${from} WHERE c.certificate_no IN (:certificateNos) AND ${sql}`, { certificateNos, ...replacements })
  return rows.map(rowOf).toSorted((a, b) => certificateNos.indexOf(a.certificateNo) - certificateNos.indexOf(b.certificateNo))
}

export const findByNo = async (db: Db, certificateNo: string): Promise<CertificateRow | null> => {
  const row = await selectOne(db, `SELECT ${columns} FROM ${from} WHERE c.certificate_no = :certificateNo`, { certificateNo })
  return row && rowOf(row)
}
export const findByRowId = async (db: Db, id: number): Promise<CertificateRow | null> => {
  const row = await selectOne(db, `SELECT ${columns} FROM ${from} WHERE c.id = :id`, { id })
  return row && rowOf(row)
}

/** The latest cycle of what this person holds from a template and source, or null. */
export const findLatestCycle = async (db: Db, userId: number, templateId: number, sourceKey: string): Promise<CertificateRow | null> => {
  const row = await selectOne(
    db,
    `SELECT ${columns} FROM ${from} WHERE c.user_id = :userId AND c.template_id = :templateId AND c.source_key = :sourceKey ORDER BY c.cycle DESC LIMIT 1`,
    { userId, templateId, sourceKey },
  )
  return row && rowOf(row)
}

export interface CertificateFilter {
  readonly holderId?: number
  readonly type?: CertificateType | undefined
  readonly status?: Status | undefined
  readonly templateId?: number | undefined
  /** A unit's path: its whole subtree, as it was at issue. */
  readonly unitPath?: string | undefined
  readonly q?: string | undefined
  /** Issued at or after. */
  readonly from?: Date | undefined
  /** Issued before. */
  readonly before?: Date | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** What a search looks in: title and number, and for those who see everybody's, the holder. */
const searched = (q: string, isEverybody: boolean) => [
  "c.title LIKE :contains ESCAPE '!'",
  ...(isEverybody ? ["c.holder_name LIKE :contains ESCAPE '!'"] : []),
  ...(isAscii(q) ? ["c.certificate_no LIKE :numberContains ESCAPE '!'"] : []),
  ...(isAscii(q) && isEverybody ? ["u.employee_no LIKE :numberContains ESCAPE '!'"] : []),
]

const conditions = (filter: CertificateFilter) => [
  ...(filter.holderId === undefined ? [] : ['c.user_id = :holderId']),
  ...(filter.type ? ['c.type = :type'] : []),
  ...(filter.status ? [statusWhere(filter.status)] : []),
  ...(filter.templateId === undefined ? [] : ['c.template_id = :templateId']),
  ...(filter.unitPath === undefined ? [] : ['c.org_unit_id IN (SELECT id FROM org_units WHERE path >= :unitPath AND path < :afterUnit)']),
  ...(filter.q ? [`(${searched(filter.q, filter.holderId === undefined).join(' OR ')})`] : []),
  ...(filter.from ? ['c.issued_at >= :from'] : []),
  ...(filter.before ? ['c.issued_at < :before'] : []),
  // Written out: a row constructor is not a range scan on MariaDB.
  ...(filter.cursor === undefined ? [] : ['c.issued_at <= :cursorAt AND (c.issued_at < :cursorAt OR c.id < :cursorId)']),
]

/** Certificates newest first, a page at a time. */
export const listCertificates = async (
  db: Db,
  filter: CertificateFilter,
  now: Date,
  item: (row: CertificateRow) => Certificate,
): Promise<Page<Certificate>> => {
  const where = conditions(filter)
  const [cursorAt, cursorId] = filter.cursor === undefined ? [0, 0] : decodeCursor(filter.cursor, 'instant', 'integer')
  const q = filter.q ?? ''
  const rows = await select(
    db,
    `SELECT ${columns} FROM ${from} ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY c.issued_at DESC, c.id DESC LIMIT :limit`,
    {
      ...statusTimes(db, now),
      holderId: filter.holderId,
      type: filter.type,
      templateId: filter.templateId,
      unitPath: filter.unitPath,
      afterUnit: filter.unitPath === undefined ? undefined : pathAfter(filter.unitPath),
      contains: `%${likeText(q)}%`,
      numberContains: `%${likeText(q.toUpperCase())}%`,
      from: filter.from && instant(db, filter.from),
      before: filter.before && instant(db, filter.before),
      cursorAt: instant(db, new Date(cursorAt)),
      cursorId,
      limit: filter.limit + 1,
    },
  )
  return pageOfRows(rows.map(rowOf), filter.limit, row => [row.issuedAt.getTime(), row.id], item)
}

/** What a holder has, counted: all, by type, expiring, and when the next of those ends. */
export const summariseWallet = async (db: Db, holderId: number, now: Date) => {
  const rows = await select(
    db,
    `SELECT c.type, COUNT(*) AS total, SUM(CASE WHEN ${statusWhere('expiring')} THEN 1 ELSE 0 END) AS expiring, MIN(CASE WHEN ${statusWhere('expiring')} THEN c.valid_until END) AS next_end
     FROM user_certificates c WHERE c.user_id = :holderId GROUP BY c.type`,
    { holderId, ...statusTimes(db, now) },
  )
  const ends = rows.flatMap(row => dateOrNull(row['next_end']) ?? []).map(end => end.getTime())
  const totalOf = (type: CertificateType) => number(rows.find(row => row['type'] === type)?.['total'] ?? 0)
  return {
    byType: { course: totalOf('course'), exam: totalOf('exam'), achievement: totalOf('achievement') },
    expiring: rows.reduce((sum, row) => sum + number(row['expiring']), 0),
    nextEnd: ends.length > 0 ? new Date(Math.min(...ends)) : null,
  }
}

/** What is written when one is issued. */
export interface NewCertificate extends FrozenFacts {
  readonly templateId: number
  readonly orgUnitId: number
  readonly factsHash: string
  readonly supersedesId: number | null
  readonly issuedBy: number | null
}

/** Writes the row and answers its id; the unique keys refuse a second one. */
export const insertCertificate = async (tx: Db, certificate: NewCertificate): Promise<number> => {
  const files = `/api/certificates/${certificate.certificateNo}`
  const created = await tx.models.userCertificates.create(
    { ...certificate, imageUrl: `${files}/file.png`, pdfUrl: `${files}/file.pdf`, createdAt: certificate.issuedAt, updatedAt: certificate.issuedAt },
    { transaction: tx.transaction },
  )
  return number(created.get('id'))
}

/** Points the predecessor to its successor. */
export const markSuperseded = async (tx: Db, id: number, supersededById: number, at: Date): Promise<void> => {
  await tx.models.userCertificates.update({ supersededById, supersededAt: at, updatedAt: at }, { where: { id }, transaction: tx.transaction })
}

/** Revokes unless that has happened already; answers whether it was this call. */
export const markRevoked = async (tx: Db, id: number, reason: string, at: Date): Promise<boolean> => {
  const [changed] = await tx.models.userCertificates.update(
    { revokedAt: at, revocationReason: reason, updatedAt: at },
    { where: { id, revokedAt: null }, transaction: tx.transaction },
  )
  return changed > 0
}

const isHistory = (event: string): event is HistoryEntry['event'] => historyEvents.some(known => known === event)

/** What happened to a certificate, oldest first, with the name of who did it. */
export const listHistory = async (db: Db, row: CertificateRow): Promise<HistoryEntry[]> => {
  const events = await select(
    db,
    `SELECT a.event, a.at, u.full_name FROM audit_events a LEFT JOIN users u ON u.id = a.actor_id WHERE a.subject = :subject AND a.event LIKE 'certificate.%' ORDER BY a.at, a.id`,
    { subject: row.certificateNo },
  )
  return events.flatMap(({ event: name, at, full_name: fullName }) => {
    const event = text(name).slice('certificate.'.length)
    if (!isHistory(event)) return []
    const [reason, templateVersion] = [event === 'revoked' ? row.revocationReason : null, event === 'issued' ? row.templateVersion : null]
    return [{ event, at: date(at).toISOString(), byName: textOrNull(fullName), reason, templateVersion }]
  })
}
