import type { Db } from '../db/connect.ts'
import { execute, number, select, text } from '../db/query.ts'

/** What has to be done for each unit where all is counted: who holds what, and, once that is known of all, its sums. */
type Step = 'holdings' | 'sums'

/** Which of it is left, and that it has been done. */
export interface Steps {
  readonly isLeft: (step: Step, unitId: number) => boolean
  readonly done: (step: Step, unitId: number) => Promise<void>
}

/** All of it, and nobody has to know later how far it came. */
export const allSteps: Steps = { isLeft: () => true, done: () => Promise.resolve() }

/** They stand among the sums that have to be counted, below any depth: whoever counts what has changed does not take them. */
const name = 'all'

/** Puts down all of it for all units. */
export const putDownSteps = async (tx: Db): Promise<void> => {
  await dropSteps(tx)
  for (const step of ['holdings', 'sums'] satisfies Step[])
    await execute(tx, 'INSERT INTO rollup_dirty (rollup, unit_id, slice, depth) SELECT :name, id, :step, -1 FROM org_units', { name, step })
}

/** Also those of units that are gone. */
export const dropSteps = (tx: Db): Promise<void> => execute(tx, 'DELETE FROM rollup_dirty WHERE rollup = :name', { name })

/** What is left of what was put down. */
export const stepsLeft = async (db: Db): Promise<Steps> => {
  const rows = await select(db, 'SELECT unit_id, slice FROM rollup_dirty WHERE rollup = :name', { name })
  const left = new Set(rows.map(row => `${text(row['slice'])} ${number(row['unit_id'])}`))
  return {
    isLeft: (step, unitId) => left.has(`${step} ${unitId}`),
    done: (step, unitId) => execute(db, 'DELETE FROM rollup_dirty WHERE rollup = :name AND unit_id = :unitId AND slice = :step', { name, unitId, step }),
  }
}
