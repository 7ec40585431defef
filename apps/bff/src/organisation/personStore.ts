import type { PersonRecord } from '@wallet/shared/organisation/person'
import type { Page } from '@wallet/shared/page'
import type { Role } from '@wallet/shared/people/role'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { boolean, date, dateOrNull, execute, instant, isAscii, likeText, number, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'
import { insertFoundRows } from '../db/rows.ts'

/** A person's record with what only the server needs. */
export interface PersonEntry {
  readonly id: number
  readonly unitId: number
  readonly unitPath: string
  readonly record: Omit<PersonRecord, 'manages' | 'unit'>
}

const columns = `u.id, u.employee_no, u.full_name, u.email, u.role, u.post, u.is_active, u.created_at, u.anonymised_at, u.org_unit_id, o.path AS unit_path,
  CASE WHEN u.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
  (SELECT COUNT(*) FROM user_certificates c WHERE c.user_id = u.id) AS certificates,
  (SELECT MAX(e.at) FROM audit_events e WHERE e.event = 'session.started' AND e.subject = CONCAT('person:', u.id)) AS signed_in_at`
const tables = 'users u JOIN org_units o ON o.id = u.org_unit_id'

const entryOf = (row: Row): PersonEntry => ({
  id: number(row['id']),
  unitId: number(row['org_unit_id']),
  unitPath: text(row['unit_path']),
  record: {
    employeeNo: text(row['employee_no']),
    fullName: text(row['full_name']),
    email: textOrNull(row['email']),
    role: text(row['role']) as Role,
    post: textOrNull(row['post']),
    isActive: boolean(row['is_active']),
    isAnonymised: row['anonymised_at'] !== null,
    hasPassword: boolean(row['has_password']),
    certificates: number(row['certificates']),
    lastSignedInAt: dateOrNull(row['signed_in_at'])?.toISOString() ?? null,
    createdAt: date(row['created_at']).toISOString(),
  },
})

/** By employee number, whoever it is; null: nobody. */
export const findEntry = async (db: Db, employeeNo: string): Promise<PersonEntry | null> => {
  const row = await selectOne(db, `SELECT ${columns} FROM ${tables} WHERE u.employee_no = :employeeNo`, { employeeNo: employeeNo.toUpperCase() })
  return row && entryOf(row)
}

export interface PeopleFilter {
  readonly q?: string | undefined
  /** The unit's path; its subtree is meant. */
  readonly unitPath?: string | undefined
  readonly role?: Role | undefined
  readonly state?: 'active' | 'left' | undefined
}

const conditionsOf = ({ q = '', unitPath, role, state }: PeopleFilter): string => {
  const inCodes = isAscii(q) ? "OR u.employee_no LIKE :begins ESCAPE '!' OR u.email LIKE :lower ESCAPE '!'" : ''
  return [
    ...(q === '' ? [] : [`(u.full_name LIKE :contains ESCAPE '!' ${inCodes})`]),
    ...(unitPath === undefined ? [] : ['SUBSTR(o.path, 1, LENGTH(:unitPath)) = :unitPath']),
    ...(role ? ['u.role = :role'] : []),
    ...(state ? [`u.is_active = ${state === 'active' ? 1 : 0}`] : []),
    '1 = 1',
  ].join(' AND ')
}
const valuesOf = ({ q = '', unitPath, role }: PeopleFilter) => ({
  ...{ contains: `%${likeText(q)}%`, begins: `${likeText(q.toUpperCase())}%`, lower: `${likeText(q.toLowerCase())}%`, unitPath, role },
})

/** Everybody a filter lets through, by number. */
export const listEntries = async (
  db: Db,
  filter: PeopleFilter,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<PersonEntry>> => {
  const [after] = cursor === undefined ? [''] : decodeCursor(cursor, 'code')
  const sql = `SELECT ${columns} FROM ${tables} WHERE u.employee_no > :after AND ${conditionsOf(filter)} ORDER BY u.employee_no LIMIT :limit`
  const rows = await select(db, sql, { ...valuesOf(filter), after, limit: limit + 1 })
  return pageOfRows(
    rows.map(entryOf),
    limit,
    ({ record }) => [record.employeeNo],
    entry => entry,
  )
}

export const countEntries = async (db: Db, filter: PeopleFilter): Promise<number> =>
  number((await selectOne(db, `SELECT COUNT(*) AS n FROM ${tables} WHERE ${conditionsOf(filter)}`, valuesOf(filter)))?.['n'])

/** The units that people manage, by person. */
export const managedBy = async (db: Db, userIds: readonly number[]): Promise<ReadonlyMap<number, { id: number; name: string }[]>> => {
  if (userIds.length === 0) return new Map()
  const sql = 'SELECT m.user_id, o.id, o.name FROM unit_managers m JOIN org_units o ON o.id = m.unit_id WHERE m.user_id IN (:userIds) ORDER BY o.path'
  const rows = await select(db, sql, { userIds: [...userIds] })
  return Map.groupBy(
    rows.map(row => ({ userId: number(row['user_id']), id: number(row['id']), name: text(row['name']) })),
    ({ userId }) => userId,
  )
}

/** Puts these in the place of what somebody managed. */
export const setManaged = async (tx: Db, userId: number, unitIds: readonly number[]): Promise<void> => {
  await execute(tx, 'DELETE FROM unit_managers WHERE user_id = :userId', { userId })
  for (const unitId of new Set(unitIds)) await execute(tx, 'INSERT INTO unit_managers (user_id, unit_id) VALUES (:userId, :unitId)', { userId, unitId })
}

/** What is known of a person, to compare it with a file. */
export interface KnownPerson {
  readonly id: number
  readonly employeeNo: string
  readonly fullName: string
  readonly email: string | null
  readonly role: Role
  readonly unitId: number
  readonly post: string | null
  readonly isActive: boolean
  readonly isAnonymised: boolean
}

const knownColumns = 'id, employee_no, full_name, email, role, org_unit_id, post, is_active, anonymised_at'
const knownOf = (row: Row): KnownPerson => ({
  ...{ id: number(row['id']), employeeNo: text(row['employee_no']), fullName: text(row['full_name']), email: textOrNull(row['email']) },
  ...{ role: text(row['role']) as Role, unitId: number(row['org_unit_id']), post: textOrNull(row['post']), isActive: boolean(row['is_active']) },
  isAnonymised: row['anonymised_at'] !== null,
})
const atOnce = 1_000
const inParts = async <T>(values: readonly string[], read: (part: readonly string[]) => Promise<readonly T[]>): Promise<T[]> => {
  const found: T[] = []
  for (let at = 0; at < values.length; at += atOnce) found.push(...(await read(values.slice(at, at + atOnce))))
  return found
}

/** Those with these numbers, in capitals. */
export const listKnown = (db: Db, employeeNos: readonly string[]): Promise<KnownPerson[]> =>
  inParts(employeeNos, async part => (await select(db, `SELECT ${knownColumns} FROM users WHERE employee_no IN (:part)`, { part })).map(knownOf))

/** Holds somebody until the transaction ends, so that what is read of them next is what is written over. To be called before anything is read. */
export const lockByNumber = async (tx: Db, employeeNo: string): Promise<void> => {
  if (tx.engine === 'mariadb') await select(tx, 'SELECT id FROM users WHERE employee_no = :employeeNo FOR UPDATE', { employeeNo })
}

/** Whose these addresses are: employee number by address. */
export const ownersOf = async (db: Db, emails: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const rows = await inParts(emails, part => select(db, 'SELECT email, employee_no FROM users WHERE email IN (:part)', { part }))
  return new Map(rows.map(row => [text(row['email']), text(row['employee_no'])]))
}

/** A person as they are written. */
export type PersonWrite = Omit<KnownPerson, 'id' | 'isAnonymised'>

/** Writes new people and answers their ids by number. */
export const insertPeople = async (tx: Db, people: readonly PersonWrite[], now: Date): Promise<ReadonlyMap<string, number>> => {
  const ids = new Map<string, number>()
  for (let at = 0; at < people.length; at += atOnce) {
    const written = await insertFoundRows(
      tx,
      {
        table: 'users',
        columns: ['employee_no', 'full_name', 'email', 'role', 'org_unit_id', 'post', 'is_active', 'locale', 'is_off_boards', 'created_at', 'updated_at'],
        rows: people
          .slice(at, at + atOnce)
          .map(({ employeeNo, fullName, email, role, unitId, post, isActive }) => [
            ...[employeeNo, fullName, email, role, unitId, post, isActive ? 1 : 0],
            ...['zh-CN', 0, instant(tx, now), instant(tx, now)],
          ]),
      },
      'employee_no',
    )
    for (const row of written) ids.set(text(row['employee_no']), number(row['id']))
  }
  return ids
}

export const updatePerson = async (tx: Db, { id, fullName, email, role, unitId, post, isActive }: KnownPerson, now: Date): Promise<void> => {
  await tx.models.users.update({ fullName, email, role, orgUnitId: unitId, post, isActive, updatedAt: now }, { where: { id }, transaction: tx.transaction })
}
