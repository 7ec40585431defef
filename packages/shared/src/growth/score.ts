import type { LearningEvent } from '../badges/event.ts'
import { parseDay } from '../certificates/validity.ts'
import type { Metric } from './leaderboard.ts'
import { periodKinds, periodName, periodOf } from './period.ts'

/** What an event adds to one metric of the leaderboard; time in seconds. */
export interface Gain {
  readonly metric: Metric
  readonly amount: number
}

/** What an event that earned so many points adds. Nothing where it adds nothing. */
export const gainsOf = (event: LearningEvent, points: number): Gain[] =>
  [
    { metric: 'points', amount: points },
    { metric: 'minutes', amount: event.kind === 'lessonStudied' ? event.seconds : 0 },
    { metric: 'certificates', amount: Number(event.kind === 'certificateIssued') },
    { metric: 'badges', amount: Number(event.kind === 'badgeEarned') },
  ].filter((gain): gain is Gain => gain.amount > 0)

/** The names of the periods in which a local day counts: its week, its month, and all. */
export const periodsWith = (day: string): string[] => {
  const parsed = parseDay(day)
  return parsed ? periodKinds.map(kind => periodName(periodOf(kind, parsed))) : []
}

/** What the board shows of an amount: time in whole minutes. */
export const shownAmount = (metric: Metric, amount: number): number => (metric === 'minutes' ? Math.floor(amount / 60) : amount)

/** Somebody's amount of a metric in a period, and when the last of it was added. */
export interface Score extends Gain {
  readonly period: string
  readonly reachedAt: string
}

/** What events add to each score, summed up: in any order they come to the same. */
export const scoresOf = (earned: readonly { readonly event: LearningEvent; readonly points: number }[]): Score[] => {
  const scores = new Map<string, Score>()
  for (const { event, points } of earned)
    for (const { metric, amount } of gainsOf(event, points))
      for (const period of periodsWith(event.day)) {
        const before = scores.get(`${period} ${metric}`)
        const reachedAt = before && before.reachedAt > event.at ? before.reachedAt : event.at
        scores.set(`${period} ${metric}`, { metric, period, amount: amount + (before?.amount ?? 0), reachedAt })
      }
  return [...scores.values()]
}
