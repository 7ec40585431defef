/** What people are compared by. */
export const metrics = ['points', 'minutes', 'certificates', 'badges'] as const
export type Metric = (typeof metrics)[number]
/** Among whom: my unit with all below it, or everybody. */
export const scopes = ['team', 'enterprise'] as const
export type Scope = (typeof scopes)[number]

/** One person in a period: how much, and when they had come so far. */
export interface Entry {
  readonly employeeNo: string
  readonly value: number
  readonly reachedAt: Date
  readonly isOptedOut: boolean
}

/** A place on the board; `isShared`: somebody else has the same rank. */
export interface Place<E extends Entry = Entry> {
  readonly entry: E
  readonly rank: number
  readonly isShared: boolean
}

/** The higher value first; of equals whoever was there earlier, then by employee number, so that the order never wavers. */
export const inOrder = (one: Entry, other: Entry) =>
  other.value - one.value || one.reachedAt.getTime() - other.reachedAt.getTime() || (one.employeeNo < other.employeeNo ? -1 : 1)

/** Standard competition ranking (1, 2, 2, 4) of those who have something to show and have not opted out. */
export const ranked = <E extends Entry>(entries: readonly E[]): Place<E>[] => {
  const shown = entries.filter(({ isOptedOut, value }) => !isOptedOut && value > 0).sort(inOrder)
  const firstWith = new Map<number, number>()
  const countOf = new Map<number, number>()
  shown.forEach(({ value }, i) => {
    if (!firstWith.has(value)) firstWith.set(value, i + 1)
    countOf.set(value, (countOf.get(value) ?? 0) + 1)
  })
  return shown.map(entry => ({ entry, rank: firstWith.get(entry.value) ?? 1, isShared: (countOf.get(entry.value) ?? 0) > 1 }))
}

/** A stretch of the board that is left out: its first and its last rank. */
export interface Gap {
  readonly from: number
  readonly to: number
}
/** A ranking as one person sees it. */
export interface Board<E extends Entry = Entry> {
  /** From the top down: places, and gaps between them. */
  readonly rows: readonly (Place<E> | Gap)[]
  readonly mine: Place<E>
  /** What is missing to stand above the next better rank, and that rank; null: nobody is better. */
  readonly next: { readonly rank: number; readonly missing: number } | null
}
/** How much of a ranking is shown. */
export interface Window {
  /** How many are shown from the top. */
  readonly top: number
  /** How many neighbours on either side of me. */
  readonly beside: number
}

const range = (from: number, until: number) => Array.from({ length: Math.max(0, until - from) }, (_, i) => from + i)

/** Rows near the top or near me; a stretch of one is shown as it is, since a gap would take as much room. */
const withGaps = <E extends Entry>(places: readonly Place<E>[], me: number, { top, beside }: Window): (Place<E> | Gap)[] => {
  const near = [...range(0, top), ...range(me - beside, me + beside + 1)].filter(i => i >= 0 && i < places.length)
  const shown = [...new Set(near)].sort((a, b) => a - b)
  const between = (i: number, before: number): (Place<E> | Gap)[] => {
    const left = places.slice(before + 1, i)
    return left.length > 1 ? [{ from: left[0]?.rank ?? 0, to: left.at(-1)?.rank ?? 0 }] : left
  }
  return shown.flatMap((i, at) => [...between(i, shown[at - 1] ?? -1), ...places.slice(i, i + 1)])
}

/** Where somebody who is not on the board would stand, and how many of those who are stand before them. */
const placeBeside = <E extends Entry>(places: readonly Place<E>[], entry: E) => {
  const better = places.filter(place => place.entry.value > entry.value).length
  const before = places.filter(place => inOrder(place.entry, entry) < 0).length
  return { at: before, mine: { entry, rank: 1 + better, isShared: places[better]?.entry.value === entry.value } }
}

/**
 * A ranking as I see it: the top, my row and my neighbours. Whoever is not in it, having opted out or nothing to show, sees their own row
 * where it would stand; nobody else's rank moves for it.
 */
export const viewOf = <E extends Entry>(ranking: readonly Place<E>[], me: E, window: Window): Board<E> => {
  const found = ranking.findIndex(({ entry }) => entry.employeeNo === me.employeeNo)
  const place = ranking[found]
  const { at, mine } = place ? { at: found, mine: place } : placeBeside(ranking, me)
  const places = place ? ranking : [...ranking.slice(0, at), mine, ...ranking.slice(at)]
  const better = places[mine.rank - 2]
  return { rows: withGaps(places, at, window), mine, next: better ? { rank: better.rank, missing: better.entry.value - mine.entry.value + 1 } : null }
}

/** The board of these people as I see it, whether or not I am among them. */
export const boardFor = <E extends Entry>(entries: readonly E[], me: E, window: Window): Board<E> =>
  viewOf(ranked([...entries.filter(({ employeeNo }) => employeeNo !== me.employeeNo), me]), me, window)

/** Ranks won (above 0) or lost since the period before; null: not on the board then. */
export const movement = (rank: number, before: number | null): number | null => (before === null ? null : before - rank)
