/** How a wall stands with the server. */
export type Standing =
  | { readonly state: 'loading' }
  | { readonly state: 'live'; readonly seconds: number }
  /** What stands there is of then (null: nothing has come yet). */
  | { readonly state: 'lost'; readonly ms: number; readonly since: Date | null; readonly tries: number }
  /** Figures come, news of certificates do not. */
  | { readonly state: 'feedLost'; readonly ms: number }

interface Heard {
  readonly now: Date
  /** When the wall was opened. */
  readonly openedAt: Date
  /** When figures last came. */
  readonly refreshedAt: Date | null
  /** How often they have been asked for since. */
  readonly tries: number
  /** Since when there is no line for news. */
  readonly feedLostAt: Date | null
  /** Whether the browser believes that it has a network: where it knows of none, there is nothing to wait for. */
  readonly isOnline: boolean
}

/** Milliseconds from one refresh to the next. */
export const refreshMs = 10_000
/** Two refreshes have been missed, the third should be there. */
const lostAfterMs = 2.5 * refreshMs

/** Told by the clock and not by errors: a server that answers nothing is as lost as one that is not there. */
export const standingOf = ({ now, openedAt, refreshedAt, tries, feedLostAt, isOnline }: Heard): Standing => {
  const silence = now.getTime() - (refreshedAt ?? openedAt).getTime()
  if (!isOnline || silence >= lostAfterMs) return { state: 'lost', ms: silence, since: refreshedAt, tries }
  if (!refreshedAt) return { state: 'loading' }
  const withoutFeed = feedLostAt ? now.getTime() - feedLostAt.getTime() : 0
  return withoutFeed >= lostAfterMs ? { state: 'feedLost', ms: withoutFeed } : { state: 'live', seconds: Math.max(0, Math.round(silence / 1000)) }
}

/** A span in its largest whole unit: `6 分钟`. */
export const spanOf = (ms: number): { readonly unit: 'seconds' | 'minutes' | 'hours'; readonly n: number } => {
  const seconds = Math.floor(ms / 1000)
  if (seconds < 60) return { unit: 'seconds', n: seconds }
  return seconds < 3600 ? { unit: 'minutes', n: Math.floor(seconds / 60) } : { unit: 'hours', n: Math.floor(seconds / 3600) }
}

/** Hours of the night in which a wall moves, so that nothing burns into it: from eight in the evening, for eleven. */
const [evening, hours, step] = [20, 11, 2]

/** By how many units the picture is moved in this hour of the day: two more each hour, and back. */
export const shiftAt = (hour: number): number => {
  const into = (hour - evening + 24) % 24
  return into > hours ? 0 : step * Math.min(into, hours - into)
}
