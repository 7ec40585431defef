import type { Db } from '../db/connect.ts'
import { execute, instant, number, text } from '../db/query.ts'
import { insertFoundRows, type Cell, type Rows } from '../db/rows.ts'
import type { FrozenFacts } from './facts.ts'

/** What is written when one is issued. */
export interface NewCertificate extends FrozenFacts {
  readonly holderName: string
  readonly templateId: number
  readonly orgUnitId: number
  readonly factsHash: string
  readonly supersedesId: number | null
  readonly issuedBy: number | null
}

/** Writes the row and answers its id; the unique keys refuse a second one. */
export const insertCertificate = async (tx: Db, certificate: NewCertificate, createdAt = certificate.issuedAt): Promise<number> => {
  const created = await tx.models.userCertificates.create(
    { ...certificate, ...filesOf(certificate), createdAt, updatedAt: createdAt },
    { transaction: tx.transaction },
  )
  return number(created.get('id'))
}
const filesOf = ({ certificateNo }: NewCertificate) => ({
  imageUrl: `/api/certificates/${certificateNo}/file.png`,
  pdfUrl: `/api/certificates/${certificateNo}/file.pdf`,
})

const columns = [
  ...['user_id', 'template_id', 'certificate_no', 'title', 'description', 'issued_at', 'valid_until', 'course_id', 'exam_id', 'badge_id', 'score'],
  ...['completion_rate', 'pdf_url', 'image_url', 'meta_data', 'type', 'template_version_id', 'holder_name', 'org_unit_id', 'unit_name', 'issuer_name'],
  ...['source_key', 'cycle', 'facts_hash', 'facts_salt', 'supersedes_id', 'issued_by', 'created_at', 'updated_at'],
]
/** Instants as they are written, each worked out once: those issued together have few. */
const instantsOf = (tx: Db) => {
  const known = new Map<number, string>()
  return (date: Date): string => {
    const written = known.get(date.getTime()) ?? instant(tx, date)
    known.set(date.getTime(), written)
    return written
  }
}
const cellsOf = (one: NewCertificate, at: (date: Date) => string): Cell[] => {
  const { imageUrl, pdfUrl } = filesOf(one)
  const issuedAt = at(one.issuedAt)
  return [
    ...[one.userId, one.templateId, one.certificateNo, one.title, one.description, issuedAt, one.validUntil && at(one.validUntil)],
    ...[one.courseId, one.examId, one.badgeId, one.score, one.completionRate, pdfUrl, imageUrl, one.metaData === null ? null : JSON.stringify(one.metaData)],
    ...[one.type, one.templateVersionId, one.holderName, one.orgUnitId, one.unitName, one.issuerName, one.sourceKey, one.cycle, one.factsHash],
    ...[one.factsSalt, one.supersedesId, one.issuedBy, issuedAt, issuedAt],
  ]
}

/** Certificates as they are written. */
export const rowsOf = (tx: Db, certificates: readonly NewCertificate[]): Rows => {
  const at = instantsOf(tx)
  return { table: 'user_certificates', columns, rows: certificates.map(one => cellsOf(one, at)) }
}

/** Writes many rows by one statement, and answers the ids by number; what a unique key refuses, since somebody else was first, is not among them. */
export const insertCertificates = async (tx: Db, certificates: readonly NewCertificate[]): Promise<ReadonlyMap<string, number>> => {
  if (certificates.length === 0) return new Map()
  const rows = await insertFoundRows(tx, rowsOf(tx, certificates), 'certificate_no')
  return new Map(rows.map(row => [text(row['certificate_no']), number(row['id'])]))
}

/** Tells what was issued, in the trail and to whoever follows: the same that is written for one alone, from the rows that are there already. */
export const tellIssued = async (tx: Db, ids: readonly number[]): Promise<void> => {
  if (ids.length === 0) return
  const of = 'FROM user_certificates WHERE id IN (:ids) ORDER BY id'
  const audited = `'certificate.issued', certificate_no, issued_by, CONCAT('{"factsHash":"', facts_hash, '"}'), issued_at`
  await execute(tx, `INSERT INTO audit_events (event, subject, actor_id, data, at) SELECT ${audited} ${of}`, { ids })
  const told = `'certificate.issued', CONCAT('{"certificateNo":"', certificate_no, '"}'), issued_at`
  await execute(tx, `INSERT INTO outbox (topic, payload, created_at) SELECT ${told} ${of}`, { ids })
}

/** Points the predecessor to its successor. */
export const markSuperseded = async (tx: Db, id: number, supersededById: number, at: Date): Promise<void> => {
  await tx.models.userCertificates.update({ supersededById, supersededAt: at, updatedAt: at }, { where: { id }, transaction: tx.transaction })
}

/** Points the successor back to its predecessor, where it was issued before that gave way. */
export const markSuperseding = (tx: Db, id: number, supersedesId: number, at: Date): Promise<void> => mark(tx, id, at, { supersedesId })

/** The same for many: `pairs` are predecessor and successor. */
export const markAllSuperseded = async (tx: Db, pairs: readonly (readonly [id: number, by: number])[], at: Date): Promise<void> => {
  if (pairs.length === 0) return
  const successors = pairs.map(([id, by]) => `WHEN ${id} THEN ${by}`).join(' ')
  await execute(tx, `UPDATE user_certificates SET superseded_by_id = CASE id ${successors} END, superseded_at = :at, updated_at = :at WHERE id IN (:ids)`, {
    at: instant(tx, at),
    ids: pairs.map(([id]) => id),
  })
}

const mark = async (tx: Db, id: number, at: Date, values: Record<string, Date | string | number | null>): Promise<void> => {
  await tx.models.userCertificates.update({ ...values, updatedAt: at }, { where: { id }, transaction: tx.transaction })
}
export const markSuspended = (tx: Db, id: number, at: Date): Promise<void> => mark(tx, id, at, { suspendedAt: at })
export const markRestored = (tx: Db, id: number, at: Date): Promise<void> => mark(tx, id, at, { suspendedAt: null })
export const markRevoked = (tx: Db, id: number, at: Date, reason: string): Promise<void> => mark(tx, id, at, { revokedAt: at, revocationReason: reason })
