import type { Badge } from '@wallet/shared/badges/badge'
import { evaluate } from '@wallet/shared/badges/evaluate'
import { asTheyHappened, type LearningEvent } from '@wallet/shared/badges/event'
import { foldEvent, nothingYet } from '@wallet/shared/badges/statistics'

/** A badge and the moment at which it was earned. */
export interface Award {
  readonly badge: Badge
  readonly at: string
  readonly day: string
}

/** The badges that a person's past has earned, each with the event that met its rule first: what recording each event would have given. */
export const awardsAlong = (badges: readonly Badge[], events: readonly LearningEvent[]): Award[] => {
  const open = new Set(badges)
  const awards: Award[] = []
  let statistics = nothingYet
  for (const event of asTheyHappened(events)) {
    const before = statistics
    statistics = foldEvent(statistics, event)
    for (const badge of open) {
      // What has not changed meets no rule that it did not meet before.
      if (statistics[badge.category] === before[badge.category] || !evaluate(badge.rule, statistics, event.day).isMet) continue
      open.delete(badge)
      awards.push({ badge, at: event.at, day: event.day })
    }
  }
  return awards
}
