import { inTransaction } from '../db/connect.ts'
import { number, select } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { refreshHoldings } from './holdings.ts'
import { recount } from './recount.ts'
import { rollups } from './rollups.ts'

type Need = Pick<Deps, 'db' | 'clock' | 'config'>
const atOnce = 500

const rebuildHoldings = async (deps: Need, unitId: number) => {
  const sql = 'SELECT id FROM users WHERE org_unit_id = :unitId UNION SELECT user_id FROM holdings WHERE unit_id = :unitId'
  const people = (await select(deps.db, sql, { unitId })).map(row => number(row['id']))
  for (let from = 0; from < people.length; from += atOnce) await inTransaction(deps.db, tx => refreshHoldings(tx, deps, people.slice(from, from + atOnce)))
}

const rebuildUnit = ({ db, config }: Need, unitId: number) =>
  inTransaction(db, async tx => {
    for (const rollup of Object.values(rollups)) await recount(tx, config.zone, rollup, unitId, null)
  })

/**
 * Counts every sum there is, level by level, the deepest first, unit by unit, while the product serves and others count what changes
 * meanwhile. `told` hears how many of how many steps are done.
 */
export const rebuildRollups = async (deps: Need, told: (done: number, of: number) => void = () => {}): Promise<void> => {
  const units = (await select(deps.db, 'SELECT id FROM org_units ORDER BY LENGTH(path) DESC, id')).map(row => number(row['id']))
  for (const [index, unitId] of units.entries()) {
    await rebuildHoldings(deps, unitId)
    told(index + 1, 2 * units.length)
  }
  for (const [index, unitId] of units.entries()) {
    await rebuildUnit(deps, unitId)
    told(units.length + index + 1, 2 * units.length)
  }
}
