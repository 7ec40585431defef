import type { CertificateNo } from '@wallet/shared/certificates/certificateNo'
import { redactText } from '@wallet/shared/certificates/redact'
import { maskName } from '@wallet/shared/verification/maskName'
import type { VerdictRecord } from '@wallet/shared/verification/verdict'
import { factsHash } from '../certificates/facts.ts'
import { frozenFactsOf } from '../certificates/row.ts'
import type { Db } from '../db/connect.ts'
import { dateOrNull, execute, instant, json, number, selectBound, text, textOrNull, type Row } from '../db/query.ts'

/** How often the trail says that this happened to the certificate. */
const happened = (event: string) => `(SELECT COUNT(*) FROM audit_events r WHERE r.subject = c.certificate_no AND r.event = 'certificate.${event}')`

/** What the trail says last of the facts: as they were issued, or since a name was taken out of them. */
const latestFacts = `SELECT a.data FROM audit_events a WHERE a.subject = c.certificate_no AND a.event IN ('certificate.issued', 'certificate.withheld') ORDER BY a.id DESC LIMIT 1`

const columns = `c.id, c.user_id, c.certificate_no, c.type, c.title, c.description, c.holder_name, c.unit_name, c.issuer_name, c.issued_at, c.valid_until, c.score, c.completion_rate,
  c.course_id, c.exam_id, c.badge_id, c.meta_data, c.template_version_id, c.source_key, c.cycle, c.facts_hash, c.facts_salt, c.superseded_by_id, c.superseded_at, c.suspended_at, c.revoked_at,
  n.certificate_no AS superseded_by, (${latestFacts}) AS issued_data, ${happened('revoked')} AS revocations, ${happened('superseded')} AS supersessions, ${happened('suspended')} - ${happened('restored')} AS suspensions`

const issuedHash = (row: Row): unknown => {
  const data = json(row['issued_data'])
  return typeof data === 'object' && data !== null && 'factsHash' in data ? data.factsHash : null
}

/** The facts still have the fingerprint kept at issue (or when a name was withheld), here and in the audit trail, and the trail tells of the same fate. */
const isUnaltered = (row: Row) => {
  const hash = text(row['facts_hash'])
  const agrees = (events: string, column: string) => number(row[events]) > 0 === (row[column] !== null)
  return (
    factsHash(frozenFactsOf(row)) === hash &&
    issuedHash(row) === hash &&
    agrees('revocations', 'revoked_at') &&
    agrees('supersessions', 'superseded_by_id') &&
    agrees('suspensions', 'suspended_at')
  )
}

/** A certificate's record, with its row id for counting. */
export interface Found {
  readonly id: number
  readonly record: VerdictRecord
}

const foundOf = (row: Row): Found => {
  const { certificateNo, title, type, holderName, issuerName, issuedAt, validUntil, score } = frozenFactsOf(row)
  const record = {
    ...{ certificateNo, type, issuerName, issuedAt, validUntil },
    title: redactText(title, { holderName, score }, 'name,score'),
    holderName: holderName && maskName(holderName),
    suspendedAt: dateOrNull(row['suspended_at']),
    revokedAt: dateOrNull(row['revoked_at']),
    isSuperseded: row['superseded_by_id'] !== null,
    supersededBy: textOrNull(row['superseded_by']),
    supersededAt: dateOrNull(row['superseded_at']),
    isUnaltered: isUnaltered(row),
  }
  return { id: number(row['id']), record }
}

/** So many numbers one query can take. */
export const recordsAtOnce = 64
/** A statement stays prepared only if its text stays the same: a few lengths, filled up with the last number. */
const lengths = [1, 4, 16, recordsAtOnce]

/** What the record says about numbers, by one query; those that were never issued are not in the answer. */
export const findRecords = async (db: Db, certificateNos: readonly CertificateNo[]): Promise<Map<CertificateNo, Found>> => {
  const places = Array.from({ length: lengths.find(length => length >= certificateNos.length) ?? recordsAtOnce }, (_, i) => i)
  const rows = await selectBound(
    db,
    `SELECT ${columns} FROM user_certificates c LEFT JOIN user_certificates n ON n.id = c.superseded_by_id WHERE c.certificate_no IN (${places.map(i => `$n${i}`).join(', ')})`,
    Object.fromEntries(places.map(i => [`n${i}`, certificateNos[i] ?? certificateNos.at(-1)])),
  )
  return new Map(rows.map(row => [text(row['certificate_no']) as CertificateNo, foundOf(row)]))
}

/** How often one certificate was verified on a day. */
export interface Checks {
  readonly id: number
  /** `2026-11-23`, in the organisation's zone. */
  readonly day: string
  readonly checks: number
  readonly lastAt: Date
}

const onConflict = {
  sqlite: 'ON CONFLICT (certificate_id, day) DO UPDATE SET checks = checks + excluded.checks, last_at = excluded.last_at',
  mariadb: 'ON DUPLICATE KEY UPDATE checks = checks + VALUES(checks), last_at = VALUES(last_at)',
}

/** Adds to the counts, all in one statement. */
export const saveChecks = async (db: Db, counts: readonly Checks[]): Promise<void> => {
  const rows = counts.map(({ id, day, checks, lastAt }) => [id, day, checks, instant(db, lastAt)])
  await execute(db, `INSERT INTO verify_daily (certificate_id, day, checks, last_at) VALUES :rows ${onConflict[db.engine]}`, { rows })
}
