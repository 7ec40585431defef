import type { Db } from '../db/connect.ts'
import { execute, number, select, selectOne, text } from '../db/query.ts'

/** A sum that has to be counted again. */
export interface Mark {
  readonly rollup: string
  readonly unitId: number
  readonly slice: string
}

const ignoring = ({ engine }: Db) => (engine === 'sqlite' ? 'INSERT OR IGNORE' : 'INSERT IGNORE')
const atOnce = 500

/** Marks sums, each once; units that are gone are left out. */
export const mark = async (tx: Db, marks: readonly Mark[]): Promise<void> => {
  for (let from = 0; from < marks.length; from += atOnce) {
    const rows = marks.slice(from, from + atOnce)
    const values = rows.map((_, index) => `SELECT :rollup${index} AS rollup, :unit${index} AS unit_id, :slice${index} AS slice`).join(' UNION ALL ')
    const replacements = Object.fromEntries(
      rows.flatMap(({ rollup, unitId, slice }, index) => [
        [`rollup${index}`, rollup],
        [`unit${index}`, unitId],
        [`slice${index}`, slice],
      ]),
    )
    const sql = `${ignoring(tx)} INTO rollup_dirty (rollup, unit_id, slice, depth)
      SELECT m.rollup, m.unit_id, m.slice, o.depth FROM (${values}) m JOIN org_units o ON o.id = m.unit_id`
    await execute(tx, sql, replacements)
  }
}

/** The sums of one unit that have to be counted next: deepest units first, since those above build on them. */
export interface Due {
  readonly rollup: string
  readonly unitId: number
  readonly slices: readonly string[]
}

const forUpdate = ({ engine }: Db) => (engine === 'sqlite' ? '' : 'FOR UPDATE SKIP LOCKED')

/** Takes the next of them; other processes take others. */
export const takeDue = async (tx: Db, limit: number): Promise<Due | null> => {
  const first = await selectOne(tx, `SELECT rollup, unit_id FROM rollup_dirty ORDER BY depth DESC, unit_id, rollup LIMIT 1 ${forUpdate(tx)}`)
  if (!first) return null
  const due = { rollup: text(first['rollup']), unitId: number(first['unit_id']) }
  const sql = `SELECT slice FROM rollup_dirty WHERE rollup = :rollup AND unit_id = :unitId ORDER BY slice LIMIT :limit ${forUpdate(tx)}`
  const slices = (await select(tx, sql, { ...due, limit })).map(row => text(row['slice']))
  await execute(tx, 'DELETE FROM rollup_dirty WHERE rollup = :rollup AND unit_id = :unitId AND slice IN (:slices)', { ...due, slices })
  return { ...due, slices }
}
