import type { Place } from './place.ts'

/** For so many milliseconds an id may still turn up behind later ones. */
const settlesAfterMs = 60_000
/** So many ids before one that comes may be late; a longer leap was made by the database itself. */
const longestLeap = 200

const between = (from: number, to: number) => {
  const first = Math.max(from + 1, to - longestLeap)
  return Array.from({ length: Math.max(0, to - first) }, (_, index) => first + index)
}

/** Which certificates are known, in the order in which they turn up: the last of them, and those below it that may still come. */
export const knowledge = (ids: readonly number[], now: number) => {
  let last = ids[0] ?? 0
  const gaps = new Map<number, number>()
  const add = (id: number, at: number) => {
    if (gaps.delete(id) || id <= last) return
    for (const missed of between(last, id)) gaps.set(missed, at)
    last = id
  }
  for (const id of ids) add(id, now)
  return {
    add,
    /** Gives up on those that have not come for long. */
    settle: (at: number) => {
      for (const [id, since] of gaps) if (at - since > settlesAfterMs) gaps.delete(id)
    },
    place: (): Place => ({ last, gaps: [...gaps.keys()].toSorted((one, other) => one - other) }),
  }
}
