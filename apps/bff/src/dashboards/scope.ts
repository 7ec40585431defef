import { fail } from '@wallet/shared/problem'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne, text, type Row } from '../db/query.ts'
import type { SignedIn } from '../http/guard.ts'

/** A unit that somebody may look at, with all below it. */
export interface Scope {
  readonly unitId: number
  readonly name: string
  readonly path: string
}

const scopeOf = (row: Row): Scope => ({ unitId: number(row['id']), name: text(row['name']), path: text(row['path']) })

/** The units somebody manages, or the whole organisation for those who issue; each with all below it, none within another. */
export const listScopes = async (db: Db, { userId, role }: Pick<SignedIn, 'userId' | 'role'>): Promise<Scope[]> => {
  if (role === 'issuer' || role === 'admin') return (await select(db, 'SELECT id, name, path FROM org_units WHERE parent_id IS NULL ORDER BY id')).map(scopeOf)
  if (role !== 'manager') return []
  const sql = 'SELECT o.id, o.name, o.path FROM unit_managers m JOIN org_units o ON o.id = m.unit_id WHERE m.user_id = :userId ORDER BY o.path'
  const managed = (await select(db, sql, { userId })).map(scopeOf)
  return managed.filter(({ path }) => !managed.some(other => other.path !== path && path.startsWith(other.path)))
}

/** The unit that is asked for, where it lies at or below one that they may look at; anything else is refused, whether it exists or not. */
export const scopeFor = async (db: Db, me: Pick<SignedIn, 'userId' | 'role'>, unitId: number): Promise<Scope> => {
  const row = await selectOne(db, 'SELECT id, name, path FROM org_units WHERE id = :unitId', { unitId })
  const asked = row && scopeOf(row)
  const scopes = await listScopes(db, me)
  return asked && scopes.some(({ path }) => asked.path.startsWith(path)) ? asked : fail('forbidden')
}

/** Of the units that they may look at, the one in which this lies. */
export const highestFor = async (db: Db, me: Pick<SignedIn, 'userId' | 'role'>, { path }: Scope): Promise<Scope> =>
  (await listScopes(db, me)).find(scope => path.startsWith(scope.path)) ?? fail('forbidden')

/** The whole organisation, for those who may see all of it. */
export const enterpriseFor = async (db: Db, me: Pick<SignedIn, 'userId' | 'role'>): Promise<Scope> => {
  const root = (await listScopes(db, me)).find(({ path }) => path.split('/').length === 3)
  return root ?? fail('forbidden')
}
