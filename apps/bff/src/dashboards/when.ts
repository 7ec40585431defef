import { dayIn, isoDay, type Day } from '@wallet/shared/certificates/validity'
import type { Deps } from '../deps.ts'
import { asOfNow, type AsOf } from '../rollups/rollup.ts'

/** The one moment that everything in an answer is as of. */
export interface When extends AsOf {
  /** The local day it is. */
  readonly today: Day
  /** The same as it stands in sums: `2026-11-23`. */
  readonly day: string
}

export const whenNow = (deps: Pick<Deps, 'clock' | 'config'>): When => {
  const { now, zone } = asOfNow(deps)
  const today = dayIn(now, zone)
  return { now, today, day: isoDay(today), zone }
}
