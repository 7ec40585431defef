import { inTransaction, type Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { rememberBegun } from './begun.ts'
import { refreshHoldings } from './holdings.ts'
import { recount } from './recount.ts'
import { asOfNow } from './rollup.ts'
import { rollups } from './rollups.ts'
import { settleSetAside } from './setAside.ts'
import { allSteps, type Steps } from './steps.ts'

type Need = Pick<Deps, 'db' | 'clock' | 'config'>
/** Hears how many of how many steps are done. */
type Told = (done: number, of: number) => void
interface Way {
  readonly told: Told
  /** Told when the process is about to end. */
  readonly over: AbortSignal | undefined
  readonly steps: Steps
}
const atOnce = 500

const rebuildHoldings = async (deps: Need, unitId: number, over?: AbortSignal) => {
  const sql = 'SELECT id FROM users WHERE org_unit_id = :unitId UNION SELECT user_id FROM holdings WHERE unit_id = :unitId'
  const people = (await select(deps.db, sql, { unitId })).map(row => number(row['id']))
  for (let from = 0; from < people.length; from += atOnce) {
    over?.throwIfAborted()
    await inTransaction(deps.db, tx => refreshHoldings(tx, deps, people.slice(from, from + atOnce)))
  }
}

const rebuildUnit = (deps: Need, unitId: number, over?: AbortSignal) =>
  inTransaction(deps.db, async tx => {
    for (const rollup of Object.values(rollups)) {
      over?.throwIfAborted()
      await recount(tx, asOfNow(deps), rollup, unitId, null)
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
const rebuildUnits = async (deps: Need, units: ReadonlyMap<number, string>, wanted: ReadonlySet<number>, { told, over, steps }: Way): Promise<void> => {
  const asked = [...units.keys()].filter(id => wanted.has(id))
  for (const [index, unitId] of asked.entries()) {
    await rebuildUnit(deps, unitId, over)
    await steps.done('sums', unitId)
    told(index + 1, asked.length)
  }
  const now = await listUnits(deps.db)
  const moved = [...now.keys()].filter(id => now.get(id) !== units.get(id)).flatMap(id => [...idsIn(now.get(id)), ...idsIn(units.get(id))])
  if (moved.length > 0) await rebuildUnits(deps, now, new Set(moved), { told: () => {}, over, steps })
}

/**
 * Counts every sum there is, level by level, the deepest first, unit by unit, while the product serves and others count what changes
 * meanwhile. Throws the signal's reason where it is to end before. What is not left of the steps is not done again.
 */
export const rebuildRollups = async (deps: Need, { told = () => {}, over, steps = allSteps }: Partial<Way> = {}): Promise<void> => {
  const [units, now] = [await listUnits(deps.db), deps.clock.now()]
  const left = (step: 'holdings' | 'sums') => [...units.keys()].filter(id => steps.isLeft(step, id))
  const [people, sums] = [left('holdings'), left('sums')]
  const of = people.length + sums.length
  for (const [index, unitId] of people.entries()) {
    await rebuildHoldings(deps, unitId, over)
    await steps.done('holdings', unitId)
    told(index + 1, of)
  }
  await rebuildUnits(deps, units, new Set(sums), { told: done => told(people.length + done, of), over, steps })
  await rememberBegun(deps.db, now)
  await settleSetAside(deps.db, now)
}
