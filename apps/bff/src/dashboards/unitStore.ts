import type { UnitFound } from '@wallet/shared/dashboards/unitFound'
import type { UnitRef } from '@wallet/shared/people/person'
import { pathAfter } from '../certificates/store.ts'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'
import type { Scope } from './scope.ts'

export const unitOf = ({ unitId, name }: Scope): UnitRef => ({ id: unitId, name })
const refOf = (row: Row): UnitRef => ({ id: number(row['id']), name: text(row['name']) })

/** Whether it is the whole organisation. */
export const isWhole = ({ path }: Pick<Scope, 'path'>): boolean => path.split('/').length === 3

/** A unit with all below it, as bounds of a range of paths. */
export const boundsOf = ({ path }: Pick<Scope, 'path'>) => ({ path, after: pathAfter(path) })
/** Ids of a unit and all below it, by `:path` and `:after`. */
export const subtree = 'SELECT id FROM org_units WHERE path >= :path AND path < :after'

/** The units right below one, in the order of the organisation. */
export const listBelow = async (db: Db, { unitId }: Scope): Promise<UnitRef[]> =>
  (await select(db, 'SELECT id, name FROM org_units WHERE parent_id = :unitId ORDER BY id', { unitId })).map(refOf)

/** The units right below those right below one, each with the one above it. */
export const listSecondBelow = async (db: Db, { unitId }: Scope): Promise<(UnitRef & { readonly parentId: number })[]> => {
  const sql = 'SELECT t.id, t.name, t.parent_id FROM org_units d JOIN org_units t ON t.parent_id = d.id WHERE d.parent_id = :unitId ORDER BY t.id'
  return (await select(db, sql, { unitId })).map(row => ({ ...refOf(row), parentId: number(row['parent_id']) }))
}

/** The units at or below one whose name has this in it, the higher ones first. */
export const findUnits = async (db: Db, scope: Scope, q: string): Promise<UnitFound[]> => {
  const sql = `SELECT o.id, o.name, a.name AS above FROM org_units o LEFT JOIN org_units a ON a.id = o.parent_id
    WHERE o.path >= :path AND o.path < :after ORDER BY o.depth, o.id`
  const sought = q.toLowerCase()
  const units = (await select(db, sql, boundsOf(scope))).map(row => ({ ...refOf(row), above: textOrNull(row['above']) }))
  return units.filter(({ name }) => name.toLowerCase().includes(sought))
}

/** From one unit down to the one right above another; empty where they are the same. */
export const listAbove = async (db: Db, highest: Scope, { path }: Scope): Promise<UnitRef[]> => {
  const ids = path
    .split('/')
    .slice(highest.path.split('/').length - 2, -2)
    .map(Number)
  if (ids.length === 0) return []
  return (await select(db, 'SELECT id, name FROM org_units WHERE id IN (:ids) ORDER BY depth', { ids })).map(refOf)
}

/** How many units there are right below one, and how many anywhere below it that have none below them. */
export const countUnits = async (db: Db, scope: Scope): Promise<{ readonly departments: number; readonly teams: number }> => {
  const sql = `SELECT SUM(CASE WHEN o.parent_id = :unitId THEN 1 ELSE 0 END) AS departments,
    SUM(CASE WHEN EXISTS (SELECT 1 FROM org_units b WHERE b.parent_id = o.id) THEN 0 ELSE 1 END) AS teams
    FROM org_units o WHERE o.path >= :path AND o.path < :after AND o.id <> :unitId`
  const row = await selectOne(db, sql, { ...boundsOf(scope), unitId: scope.unitId })
  return { departments: number(row?.['departments'] ?? 0), teams: number(row?.['teams'] ?? 0) }
}
