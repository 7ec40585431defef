import type { Page } from '@wallet/shared/page'
import type { Person } from '@wallet/shared/people/person'
import type { Role } from '@wallet/shared/people/role'
import type { Locale } from '@wallet/shared/session/session'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { boolean, dateOrNull, execute, isAscii, likeText, number, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'

/** A person with what only the server needs to know. */
export interface PersonRow {
  readonly id: number
  readonly employeeNo: string
  readonly fullName: string
  readonly role: Role
  readonly locale: Locale
  readonly isActive: boolean
  readonly passwordHash: string | null
  /** Does not want to be seen on leaderboards. */
  readonly isOffBoards: boolean
  readonly firstSignedInAt: Date | null
  /** When they became a pseudonym; null: never. */
  readonly anonymisedAt: Date | null
  readonly unit: { readonly id: number; readonly name: string; readonly path: string }
}

/** What is read of a person, from `personTables`. */
export const personColumns =
  'u.id, u.employee_no, u.full_name, u.role, u.locale, u.is_active, u.password_hash, u.is_off_boards, u.first_signed_in_at, u.anonymised_at, o.id AS unit_id, o.name AS unit_name, o.path AS unit_path'
export const personTables = 'users u JOIN org_units o ON o.id = u.org_unit_id'

export const personOf = (row: Row): PersonRow => ({
  id: number(row['id']),
  employeeNo: text(row['employee_no']),
  fullName: text(row['full_name']),
  role: text(row['role']) as Role,
  locale: text(row['locale']) as Locale,
  isActive: boolean(row['is_active']),
  passwordHash: textOrNull(row['password_hash']),
  isOffBoards: boolean(row['is_off_boards']),
  firstSignedInAt: dateOrNull(row['first_signed_in_at']),
  anonymisedAt: dateOrNull(row['anonymised_at']),
  unit: { id: number(row['unit_id']), name: text(row['unit_name']), path: text(row['unit_path']) },
})

/** A person as an issuer sees one. */
export const asPerson = ({ employeeNo, fullName, unit, isActive }: PersonRow): Person => ({
  employeeNo,
  fullName,
  isActive,
  unit: { id: unit.id, name: unit.name },
})

/** By employee number (case does not matter), or null. */
export const findByEmployeeNo = async (db: Db, employeeNo: string): Promise<PersonRow | null> => {
  if (!isAscii(employeeNo)) return null
  const row = await selectOne(db, `SELECT ${personColumns} FROM ${personTables} WHERE u.employee_no = :employeeNo`, { employeeNo: employeeNo.toUpperCase() })
  return row && personOf(row)
}

/** By employee number or e-mail address, or null. */
export const findByAccount = async (db: Db, account: string): Promise<PersonRow | null> => {
  if (!account.includes('@')) return findByEmployeeNo(db, account)
  if (!isAscii(account)) return null
  const row = await selectOne(db, `SELECT ${personColumns} FROM ${personTables} WHERE u.email = :email`, { email: account.toLowerCase() })
  return row && personOf(row)
}

export const findById = async (db: Db, id: number): Promise<PersonRow | null> => {
  const row = await selectOne(db, `SELECT ${personColumns} FROM ${personTables} WHERE u.id = :id`, { id })
  return row && personOf(row)
}

/** Those with these ids, by number. */
export const listByIds = async (db: Db, ids: readonly number[]): Promise<PersonRow[]> =>
  ids.length === 0
    ? []
    : (await select(db, `SELECT ${personColumns} FROM ${personTables} WHERE u.id IN (:ids) ORDER BY u.employee_no`, { ids: [...ids] })).map(personOf)

/** Those with these employee numbers, in capitals. */
export const listByEmployeeNos = async (db: Db, employeeNos: readonly string[]): Promise<PersonRow[]> => {
  const asked = employeeNos.filter(no => no !== '' && isAscii(no))
  if (asked.length === 0) return []
  return (await select(db, `SELECT ${personColumns} FROM ${personTables} WHERE u.employee_no IN (:asked)`, { asked })).map(personOf)
}

/** Active people with these names. */
export const listByFullNames = async (db: Db, fullNames: readonly string[]): Promise<PersonRow[]> => {
  if (fullNames.length === 0) return []
  const sql = `SELECT ${personColumns} FROM ${personTables} WHERE u.is_active = 1 AND u.full_name IN (:fullNames)`
  return (await select(db, sql, { fullNames: [...fullNames] })).map(personOf)
}

/** Those of them who are active, and stay so until this transaction ends. */
export const lockActive = async (tx: Db, ids: readonly number[]): Promise<ReadonlySet<number>> => {
  if (ids.length === 0) return new Set()
  const lock = tx.engine === 'sqlite' ? '' : ' LOCK IN SHARE MODE'
  const rows = await select(tx, `SELECT id FROM users WHERE id IN (:ids) AND is_active = 1 ORDER BY id${lock}`, { ids: [...ids] })
  return new Set(rows.map(row => number(row['id'])))
}

/** What people settle for themselves; what is not given stays. */
interface Settings {
  readonly locale?: Locale | undefined
  readonly isOffBoards?: boolean | undefined
}
export const saveSettings = async (db: Db, userId: number, { locale, isOffBoards }: Settings, now: Date): Promise<void> => {
  const changed = { ...(locale && { locale }), ...(isOffBoards !== undefined && { isOffBoards }) }
  await db.models.users.update({ ...changed, updatedAt: now }, { where: { id: userId }, transaction: db.transaction })
}

/** Corrects how a person is called; answers whether that changed anything. */
export const renamePerson = async (tx: Db, userId: number, fullName: string, now: Date): Promise<boolean> => {
  if ((await findById(tx, userId))?.fullName === fullName) return false
  await tx.models.users.update({ fullName, updatedAt: now }, { where: { id: userId }, transaction: tx.transaction })
  return true
}

/** Whoever changes the same person waits until this transaction ends. */
export const lockPerson = async (tx: Db, userId: number): Promise<void> => {
  if (tx.engine === 'mariadb') await select(tx, 'SELECT id FROM users WHERE id = :userId FOR UPDATE', { userId })
}

/** Those who administer, and stay so until this transaction ends. */
export const lockAdmins = async (tx: Db): Promise<number[]> => {
  const lock = tx.engine === 'sqlite' ? '' : ' FOR UPDATE'
  return (await select(tx, `SELECT id FROM users WHERE role = 'admin' AND is_active = 1 ORDER BY id${lock}`)).map(row => number(row['id']))
}

/** How a person is reached beside their number. */
export const emailOf = async (db: Db, userId: number): Promise<string | null> =>
  textOrNull((await selectOne(db, 'SELECT email FROM users WHERE id = :userId', { userId }))?.['email'])

/** Leaves of a person what others count by, under a pseudonym: nobody can sign in as them, reach them, or tell who it was. */
export const forgetPerson = async (tx: Db, userId: number, pseudonym: string, at: Date): Promise<void> => {
  const nobody = { employeeNo: pseudonym, fullName: pseudonym, email: null, passwordHash: null, post: null, role: 'employee', locale: 'zh-CN' }
  const left = { isActive: false, isOffBoards: true, anonymisedAt: at, updatedAt: at }
  await tx.models.users.update({ ...nobody, ...left }, { where: { id: userId }, transaction: tx.transaction })
  await execute(tx, 'DELETE FROM unit_managers WHERE user_id = :userId', { userId })
}

/** Notes that a person has signed in for the first time; answers whether it was this time. */
export const markFirstSignIn = async (tx: Db, userId: number, at: Date): Promise<boolean> => {
  const [marked] = await tx.models.users.update({ firstSignedInAt: at }, { where: { id: userId, firstSignedInAt: null }, transaction: tx.transaction })
  return marked > 0
}

/** Active people whose name contains `q` or whose number begins with it, by number. */
export const searchPeople = async (
  db: Db,
  { q = '', limit, cursor }: { q?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<Person>> => {
  const [after] = cursor === undefined ? [''] : decodeCursor(cursor, 'code')
  const rows = await select(
    db,
    `SELECT ${personColumns} FROM ${personTables}
     WHERE u.is_active = 1 AND u.employee_no > :after AND (:q = '' OR u.full_name LIKE :contains ESCAPE '!' ${isAscii(q) ? "OR u.employee_no LIKE :begins ESCAPE '!'" : ''})
     ORDER BY u.employee_no LIMIT :limit`,
    { after, q, contains: `%${likeText(q)}%`, begins: `${likeText(q.toUpperCase())}%`, limit: limit + 1 },
  )
  return pageOfRows(rows.map(personOf), limit, person => [person.employeeNo], asPerson)
}
