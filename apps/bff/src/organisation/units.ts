import type { Unit } from '@wallet/shared/organisation/person'
import { fail } from '@wallet/shared/problem'
import type { AuditName } from '@wallet/shared/audit/event'
import { appendAudit } from '../audit/append.ts'
import { appendOutbox } from '../audit/outbox.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import {
  countInUnits,
  findUnit,
  insertUnit,
  listUnitRows,
  lockTree,
  longestBelow,
  removeUnit,
  setParent,
  setUnitName,
  treeOf,
  type UnitRow,
} from './unitStore.ts'

/** A path has to fit its column, with room for the id of one more unit. */
const longestPath = 180

export const listUnits = async (db: Db): Promise<Unit[]> => treeOf(await listUnitRows(db), await countInUnits(db))

const insistOnUnit = async (db: Db, id: number): Promise<UnitRow> => (await findUnit(db, id)) ?? fail('unit_not_found')
const shown = async (db: Db, id: number): Promise<Unit> => (await listUnits(db)).find(unit => unit.id === id) ?? fail('unit_not_found')

/** Two of one name side by side would be one path for two units. */
const insistOnName = async (tx: Db, parentId: number | null, name: string, self: number | null) => {
  const beside = (await listUnitRows(tx)).filter(unit => unit.parentId === parentId && unit.id !== self)
  if (beside.some(unit => unit.name === name)) fail('unit_name_taken')
}

const change = (
  deps: Pick<Deps, 'db' | 'clock'>,
  me: SignedIn,
  event: AuditName,
  work: (tx: Db, now: Date) => Promise<{ id: number; data: Record<string, number> }>,
) =>
  inTransaction(deps.db, async tx => {
    const now = deps.clock.now()
    await lockTree(tx)
    const { id, data } = await work(tx, now)
    await appendAudit(tx, { event, subject: `unit:${id}`, actorId: me.userId, data, at: now })
    return id
  })

/** Puts a unit below another, where there is none of its name. */
export const createUnitWithin = async (tx: Db, parent: UnitRow, name: string): Promise<UnitRow> => {
  if (parent.path.length > longestPath - 12) fail('unit_too_deep')
  return insertUnit(tx, parent, name)
}

export const createUnit = async (deps: Deps, me: SignedIn, { parentId, name }: { parentId: number; name: string }): Promise<Unit> => {
  const id = await change(deps, me, 'unit.created', async tx => {
    const parent = await insistOnUnit(tx, parentId)
    await insistOnName(tx, parentId, name, null)
    return { id: (await createUnitWithin(tx, parent, name)).id, data: { parentId } }
  })
  return shown(deps.db, id)
}

export const renameUnit = async (deps: Deps, me: SignedIn, id: number, name: string): Promise<Unit> => {
  await change(deps, me, 'unit.renamed', async tx => {
    const unit = await insistOnUnit(tx, id)
    await insistOnName(tx, unit.parentId, name, id)
    await setUnitName(tx, id, name)
    return { id, data: {} }
  })
  return shown(deps.db, id)
}

/** Moves a unit with its subtree; the sums of both branches are counted again. */
export const moveUnit = async (deps: Deps, me: SignedIn, id: number, parentId: number): Promise<Unit> => {
  await change(deps, me, 'unit.moved', async (tx, now) => {
    const [unit, parent] = [await insistOnUnit(tx, id), await insistOnUnit(tx, parentId)]
    if (unit.parentId === null || parent.path.startsWith(unit.path)) return fail('unit_below_itself')
    await insistOnName(tx, parentId, unit.name, id)
    if ((await longestBelow(tx, unit.path)) + parent.path.length - unit.path.length > longestPath) fail('unit_too_deep')
    await setParent(tx, unit, parent)
    await appendOutbox(tx, 'unit.moved', { unitId: id, parentIds: [unit.parentId, parentId] }, now)
    return { id, data: { from: unit.parentId, to: parentId } }
  })
  return shown(deps.db, id)
}

export const deleteUnit = async (deps: Deps, me: SignedIn, id: number): Promise<void> => {
  await change(deps, me, 'unit.deleted', async tx => {
    await insistOnUnit(tx, id)
    const { mayBeDeleted } = await shown(tx, id)
    if (!mayBeDeleted) fail('unit_in_use')
    await removeUnit(tx, id)
    return { id, data: {} }
  })
}
