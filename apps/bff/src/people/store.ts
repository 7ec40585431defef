import type { Page } from '@wallet/shared/page'
import type { Person } from '@wallet/shared/people/person'
import type { Role } from '@wallet/shared/people/role'
import type { Locale } from '@wallet/shared/session/session'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { boolean, isAscii, likeText, number, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'

/** A person with what only the server needs to know. */
export interface PersonRow {
  readonly id: number
  readonly employeeNo: string
  readonly fullName: string
  readonly role: Role
  readonly locale: Locale
  readonly isActive: boolean
  readonly passwordHash: string | null
  readonly unit: { readonly id: number; readonly name: string; readonly path: string }
}

const columns = 'u.id, u.employee_no, u.full_name, u.role, u.locale, u.is_active, u.password_hash, o.id AS unit_id, o.name AS unit_name, o.path AS unit_path'
const from = 'users u JOIN org_units o ON o.id = u.org_unit_id'

export const personOf = (row: Row): PersonRow => ({
  id: number(row['id']),
  employeeNo: text(row['employee_no']),
  fullName: text(row['full_name']),
  role: text(row['role']) as Role,
  locale: text(row['locale']) as Locale,
  isActive: boolean(row['is_active']),
  passwordHash: textOrNull(row['password_hash']),
  unit: { id: number(row['unit_id']), name: text(row['unit_name']), path: text(row['unit_path']) },
})

/** By employee number (case does not matter), or null. */
export const findByEmployeeNo = async (db: Db, employeeNo: string): Promise<PersonRow | null> => {
  if (!isAscii(employeeNo)) return null
  const row = await selectOne(db, `SELECT ${columns} FROM ${from} WHERE u.employee_no = :employeeNo`, { employeeNo: employeeNo.toUpperCase() })
  return row && personOf(row)
}

/** By employee number or e-mail address, or null. */
export const findByAccount = async (db: Db, account: string): Promise<PersonRow | null> => {
  if (!account.includes('@')) return findByEmployeeNo(db, account)
  if (!isAscii(account)) return null
  const row = await selectOne(db, `SELECT ${columns} FROM ${from} WHERE u.email = :email`, { email: account.toLowerCase() })
  return row && personOf(row)
}

export const saveLocale = async (db: Db, userId: number, locale: Locale, now: Date): Promise<void> => {
  await db.models.users.update({ locale, updatedAt: now }, { where: { id: userId }, transaction: db.transaction })
}

/** Active people whose name contains `q` or whose number begins with it, by number. */
export const searchPeople = async (
  db: Db,
  { q = '', limit, cursor }: { q?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<Person>> => {
  const [after] = cursor === undefined ? [''] : decodeCursor(cursor, 'code')
  const rows = await select(
    db,
    `SELECT ${columns} FROM ${from}
     WHERE u.is_active = 1 AND u.employee_no > :after AND (:q = '' OR u.full_name LIKE :contains ESCAPE '!' ${isAscii(q) ? "OR u.employee_no LIKE :begins ESCAPE '!'" : ''})
     ORDER BY u.employee_no LIMIT :limit`,
    { after, q, contains: `%${likeText(q)}%`, begins: `${likeText(q.toUpperCase())}%`, limit: limit + 1 },
  )
  return pageOfRows(
    rows.map(personOf),
    limit,
    person => [person.employeeNo],
    ({ employeeNo, fullName, unit, isActive }) => ({ employeeNo, fullName, isActive, unit: { id: unit.id, name: unit.name } }),
  )
}
