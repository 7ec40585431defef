import type { Db } from '../db/connect.ts'
import { number, selectOne } from '../db/query.ts'
import type { Deps } from '../deps.ts'

/** Ids are given out before their transactions commit: for so long a row may still turn up behind later ones. */
const settlesAfterMs = 60_000
const atOnce = 200
/** What fails as often as this is left behind: one bad row does not hold up all others. */
const mostTries = 5

/** How far a follower has come; 0 where it has not begun. */
export const positionOf = async (db: Db, name: string): Promise<number> =>
  number((await selectOne(db, 'SELECT position FROM cursors WHERE name = :name', { name }))?.['position'] ?? 0)

export const savePosition = async (db: Db, name: string, position: number): Promise<void> => {
  await db.models.cursors.upsert({ name, position }, { transaction: db.transaction })
}

interface Following<Row> {
  readonly name: string
  /** Rows after an id, in the order of their ids. */
  readonly read: (after: number, limit: number) => Promise<readonly Row[]>
  /** What has to be done for a row. It may be done again: after a restart, or by another process. */
  readonly handle: (row: Row) => Promise<void>
}

/**
 * Follows a table that rows are added to. Each turn takes the next rows and answers how many there were. The position, from which a restart
 * goes on, stays behind everything that is younger than a minute, so that a row whose transaction commits late is not stepped over.
 */
export const follower = <Row extends { readonly id: number }>(
  { db, clock, log }: Pick<Deps, 'db' | 'clock' | 'log'>,
  { name, read, handle }: Following<Row>,
): (() => Promise<number>) => {
  const handledAt = new Map<number, number>()
  const failures = new Map<number, number>()
  const attend = async (row: Row) => {
    try {
      await handle(row)
    } catch (error) {
      const tries = (failures.get(row.id) ?? 0) + 1
      log.error({ err: error, follower: name, id: row.id, tries }, 'a row could not be followed up')
      failures.set(row.id, tries)
      if (tries < mostTries) return
    }
    failures.delete(row.id)
    handledAt.set(row.id, clock.now().getTime())
  }
  const settle = async (rows: readonly Row[], position: number) => {
    const settled = clock.now().getTime() - settlesAfterMs
    const open = rows.findIndex(({ id }) => (handledAt.get(id) ?? Infinity) > settled)
    const last = (open < 0 ? rows : rows.slice(0, open)).at(-1)?.id ?? position
    if (last > position) await savePosition(db, name, last)
    for (const id of handledAt.keys()) if (id <= last) handledAt.delete(id)
  }
  return async () => {
    const position = await positionOf(db, name)
    const rows = await read(position, handledAt.size + atOnce)
    const fresh = rows.filter(({ id }) => !handledAt.has(id))
    for (const row of fresh) await attend(row)
    await settle(rows, position)
    return fresh.length
  }
}
