import type { Db } from '../db/connect.ts'
import { execute, select } from '../db/query.ts'

/** Whoever counts sums of a unit keeps others from it meanwhile. Rows of the unit itself stay free: issuing refers to them. */
export const lockUnit = async (tx: Db, unitId: number): Promise<void> => {
  await execute(tx, `${tx.engine === 'sqlite' ? 'INSERT OR IGNORE' : 'INSERT IGNORE'} INTO rollup_units (unit_id) VALUES (:unitId)`, { unitId })
  if (tx.engine === 'mariadb') await select(tx, 'SELECT unit_id FROM rollup_units WHERE unit_id = :unitId FOR UPDATE', { unitId })
}
