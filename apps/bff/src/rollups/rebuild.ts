import { inTransaction, type Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { refreshHoldings } from './holdings.ts'
import { recount } from './recount.ts'
import { rollups } from './rollups.ts'

type Need = Pick<Deps, 'db' | 'clock' | 'config'>
/** Hears how many of how many steps are done. */
type Told = (done: number, of: number) => void
const atOnce = 500

const rebuildHoldings = async (deps: Need, unitId: number, over?: AbortSignal) => {
  const sql = 'SELECT id FROM users WHERE org_unit_id = :unitId UNION SELECT user_id FROM holdings WHERE unit_id = :unitId'
  const people = (await select(deps.db, sql, { unitId })).map(row => number(row['id']))
  for (let from = 0; from < people.length; from += atOnce) {
    over?.throwIfAborted()
    await inTransaction(deps.db, tx => refreshHoldings(tx, deps, people.slice(from, from + atOnce)))
  }
}

const rebuildUnit = ({ db, config }: Need, unitId: number, over?: AbortSignal) =>
  inTransaction(db, async tx => {
    for (const rollup of Object.values(rollups)) {
      over?.throwIfAborted()
      await recount(tx, config.zone, rollup, unitId, null)
    }
  })

const depthOf = (path: string) => path.split('/').length

/** Units and their paths, the deepest first: a unit is counted after all below it. */
const listUnits = async (db: Db): Promise<ReadonlyMap<number, string>> => {
  const units = (await select(db, 'SELECT id, path FROM org_units ORDER BY id')).map(row => [number(row['id']), text(row['path'])] as const)
  return new Map(units.toSorted(([, one], [, other]) => depthOf(other) - depthOf(one)))
}

const idsIn = (path: string | undefined) => (path ?? '').split('/').filter(Boolean).map(Number)

/** Counts these units, and then those above and below which others have been moved meanwhile. */
const rebuildUnits = async (deps: Need, units: ReadonlyMap<number, string>, wanted: ReadonlySet<number>, told: Told, over?: AbortSignal): Promise<void> => {
  const asked = [...units.keys()].filter(id => wanted.has(id))
  for (const [index, unitId] of asked.entries()) {
    await rebuildUnit(deps, unitId, over)
    told(index + 1, asked.length)
  }
  const now = await listUnits(deps.db)
  const moved = [...now.keys()].filter(id => now.get(id) !== units.get(id)).flatMap(id => [...idsIn(now.get(id)), ...idsIn(units.get(id))])
  if (moved.length > 0) await rebuildUnits(deps, now, new Set(moved), () => {}, over)
}

/**
 * Counts every sum there is, level by level, the deepest first, unit by unit, while the product serves and others count what changes
 * meanwhile. Throws the signal's reason where it is to end before.
 */
export const rebuildRollups = async (deps: Need, told: Told = () => {}, over?: AbortSignal): Promise<void> => {
  const units = await listUnits(deps.db)
  for (const [index, unitId] of [...units.keys()].entries()) {
    await rebuildHoldings(deps, unitId, over)
    told(index + 1, 2 * units.size)
  }
  await rebuildUnits(deps, units, new Set(units.keys()), (done, of) => told(of + done, 2 * of), over)
}
