import { dayIn } from '@wallet/shared/certificates/validity'
import { metrics } from '@wallet/shared/growth/leaderboard'
import { periodBefore, periodName, periodOf, type Period } from '@wallet/shared/growth/period'
import type { Deps } from '../deps.ts'
import { closedBoard, listFrozen } from './closedBoards.ts'

/** As far back as a board may be asked for, and one more, against which it moves. */
const periodsBack = 13

/** The periods before one, the latest first. */
const before = (period: Period, count: number): Period[] => {
  const earlier = count > 0 ? periodBefore(period) : null
  return earlier ? [earlier, ...before(earlier, count - 1)] : []
}

/** Freezes the boards of weeks and months that are over; answers how many there were. */
export const closeBoards = (deps: Pick<Deps, 'db' | 'clock' | 'config'>) => async (): Promise<number> => {
  const today = dayIn(deps.clock.now(), deps.config.zone)
  const over = (['week', 'month'] as const).flatMap(kind => before(periodOf(kind, today), periodsBack)).map(periodName)
  let closed = 0
  for (const metric of metrics) {
    const frozen = await listFrozen(deps.db, metric)
    for (const period of over.filter(name => !frozen.has(name))) {
      await closedBoard(deps, metric, period)
      closed += 1
    }
  }
  return closed
}
