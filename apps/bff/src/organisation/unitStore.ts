import type { Unit } from '@wallet/shared/organisation/person'
import type { Db } from '../db/connect.ts'
import { execute, number, numberOrNull, select, selectOne, text, type Row } from '../db/query.ts'

/** A unit as it is stored; `path` is `/1/5/`, its own id last. */
export interface UnitRow {
  readonly id: number
  readonly parentId: number | null
  readonly name: string
  readonly path: string
  readonly depth: number
}

const unitOf = (row: Row): UnitRow => ({
  id: number(row['id']),
  parentId: numberOrNull(row['parent_id']),
  name: text(row['name']),
  path: text(row['path']),
  depth: text(row['path']).split('/').length - 3,
})

/** All units, each before those below it. */
export const listUnitRows = async (db: Db): Promise<UnitRow[]> =>
  (await select(db, 'SELECT id, parent_id, name, path FROM org_units ORDER BY path')).map(unitOf)

export const findUnit = async (db: Db, id: number): Promise<UnitRow | null> => {
  const row = await selectOne(db, 'SELECT id, parent_id, name, path FROM org_units WHERE id = :id', { id })
  return row && unitOf(row)
}

/** Whoever changes the tree waits for whoever does so already. */
export const lockTree = async (tx: Db): Promise<void> => {
  if (tx.engine === 'mariadb') await select(tx, 'SELECT id FROM org_units WHERE parent_id IS NULL FOR UPDATE')
}

/** Where units are used; one that is cannot be deleted. */
const users = [
  'users WHERE org_unit_id',
  'user_certificates WHERE org_unit_id',
  'org_units WHERE parent_id',
  'requirements WHERE unit_id',
  'unit_managers WHERE unit_id',
]

/** How many people there are in each unit, and which units are used by something. */
export const countInUnits = async (db: Db): Promise<{ readonly people: ReadonlyMap<number, number>; readonly used: ReadonlySet<number> }> => {
  const people = await select(db, 'SELECT org_unit_id, COUNT(*) AS n FROM users WHERE is_active = 1 GROUP BY org_unit_id')
  const used = new Set<number>()
  for (const place of users) {
    const [table = '', column = ''] = place.split(' WHERE ')
    for (const row of await select(db, `SELECT DISTINCT ${column} AS id FROM ${table} WHERE ${column} IS NOT NULL`)) used.add(number(row['id']))
  }
  return { people: new Map(people.map(row => [number(row['org_unit_id']), number(row['n'])])), used }
}

/** The tree as it is shown. */
export const treeOf = (rows: readonly UnitRow[], { people, used }: Awaited<ReturnType<typeof countInUnits>>): Unit[] =>
  rows.map(({ id, parentId, name, path, depth }) => ({
    ...{ id, parentId, name, depth, people: people.get(id) ?? 0, mayBeDeleted: parentId !== null && !used.has(id) },
    below: rows.filter(other => other.path.startsWith(path)).reduce((sum, other) => sum + (people.get(other.id) ?? 0), 0),
  }))

const kindAt = (depth: number) => (depth === 0 ? 'enterprise' : depth === 1 ? 'department' : 'team')

export const insertUnit = async (tx: Db, parent: UnitRow, name: string): Promise<UnitRow> => {
  const depth = parent.depth + 1
  // Nobody else's path looks like this for the moment in which the id is not known.
  const row = { parentId: parent.id, kind: kindAt(depth), name, path: `${parent.path}new/`, depth }
  const created = await tx.models.orgUnits.create(row, { transaction: tx.transaction })
  const id = number(created.get('id'))
  const path = `${parent.path}${id}/`
  await created.update({ path }, { transaction: tx.transaction })
  return { id, parentId: parent.id, name, path, depth }
}

export const setUnitName = (tx: Db, id: number, name: string): Promise<void> => execute(tx, 'UPDATE org_units SET name = :name WHERE id = :id', { id, name })

/** Gives a unit and all below it their new paths. */
export const setParent = async (tx: Db, { id, path, depth }: UnitRow, parent: UnitRow): Promise<void> => {
  const by = parent.depth + 1 - depth
  const newPath = `${parent.path}${id}/`
  const joined = tx.engine === 'sqlite' ? ':newPath || SUBSTR(path, :from)' : 'CONCAT(:newPath, SUBSTR(path, :from))'
  const kind = "CASE WHEN depth + :by = 1 THEN 'department' ELSE 'team' END"
  const sql = `UPDATE org_units SET path = ${joined}, kind = ${kind}, depth = depth + :by WHERE SUBSTR(path, 1, LENGTH(:path)) = :path`
  await execute(tx, sql, { newPath, from: path.length + 1, by, path })
  await execute(tx, 'UPDATE org_units SET parent_id = :parentId WHERE id = :id', { parentId: parent.id, id })
}

/** The longest path below a unit. */
export const longestBelow = async (tx: Db, path: string): Promise<number> =>
  number((await selectOne(tx, 'SELECT MAX(LENGTH(path)) AS n FROM org_units WHERE SUBSTR(path, 1, LENGTH(:path)) = :path', { path }))?.['n'])

/** What is counted by unit; of an empty one it is all nothing. */
const sums = [
  ...['rollup_dirty', 'rollup_units', 'org_daily', 'org_people', 'org_expiry', 'coverage', 'coverage_ends', 'org_active', 'org_learning'],
  ...['exam_scores', 'org_courses', 'org_standing', 'org_badges', 'coverage_months'],
]
export const removeUnit = async (tx: Db, id: number): Promise<void> => {
  for (const table of sums) await execute(tx, `DELETE FROM ${table} WHERE unit_id = :id`, { id })
  await execute(tx, 'DELETE FROM org_units WHERE id = :id', { id })
}
