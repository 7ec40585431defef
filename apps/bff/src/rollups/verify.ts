import type { Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { addUp, cellOf } from './cells.ts'
import { compareHoldings } from './holdings.ts'
import { rollups } from './rollups.ts'
import type { Cell, Rollup } from './rollup.ts'

type Need = Pick<Deps, 'db' | 'clock' | 'config'>

/** A sum that is not what the rows it stands for come to. */
export interface Difference {
  readonly rollup: string
  readonly unitId: number
  readonly kept: readonly string[]
  readonly counted: readonly string[]
}

const listUnits = async (db: Db) =>
  (await select(db, 'SELECT id, path FROM org_units ORDER BY id')).map(row => ({ id: number(row['id']), path: text(row['path']) }))

const named = (cells: readonly Cell[]) => cells.map(cell => JSON.stringify(Object.entries(cell).toSorted())).toSorted()

const countAll = async (db: Db, zone: string, rollup: Rollup, units: readonly { readonly id: number; readonly path: string }[]) => {
  const own = new Map<number, Cell[]>()
  for (const { id } of units) own.set(id, addUp(rollup, await rollup.own(db, zone, id, null)))
  return new Map(
    units.map(({ id, path }) => [
      id,
      addUp(
        rollup,
        units.filter(unit => unit.path.startsWith(path)).flatMap(unit => own.get(unit.id) ?? []),
      ),
    ]),
  )
}

const verifyHoldings = async (deps: Need, unitId: number): Promise<Difference[]> => {
  const people = await select(deps.db, 'SELECT id FROM users WHERE org_unit_id = :unitId UNION SELECT user_id FROM holdings WHERE unit_id = :unitId', {
    unitId,
  })
  if (people.length === 0) return []
  const { kept, counted } = await compareHoldings(
    deps.db,
    deps,
    people.map(row => number(row['id'])),
  )
  return kept.join() === counted.join() ? [] : [{ rollup: 'holdings', unitId, kept, counted }]
}

/** Compares every sum, and what people hold, with the rows that it stands for, without using any other sum. */
export const verifyRollups = async (deps: Need): Promise<Difference[]> => {
  const { db, config } = deps
  const units = await listUnits(db)
  const found: Difference[] = []
  for (const { id } of units) found.push(...(await verifyHoldings(deps, id)))
  for (const [name, rollup] of Object.entries(rollups)) {
    const counted = await countAll(db, config.zone, rollup, units)
    for (const { id: unitId } of units) {
      const kept = named((await select(db, `SELECT * FROM ${rollup.table} WHERE unit_id = :unitId`, { unitId })).map(row => cellOf(rollup, row)))
      const fresh = named(counted.get(unitId) ?? [])
      if (kept.join('\n') !== fresh.join('\n'))
        found.push({ rollup: name, unitId, kept: kept.filter(one => !fresh.includes(one)), counted: fresh.filter(one => !kept.includes(one)) })
    }
  }
  return found
}
