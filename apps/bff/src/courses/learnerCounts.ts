import type { Db } from '../db/connect.ts'
import { number, select } from '../db/query.ts'
import type { Clock } from '../deps.ts'

/** How many have enrolled, by course. */
export type LearnerCounts = ReadonlyMap<number, number>

const minuteMs = 60_000

export const countLearners = async (db: Db): Promise<LearnerCounts> =>
  new Map((await select(db, 'SELECT course_id, COUNT(*) AS n FROM enrolments GROUP BY course_id')).map(row => [number(row['course_id']), number(row['n'])]))

/** How many have enrolled in each course. Counted at most once a minute for everybody: it takes longer the more have. */
export const learnerCounter = ({ db, clock }: { readonly db: Db; readonly clock: Clock }): (() => Promise<LearnerCounts>) => {
  let countedAt = Number.NEGATIVE_INFINITY
  let counts: Promise<LearnerCounts> = Promise.resolve(new Map())
  return async () => {
    const now = clock.now().getTime()
    if (now - countedAt >= minuteMs) {
      countedAt = now
      counts = countLearners(db)
      counts.catch(() => (countedAt = Number.NEGATIVE_INFINITY))
    }
    return counts
  }
}
