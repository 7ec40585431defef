import { auditEvents, type AuditName } from '@wallet/shared/audit/event'
import type { AuditEntry, AuditFilter } from '@wallet/shared/audit/contract'
import type { Page } from '@wallet/shared/page'
import type { Db } from '../db/connect.ts'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import { date, instant, isAscii, json, likeText, number, numberOrNull, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'

/** What the trail is narrowed down to; instants: from the first on, and before the second. */
export interface AuditQuery extends Omit<AuditFilter, 'from' | 'to'> {
  readonly from?: Date | undefined
  readonly before?: Date | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

const columns = 'e.id, e.event, e.subject, e.actor_id, e.data, e.at, e.seal_no, e.hash, a.employee_no AS actor_no, a.full_name AS actor_name'
const personIdIn = (subject: string) => (/^person:\d{1,9}$/.test(subject) ? Number(subject.slice('person:'.length)) : null)

const idOfPerson = async (db: Db, employeeNo: string): Promise<number | null> => {
  if (!isAscii(employeeNo)) return null
  const row = await selectOne(db, 'SELECT id FROM users WHERE employee_no = :employeeNo', { employeeNo: employeeNo.toUpperCase() })
  return row && number(row['id'])
}

interface Named {
  readonly employeeNo: string
  readonly fullName: string
}
const namesOf = async (db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, Named>> => {
  if (ids.length === 0) return new Map()
  const rows = await select(db, 'SELECT id, employee_no, full_name FROM users WHERE id IN (:ids)', { ids: [...ids] })
  return new Map(rows.map(row => [number(row['id']), { employeeNo: text(row['employee_no']), fullName: text(row['full_name']) }]))
}

/** Rows of people stay on this side of the wire, also where an event names one as a particular. */
const particulars = (data: AuditEntry['data'], names: ReadonlyMap<number, Named>): AuditEntry['data'] => {
  const { userId, ...others } = data
  return userId === undefined ? others : { ...others, employeeNo: names.get(Number(userId))?.employeeNo ?? null }
}
const dataOf = (row: Row) => json(row['data']) as AuditEntry['data']

const entryOf = (row: Row, names: ReadonlyMap<number, Named>): AuditEntry => {
  const personId = personIdIn(text(row['subject']))
  return {
    id: number(row['id']),
    sealNo: numberOrNull(row['seal_no']),
    event: text(row['event']) as AuditName,
    at: date(row['at']).toISOString(),
    actor: row['actor_no'] === null ? null : { employeeNo: text(row['actor_no']), fullName: text(row['actor_name']) },
    subject: personId === null ? text(row['subject']) : 'person',
    person: personId === null ? null : (names.get(personId) ?? null),
    data: particulars(dataOf(row), names),
    hash: textOrNull(row['hash']),
  }
}

interface Condition {
  readonly sql: string
  readonly values?: Readonly<Record<string, unknown>>
}
const nothing: Condition = { sql: '1 = 0' }

/** A person by number, or what a subject begins with. */
const aboutSubject = async (db: Db, subject: string): Promise<Condition> => {
  const personId = await idOfPerson(db, subject)
  if (personId !== null) return { sql: 'e.subject = :subject', values: { subject: `person:${personId}` } }
  // Whose row somebody has is nobody's business: by their numbers only.
  if (!isAscii(subject) || subject.toLowerCase().startsWith('person')) return nothing
  const begins = (words: string) => `${likeText(words)}%`
  return {
    sql: "(e.subject LIKE :begins ESCAPE '!' OR e.subject LIKE :number ESCAPE '!')",
    values: { begins: begins(subject), number: begins(subject.toUpperCase()) },
  }
}
const byActor = async (db: Db, employeeNo: string): Promise<Condition> => {
  const actorId = await idOfPerson(db, employeeNo)
  return actorId === null ? nothing : { sql: 'e.actor_id = :actorId', values: { actorId } }
}

const conditionsOf = async (db: Db, { kind, except, event, actor, subject, from, before, cursor }: AuditQuery): Promise<Condition[]> => [
  ...(kind ? [{ sql: 'e.event IN (:events)', values: { events: [...auditEvents[kind]] } }] : []),
  ...(except ? [{ sql: 'e.event NOT IN (:others)', values: { others: [...auditEvents[except]] } }] : []),
  ...(event ? [{ sql: 'e.event = :event', values: { event } }] : []),
  ...(actor === undefined ? [] : [await byActor(db, actor)]),
  ...(subject === undefined || subject === '' ? [] : [await aboutSubject(db, subject)]),
  ...(from ? [{ sql: 'e.at >= :from', values: { from: instant(db, from) } }] : []),
  ...(before ? [{ sql: 'e.at < :before', values: { before: instant(db, before) } }] : []),
  ...(cursor === undefined ? [] : [{ sql: 'e.id < :after', values: { after: decodeCursor(cursor, 'integer')[0] } }]),
]

/** What happened, the last first. */
export const listAudit = async (db: Db, query: AuditQuery): Promise<Page<AuditEntry>> => {
  const conditions = await conditionsOf(db, query)
  const where = conditions.length > 0 ? `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}` : ''
  const values = Object.assign({}, ...conditions.map(condition => condition.values ?? {})) as Record<string, unknown>
  const rows = await select(db, `SELECT ${columns} FROM audit_events e LEFT JOIN users a ON a.id = e.actor_id ${where} ORDER BY e.id DESC LIMIT :limit`, {
    ...values,
    limit: query.limit + 1,
  })
  const ids = rows.flatMap(row => [personIdIn(text(row['subject'])), Number(dataOf(row)['userId'] ?? Number.NaN)])
  const names = await namesOf(db, [...new Set(ids.filter((id): id is number => id !== null && Number.isSafeInteger(id)))])
  return pageOfRows(
    rows,
    query.limit,
    row => [number(row['id'])],
    row => entryOf(row, names),
  )
}

/** How many a query lets through, however many pages they fill. */
export const countAudit = async (db: Db, query: Omit<AuditQuery, 'limit' | 'cursor'>): Promise<number> => {
  const conditions = await conditionsOf(db, { ...query, limit: 1 })
  const where = conditions.length > 0 ? `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}` : ''
  const values = Object.assign({}, ...conditions.map(condition => condition.values ?? {})) as Record<string, unknown>
  return number((await selectOne(db, `SELECT COUNT(*) AS n FROM audit_events e ${where}`, values))?.['n'] ?? 0)
}

/** Events that are not in the chain yet. */
export const countUnsealed = async (db: Db): Promise<number> =>
  number((await selectOne(db, 'SELECT COUNT(*) AS n FROM audit_events WHERE seal_no IS NULL'))?.['n'] ?? 0)
