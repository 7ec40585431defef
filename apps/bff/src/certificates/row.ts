import type { Certificate, CertificateType } from '@wallet/shared/certificates/certificate'
import { statusAt, type Status } from '@wallet/shared/certificates/status'
import type { Orientation } from '@wallet/shared/templates/stage'
import { date, dateOrNull, json, number, numberOrNull, text, textOrNull, type Row } from '../db/query.ts'
import type { FrozenFacts } from './facts.ts'

/** A certificate as stored, with what belongs to it in other tables. The numeric id does not leave the server. */
export interface CertificateRow extends FrozenFacts {
  readonly id: number
  readonly employeeNo: string
  readonly templateId: number
  /** The holder's unit as it was at issue. */
  readonly orgUnitId: number
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

/** What is read of each, from `tables`. */
export const columns = `c.id, c.user_id, c.certificate_no, c.type, c.title, c.description, c.holder_name, c.unit_name, c.issuer_name, c.issued_at, c.valid_until, c.score, c.completion_rate,
  c.course_id, c.exam_id, c.badge_id, c.meta_data, c.template_id, c.org_unit_id, c.template_version_id, c.source_key, c.cycle, c.facts_hash, c.facts_salt, c.superseded_at, c.suspended_at, c.revoked_at,
  c.revocation_reason, c.image_url, c.pdf_url, c.created_at, u.employee_no, v.version AS template_version, v.orientation,
  p.certificate_no AS supersedes, n.certificate_no AS superseded_by,
  (SELECT COALESCE(SUM(d.checks), 0) FROM verify_daily d WHERE d.certificate_id = c.id) AS checks,
  (SELECT MAX(d.last_at) FROM verify_daily d WHERE d.certificate_id = c.id) AS last_checked_at`
export const tables = `user_certificates c JOIN users u ON u.id = c.user_id JOIN org_units o ON o.id = u.org_unit_id JOIN template_versions v ON v.id = c.template_version_id
  LEFT JOIN user_certificates p ON p.id = c.supersedes_id LEFT JOIN user_certificates n ON n.id = c.superseded_by_id`

/** The frozen part of a row, as it was hashed. */
export const frozenFactsOf = (row: Row): FrozenFacts => ({
  certificateNo: text(row['certificate_no']),
  userId: number(row['user_id']),
  type: text(row['type']) as CertificateType,
  title: text(row['title']),
  description: textOrNull(row['description']),
  holderName: text(row['holder_name']) || null,
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
  factsSalt: textOrNull(row['facts_salt']),
})

export const rowOf = (row: Row): CertificateRow => ({
  ...frozenFactsOf(row),
  id: number(row['id']),
  employeeNo: text(row['employee_no']),
  templateId: number(row['template_id']),
  orgUnitId: number(row['org_unit_id']),
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

/** Its status at an instant. */
export const statusOf = (row: CertificateRow, now: Date): Status => statusAt(now, { ...row, isSuperseded: row.supersededBy !== null })

/** A certificate as it crosses the wire, at an instant: everything but what only the server needs to know. */
export const certificateOf = (row: CertificateRow, now: Date, publicOrigin: string): Certificate => {
  const { id, userId, templateVersionId, sourceKey, cycle, factsHash, factsSalt, supersededAt, orgUnitId, ...shown } = row
  return {
    ...shown,
    status: statusOf(row, now),
    issuedAt: row.issuedAt.toISOString(),
    validUntil: row.validUntil?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    suspendedAt: row.suspendedAt?.toISOString() ?? null,
    lastCheckedAt: row.lastCheckedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    // Of one whose name is withheld there are no pictures to be had.
    ...(row.holderName === null && { imageUrl: null, pdfUrl: null }),
    metaData: row.metaData as Certificate['metaData'],
    svgUrl: `/api/certificates/${row.certificateNo}/file.svg`,
    verifyUrl: `${publicOrigin}/v/${row.certificateNo}`,
  }
}
