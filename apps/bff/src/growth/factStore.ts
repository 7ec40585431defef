import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { statusTimes, statusWhere } from '../certificates/statusWhere.ts'
import { columns, rowOf, tables, type CertificateRow } from '../certificates/row.ts'
import type { Db } from '../db/connect.ts'
import { dateOrNull, number, numberOrNull, select, text } from '../db/query.ts'

/** How one person stands in an exam that they may see. */
export interface ExamStanding {
  readonly examId: number
  readonly versionId: number
  /** When it was passed first. */
  readonly passedAt: Date | null
  /** The best pass. */
  readonly score: number | null
  readonly isBegun: boolean
}

/** Those of these exams that a person may see: published ones, and retired ones that they have taken. */
export const listExamStandings = async (db: Db, userId: number, examIds: readonly number[]): Promise<ExamStanding[]> => {
  if (examIds.length === 0) return []
  const rows = await select(
    db,
    `SELECT e.id, v.id AS version_id, a.exam_id, a.passed_at, a.score
     FROM exams e JOIN exam_versions v ON v.exam_id = e.id AND v.version = e.published_version
     LEFT JOIN (SELECT exam_id, MIN(CASE WHEN is_passed = 1 THEN ended_at END) AS passed_at, MAX(CASE WHEN is_passed = 1 THEN score END) AS score
       FROM attempts WHERE user_id = :userId GROUP BY exam_id) a ON a.exam_id = e.id
     WHERE e.id IN (:examIds) AND (e.state = 'published' OR (e.state = 'retired' AND a.exam_id IS NOT NULL))`,
    { userId, examIds: [...examIds] },
  )
  return rows.map(row => ({
    examId: number(row['id']),
    versionId: number(row['version_id']),
    passedAt: dateOrNull(row['passed_at']),
    score: numberOrNull(row['score']),
    isBegun: row['exam_id'] !== null,
  }))
}

/** Certificates of a person that are in force, the oldest first. */
export const listInForce = async (db: Db, userId: number, now: Date): Promise<CertificateRow[]> => {
  const rows = await select(
    db,
    `SELECT ${columns} FROM ${tables} WHERE c.user_id = :userId AND (${statusWhere('valid')} OR ${statusWhere('expiring')}) ORDER BY c.issued_at, c.id`,
    { userId, ...statusTimes(db, now) },
  )
  return rows.map(rowOf)
}

/** Names and types of these templates, and whether they are in use. */
export const listTemplates = async (
  db: Db,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { name: string; type: CertificateType; isActive: boolean }>> => {
  const rows = await select(db, 'SELECT id, name, type, is_active FROM certificate_templates WHERE id IN (:ids)', { ids: [0, ...ids] })
  return new Map(
    rows.map(row => [number(row['id']), { name: text(row['name']), type: text(row['type']) as CertificateType, isActive: number(row['is_active']) === 1 }]),
  )
}
