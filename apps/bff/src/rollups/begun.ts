import { positionOf, savePosition } from '../audit/follow.ts'
import { isIssued } from '../certificates/statusWhere.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import { instant } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { certificateMarks } from './certificateMarks.ts'
import { mark } from './dirty.ts'

const name = 'certificates that have begun'
const minuteMs = 60_000
/** How far back is looked where nobody has looked before. */
const firstMs = 24 * 60 * minuteMs
const minuteOf = (at: Date) => Math.floor(at.getTime() / minuteMs)

/** What has begun by now counts in all sums: a later start looks at what has begun since. */
export const rememberBegun = (db: Db, now: Date): Promise<void> => savePosition(db, name, minuteOf(now))

/** From where on a start looks: a minute before it was last looked, by whose clock ever; where that is still to come, it was wrong. */
const firstFrom = async (db: Db, now: Date): Promise<Date> => {
  const last = await positionOf(db, name)
  return new Date(last > 0 && last <= minuteOf(now) ? (last - 1) * minuteMs : now.getTime() - firstMs)
}

/**
 * A certificate counts from the moment of its issue on. Where that lay in the future when it was told (the clocks of two machines differ),
 * every sum that it counts in is counted again once it has passed, however long no process was there.
 */
export const markBegun = ({ db, clock, config }: Pick<Deps, 'db' | 'clock' | 'config'>) => {
  let since: Date | null = null
  return async (): Promise<void> => {
    const now = clock.now()
    const from = since ?? (await firstFrom(db, now))
    const marks = await certificateMarks(db, config.zone, `c.issued_at > :from AND ${isIssued}`, { from: instant(db, from), now: instant(db, now) })
    await inTransaction(db, tx => mark(tx, marks))
    if (!since || minuteOf(since) < minuteOf(now)) await rememberBegun(db, now)
    since = now
  }
}
