import { ranked, type Place } from '@wallet/shared/growth/leaderboard'
import type { ScoreEntry } from './boardStore.ts'

/** Scores of some people, ranked. */
export interface Standing {
  readonly entries: readonly ScoreEntry[]
  /** Those who have something to show and have not opted out, best first. */
  readonly places: readonly Place<ScoreEntry>[]
  readonly rankOf: ReadonlyMap<number, number>
}

export const standingOf = (entries: readonly ScoreEntry[]): Standing => {
  const places = ranked(entries)
  return { entries, places, rankOf: new Map(places.map(({ entry, rank }) => [entry.userId, rank])) }
}

/** The same among the people of some units only. */
export const standingWithin = ({ entries }: Standing, unitIds: ReadonlySet<number>): Standing => standingOf(entries.filter(({ unitId }) => unitIds.has(unitId)))
