import type { HeldFacts } from '@wallet/shared/dashboards/holding'
import type { NoticeKind } from '@wallet/shared/notices/notice'
import type { Db } from '../db/connect.ts'
import { boolean, date, dateOrNull, execute, instant, number, numberOrNull, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'
import { isRenewing } from '../rollups/renewalWhere.ts'

/** A notice as stored, with what its certificate says. */
export interface NoticeRow {
  readonly id: number
  readonly kind: NoticeKind
  readonly templateId: number
  readonly certificateId: number | null
  readonly createdAt: Date
  readonly readAt: Date | null
  readonly certificateNo: string | null
  readonly title: string | null
  /** Of what it comes from. */
  readonly englishTitle: string | null
  readonly validUntil: Date | null
  readonly courseId: number | null
  readonly examId: number | null
  readonly isRenewing: boolean
}

const rowOf = (row: Row): NoticeRow => ({
  id: number(row['id']),
  kind: text(row['kind']) as NoticeKind,
  templateId: number(row['template_id']),
  certificateId: numberOrNull(row['certificate_id']),
  createdAt: date(row['created_at']),
  readAt: dateOrNull(row['read_at']),
  certificateNo: textOrNull(row['certificate_no']),
  title: textOrNull(row['title']),
  englishTitle: textOrNull(row['exam_title']) ?? textOrNull(row['course_title']),
  validUntil: dateOrNull(row['valid_until']),
  courseId: numberOrNull(row['course_id']),
  examId: numberOrNull(row['exam_id']),
  isRenewing: boolean(row['is_renewing']),
})

const reading = (
  db: Db,
) => `SELECT n.id, n.kind, n.template_id, n.certificate_id, n.created_at, n.read_at, c.certificate_no, c.title, c.valid_until, c.course_id, c.exam_id,
    co.english_title AS course_title, ex.english_title AS exam_title, CASE WHEN ${isRenewing(db)} THEN 1 ELSE 0 END AS is_renewing
  FROM notices n LEFT JOIN user_certificates c ON c.id = n.certificate_id LEFT JOIN courses co ON co.id = c.course_id LEFT JOIN exams ex ON ex.id = c.exam_id`

/** What somebody was told before a notice, the newest first. */
export const listNotices = async (db: Db, userId: number, before: number, limit: number): Promise<NoticeRow[]> =>
  (await select(db, `${reading(db)} WHERE n.user_id = :userId AND n.id < :before ORDER BY n.id DESC LIMIT :limit`, { userId, before, limit })).map(rowOf)

/** Those with these ids, what ends first first. */
export const listByIds = async (db: Db, ids: readonly number[]): Promise<NoticeRow[]> =>
  (await select(db, `${reading(db)} WHERE n.id IN (:ids) ORDER BY c.valid_until, n.id`, { ids })).map(rowOf)

export const countUnread = async (db: Db, userId: number): Promise<number> =>
  number((await selectOne(db, 'SELECT COUNT(*) AS n FROM notices WHERE user_id = :userId AND read_at IS NULL', { userId }))?.['n'])

/** Somebody has seen everything up to a notice. */
export const markRead = (db: Db, userId: number, upTo: number, now: Date): Promise<void> =>
  execute(db, 'UPDATE notices SET read_at = :now WHERE user_id = :userId AND id <= :upTo AND read_at IS NULL', { userId, upTo, now: instant(db, now) })

/** All that somebody has of some templates, by template. */
export const listHeld = async (db: Db, userId: number, templateIds: readonly number[]): Promise<ReadonlyMap<number, HeldFacts[]>> => {
  const sql = `SELECT id, template_id, issued_at, valid_until, suspended_at, revoked_at, superseded_by_id FROM user_certificates
    WHERE user_id = :userId AND template_id IN (:templateIds)`
  const rows = await select(db, sql, { userId, templateIds })
  const factsOf = (row: Row): HeldFacts => ({
    id: number(row['id']),
    issuedAt: date(row['issued_at']),
    validUntil: dateOrNull(row['valid_until']),
    suspendedAt: dateOrNull(row['suspended_at']),
    revokedAt: dateOrNull(row['revoked_at']),
    isSuperseded: row['superseded_by_id'] !== null,
  })
  return new Map([...Map.groupBy(rows, row => number(row['template_id']))].map(([id, some]) => [id, some.map(factsOf)]))
}

/** A published course or exam, and the certificate it earns. */
export interface Source {
  readonly id: number
  readonly templateId: number | null
}
const listSources = async (db: Db, table: 'courses' | 'exams', ids: readonly number[], templateIds: readonly number[]): Promise<Source[]> => {
  const sql = `SELECT id, template_id FROM ${table} WHERE state = 'published' AND (template_id IN (:templateIds) OR id IN (:ids)) ORDER BY sort_order, id`
  const rows = await select(db, sql, { templateIds, ids: [0, ...ids] })
  return rows.map(row => ({ id: number(row['id']), templateId: numberOrNull(row['template_id']) }))
}

/** What can be taken now of what these notices are about. */
export const listOffered = async (db: Db, notices: readonly NoticeRow[]): Promise<{ readonly courses: Source[]; readonly exams: Source[] }> => {
  const templateIds = notices.map(({ templateId }) => templateId)
  const ids = (of: (notice: NoticeRow) => number | null) => notices.map(of).filter(id => id !== null)
  return {
    courses: await listSources(
      db,
      'courses',
      ids(({ courseId }) => courseId),
      templateIds,
    ),
    exams: await listSources(
      db,
      'exams',
      ids(({ examId }) => examId),
      templateIds,
    ),
  }
}
