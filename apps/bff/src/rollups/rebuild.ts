import { inTransaction, type Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { mark, type Mark } from './dirty.ts'
import { rollups } from './rollups.ts'
import type { Rollup } from './rollup.ts'

const kept = async (tx: Db, { table, slice }: Rollup, unitId: number) =>
  (await select(tx, `SELECT DISTINCT ${slice} AS slice FROM ${table} WHERE unit_id = :unitId`, { unitId })).map(row => text(row['slice']))

/** Every sum that a unit has, or should have. */
const marksOf = async (tx: Db, zone: string, unitId: number): Promise<Mark[]> => {
  const people = await select(tx, 'SELECT id FROM users WHERE org_unit_id = :unitId UNION SELECT user_id FROM holdings WHERE unit_id = :unitId', { unitId })
  const marks: Mark[] = people.map(row => ({ rollup: 'people', unitId, slice: text(row['id']) }))
  for (const [name, rollup] of Object.entries(rollups)) {
    const own = (await rollup.own(tx, zone, unitId, null)).map(cell => String(cell[rollup.slice]))
    for (const slice of new Set([...own, ...(await kept(tx, rollup, unitId))])) marks.push({ rollup: name, unitId, slice })
  }
  return marks
}

/** Marks every sum there is, unit by unit; the worker counts them while the product serves. `told` hears after each unit. */
export const rebuildRollups = async ({ db, config }: Pick<Deps, 'db' | 'config'>, told: (done: number, of: number) => void = () => {}): Promise<void> => {
  const units = await select(db, 'SELECT id FROM org_units ORDER BY depth DESC, id')
  for (const [index, row] of units.entries()) {
    const unitId = number(row['id'])
    await inTransaction(db, async tx => mark(tx, await marksOf(tx, config.zone, unitId)))
    told(index + 1, units.length)
  }
}
