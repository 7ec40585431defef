import { dayIn, isoDay, type Day } from '@wallet/shared/certificates/validity'
import type { Deps } from '../deps.ts'

/** The one moment that everything in an answer is as of. */
export interface When {
  readonly now: Date
  /** The local day it is. */
  readonly today: Day
  /** The same as it stands in sums: `2026-11-23`. */
  readonly day: string
  readonly zone: string
}

export const whenNow = ({ clock, config: { zone } }: Pick<Deps, 'clock' | 'config'>): When => {
  const now = clock.now()
  const today = dayIn(now, zone)
  return { now, today, day: isoDay(today), zone }
}
