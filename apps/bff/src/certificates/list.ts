import type { Certificate, CertificateType } from '@wallet/shared/certificates/certificate'
import type { Status } from '@wallet/shared/certificates/status'
import type { Page } from '@wallet/shared/page'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { dateOrNull, instant, isAscii, likeText, number, select, selectOne } from '../db/query.ts'
import { columns, rowOf, tables, type CertificateRow } from './row.ts'
import { statusTimes, statusWhere } from './statusWhere.ts'
import { pathAfter } from './store.ts'

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
    `SELECT ${columns} FROM ${tables} ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY c.issued_at DESC, c.id DESC LIMIT :limit`,
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

/** What a holder has, counted: all, by type, expiring, when the next of those ends, and notices they have not read. */
export const summariseWallet = async (db: Db, holderId: number, now: Date) => {
  const rows = await select(
    db,
    `SELECT c.type, COUNT(*) AS total, SUM(CASE WHEN ${statusWhere('expiring')} THEN 1 ELSE 0 END) AS expiring, MIN(CASE WHEN ${statusWhere('expiring')} THEN c.valid_until END) AS next_end
     FROM user_certificates c WHERE c.user_id = :holderId GROUP BY c.type`,
    { holderId, ...statusTimes(db, now) },
  )
  const told = await selectOne(db, 'SELECT COUNT(*) AS n FROM notices WHERE user_id = :holderId AND read_at IS NULL', { holderId })
  const ends = rows.flatMap(row => dateOrNull(row['next_end']) ?? []).map(end => end.getTime())
  const totalOf = (type: CertificateType) => number(rows.find(row => row['type'] === type)?.['total'] ?? 0)
  return {
    byType: { course: totalOf('course'), exam: totalOf('exam'), achievement: totalOf('achievement') },
    expiring: rows.reduce((sum, row) => sum + number(row['expiring']), 0),
    nextEnd: ends.length > 0 ? new Date(Math.min(...ends)) : null,
    unread: number(told?.['n']),
  }
}
