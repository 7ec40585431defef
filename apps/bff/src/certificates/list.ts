import type { CertificateType } from '@wallet/shared/certificates/certificate'
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
}
interface Stretch {
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
]
const whereOf = (all: readonly string[]) => (all.length > 0 ? `WHERE ${all.join(' AND ')}` : '')

/** What the conditions bind. */
const bindings = (db: Db, { holderId, type, templateId, unitPath, q = '', from, before }: CertificateFilter, now: Date) => ({
  ...statusTimes(db, now),
  ...{ holderId, type, templateId, unitPath },
  afterUnit: unitPath === undefined ? undefined : pathAfter(unitPath),
  contains: `%${likeText(q)}%`,
  numberContains: `%${likeText(q.toUpperCase())}%`,
  from: from && instant(db, from),
  before: before && instant(db, before),
})

// Written out: a row constructor is not a range scan on MariaDB.
const isFurther = 'c.issued_at <= :cursorAt AND (c.issued_at < :cursorAt OR c.id < :cursorId)'

interface Reading {
  /** After which row; null: from the beginning. */
  readonly after: readonly [at: number, id: number] | null
  readonly limit: number
  /** What else they have to be. */
  readonly only?: string
}
const readNewest = async (db: Db, filter: CertificateFilter, now: Date, { after, limit, only }: Reading): Promise<CertificateRow[]> => {
  const where = [...conditions(filter), ...(only === undefined ? [] : [only]), ...(after === null ? [] : [isFurther])]
  const [cursorAt, cursorId] = after ?? [0, 0]
  const rows = await select(db, `SELECT ${columns} FROM ${tables} ${whereOf(where)} ORDER BY c.issued_at DESC, c.id DESC LIMIT :limit`, {
    ...bindings(db, filter, now),
    ...{ cursorAt: instant(db, new Date(cursorAt)), cursorId, limit },
  })
  return rows.map(rowOf)
}

/** Certificates newest first, a page at a time. */
export const listCertificates = async <T>(db: Db, filter: CertificateFilter & Stretch, now: Date, item: (row: CertificateRow) => T): Promise<Page<T>> => {
  const { limit, cursor } = filter
  const after = cursor === undefined ? null : decodeCursor(cursor, 'instant', 'integer')
  return pageOfRows(await readNewest(db, filter, now, { after, limit: limit + 1 }), limit, row => [row.issuedAt.getTime(), row.id], item)
}

/** The same; those whose day of issue is still to come stand behind all others, where they hide nothing that was issued just now. */
export const listIssued = async <T>(db: Db, filter: CertificateFilter & Stretch, now: Date, item: (row: CertificateRow) => T): Promise<Page<T>> => {
  const { limit, cursor } = filter
  const [at, id, isBehind] = cursor === undefined ? [0, 0, 0] : decodeCursor(cursor, 'instant', 'integer', 'integer')
  const after = cursor === undefined ? null : ([at, id] as const)
  const begun = isBehind ? [] : await readNewest(db, filter, now, { after, limit: limit + 1, only: 'c.issued_at <= :now' })
  const left = limit + 1 - begun.length
  const toCome = left > 0 ? await readNewest(db, filter, now, { after: isBehind ? after : null, limit: left, only: 'c.issued_at > :now' }) : []
  return pageOfRows([...begun, ...toCome], limit, row => [row.issuedAt.getTime(), row.id, Number(row.issuedAt > now)], item)
}

/** How many there are. */
export const countCertificates = async (db: Db, filter: CertificateFilter, now: Date): Promise<number> => {
  const people = filter.q ? 'JOIN users u ON u.id = c.user_id' : ''
  const row = await selectOne(db, `SELECT COUNT(*) AS n FROM user_certificates c ${people} ${whereOf(conditions(filter))}`, bindings(db, filter, now))
  return number(row?.['n'])
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
