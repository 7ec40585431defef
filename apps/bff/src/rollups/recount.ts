import { inTransaction, type Db } from '../db/connect.ts'
import { execute, numberOrNull, select, selectOne } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { addUp, cellOf } from './cells.ts'
import { mark, takeDue, type Due } from './dirty.ts'
import { refreshHoldings } from './holdings.ts'
import { lockUnit } from './lockUnit.ts'
import { rollups } from './rollups.ts'
import type { Cell, Rollup } from './rollup.ts'

const atOnce = 400

const within = ({ slice }: Rollup, slices: readonly string[] | null) => (slices ? `AND r.${slice} IN (:slices)` : '')

/** What the units right below have, added up. */
const below = async (tx: Db, rollup: Rollup, unitId: number, slices: readonly string[] | null): Promise<Cell[]> => {
  const { table, keys, amounts } = rollup
  const sums = amounts.map(amount => `SUM(r.${amount}) AS ${amount}`)
  const columns = keys.map(key => `r.${key}`)
  const sql = `SELECT ${[...columns, ...sums].join(', ')} FROM org_units c JOIN ${table} r ON r.unit_id = c.id
    WHERE c.parent_id = :unitId ${within(rollup, slices)} GROUP BY ${columns.join(', ')}`
  return (await select(tx, sql, { unitId, slices })).map(row => cellOf(rollup, row))
}

const write = async (tx: Db, { table, slice, keys, amounts }: Rollup, unitId: number, slices: readonly string[] | null, cells: readonly Cell[]) => {
  await execute(tx, `DELETE FROM ${table} WHERE unit_id = :unitId ${slices ? `AND ${slice} IN (:slices)` : ''}`, { unitId, slices })
  const columns = [...keys, ...amounts]
  for (let from = 0; from < cells.length; from += atOnce) {
    const rows = cells.slice(from, from + atOnce).map(cell => [unitId, ...columns.map(column => cell[column] ?? 0)])
    await execute(tx, `INSERT INTO ${table} (unit_id, ${columns.join(', ')}) VALUES ${rows.map((_, index) => `(:row${index})`).join(', ')}`, {
      ...Object.fromEntries(rows.map((row, index) => [`row${index}`, row])),
    })
  }
}

/** Counts sums of a unit again: what is its own, and what the units right below it have. Without slices, all of them. */
export const recount = async (tx: Db, zone: string, rollup: Rollup, unitId: number, slices: readonly string[] | null): Promise<void> => {
  await lockUnit(tx, unitId)
  const cells = [...(await rollup.own(tx, zone, unitId, slices)), ...(await below(tx, rollup, unitId, slices))]
  await write(tx, rollup, unitId, slices, addUp(rollup, cells))
}

/** Asked once the unit is locked: where it was moved before, the one above is already another; where it is moved later, both are marked. */
const parentOf = async (tx: Db, unitId: number): Promise<number | null> =>
  numberOrNull((await selectOne(tx, 'SELECT parent_id FROM org_units WHERE id = :unitId', { unitId }))?.['parent_id'])

const recountDue = async (tx: Db, deps: Pick<Deps, 'clock' | 'config'>, { rollup, unitId, slices }: Due) => {
  if (rollup === 'people') return mark(tx, await refreshHoldings(tx, deps, slices.map(Number)))
  const declared = rollups[rollup]
  if (!declared) return
  await recount(tx, deps.config.zone, declared, unitId, slices)
  const parentId = await parentOf(tx, unitId)
  if (parentId !== null)
    await mark(
      tx,
      slices.map(slice => ({ rollup, unitId: parentId, slice })),
    )
}

/** Counts what is due for one unit, and marks the unit above; answers whether there was anything. */
export const recountNext = async (deps: Pick<Deps, 'db' | 'clock' | 'config'>): Promise<boolean> =>
  inTransaction(deps.db, async tx => {
    const due = await takeDue(tx, 200)
    if (due) await recountDue(tx, deps, due)
    return due !== null
  })
