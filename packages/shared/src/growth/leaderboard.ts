/** What people are compared by, and among whom. */
export const metrics = ['points', 'minutes', 'certificates', 'badges'] as const
export type Metric = (typeof metrics)[number]
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
const inOrder = (one: Entry, other: Entry) =>
  other.value - one.value || one.reachedAt.getTime() - other.reachedAt.getTime() || (one.employeeNo < other.employeeNo ? -1 : 1)

const placeAmong = <E extends Entry>(others: readonly Entry[], entry: E): Place<E> => ({
  entry,
  rank: 1 + others.filter(({ value }) => value > entry.value).length,
  isShared: others.some(({ value, employeeNo }) => value === entry.value && employeeNo !== entry.employeeNo),
})

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
export interface Board<E extends Entry = Entry> {
  /** From the top down: places, and gaps between them. */
  readonly rows: readonly (Place<E> | Gap)[]
  readonly mine: Place<E>
  /** What is missing to stand above the next better rank, and that rank; null: nobody is better. */
  readonly next: { readonly rank: number; readonly missing: number } | null
}
export interface Window {
  /** How many are shown from the top. */
  readonly top: number
  /** How many neighbours on either side of me. */
  readonly beside: number
}

/** Rows near the top or near me; a stretch of one is shown as it is, since a gap would take as much room. */
const withGaps = <E extends Entry>(places: readonly Place<E>[], me: number, { top, beside }: Window): (Place<E> | Gap)[] => {
  const isNear = (i: number) => i < top || Math.abs(i - me) <= beside
  const isShown = (i: number) => isNear(i) || (isNear(i - 1) && isNear(i + 1))
  return places.flatMap((place, i): (Place<E> | Gap)[] => {
    if (isShown(i)) return [place]
    if (!isShown(i - 1)) return []
    const end = places.findIndex((_, j) => j > i && isShown(j))
    return end < 0 ? [] : [{ from: place.rank, to: places[end - 1]?.rank ?? place.rank }]
  })
}

/**
 * The board as I see it: the top, my row and my neighbours. Whoever has opted out, or has nothing yet, is neither shown to
 * others nor counted, but sees their own row where it would stand; nobody else's rank moves for it.
 */
export const boardFor = <E extends Entry>(entries: readonly E[], me: E, window: Window): Board<E> => {
  const others = ranked(entries.filter(({ employeeNo }) => employeeNo !== me.employeeNo))
  const rivals = others.map(({ entry }) => entry)
  const mine = placeAmong(rivals, me)
  const isHidden = me.isOptedOut || me.value === 0
  const places = isHidden ? [...others, mine].sort((a, b) => inOrder(a.entry, b.entry)) : ranked([...rivals, me])
  const better = places.filter(({ entry }) => entry.value > me.value).at(-1)
  return {
    rows: withGaps(
      places,
      places.findIndex(({ entry }) => entry.employeeNo === me.employeeNo),
      window,
    ),
    mine,
    next: better ? { rank: better.rank, missing: better.entry.value - me.value + 1 } : null,
  }
}

/** Ranks won (above 0) or lost since the period before; null: not on the board then. */
export const movement = (rank: number, before: number | null): number | null => (before === null ? null : before - rank)
