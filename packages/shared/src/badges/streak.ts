import { addDays, isoDay, parseDay } from '../certificates/validity.ts'

/** A run of active days: its first and its last (`2026-11-23`). */
export type Run = readonly [first: string, last: string]
/** Every active day, as runs: in order, apart by a day or more. A set of days, in the one form there is for it. */
export type Runs = readonly Run[]

const noDay = { year: 0, month: 0, day: 0 }
const shifted = (day: string, by: number) => isoDay(addDays(parseDay(day) ?? noDay, by))

/** Days in a run, by the calendar. */
const lengthOf = ([first, last]: Run) => Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1

/** The runs with one more active day. A day that is there changes nothing, and the order in which days come does not matter. */
export const withDay = (runs: Runs, day: string): Runs => {
  if (runs.some(([first, last]) => first <= day && day <= last)) return runs
  const [eve, morrow] = [shifted(day, -1), shifted(day, 1)]
  const earlier = runs.filter(([, last]) => last < eve)
  const later = runs.filter(([first]) => first > morrow)
  const ended = runs.find(([, last]) => last === eve)
  const begun = runs.find(([first]) => first === morrow)
  return [...earlier, [ended?.[0] ?? day, begun?.[1] ?? day], ...later]
}

/** How many days there are in all. */
export const countDays = (runs: Runs): number => runs.reduce((sum, run) => sum + lengthOf(run), 0)

/** The longest run there has been. */
export const longestStreak = (runs: Runs): number => Math.max(0, ...runs.map(lengthOf))

/** The run that is going on: it lives until the end of the day after its last active one. `today` is the local day. */
export const currentStreak = (runs: Runs, today: string): number => {
  const run = runs.at(-1)
  return run && run[1] >= shifted(today, -1) ? lengthOf(run) : 0
}
