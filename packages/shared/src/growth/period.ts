import { addDays, addMonths, isoDay, parseDay, startOfDay, type Day } from '../certificates/validity.ts'

/** What a leaderboard looks at: the week from Monday, the month, or all there has been. */
export const periodKinds = ['week', 'month', 'all'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** A stretch of local days, half-open: `from` inclusive, `until` exclusive (`2026-11-23`); null: without a beginning or an end. */
export interface Period {
  readonly kind: PeriodKind
  readonly from: string | null
  readonly until: string | null
}

/** Days since the last Monday, 0 on a Monday. */
const sinceMonday = ({ year, month, day }: Day) => (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7

const beginningWith = (kind: 'week' | 'month', first: Day): Period => ({
  kind,
  from: isoDay(first),
  until: isoDay(kind === 'week' ? addDays(first, 7) : addMonths(first, 1)),
})

/** The period of a kind in which a local day lies. */
export const periodOf = (kind: PeriodKind, day: Day): Period => {
  if (kind === 'all') return { kind, from: null, until: null }
  return beginningWith(kind, kind === 'week' ? addDays(day, -sinceMonday(day)) : { ...day, day: 1 })
}

/** The period before it; null: there is none before all. */
export const periodBefore = ({ kind, from }: Period): Period | null => {
  const first = from === null ? null : parseDay(from)
  return first && periodOf(kind, addDays(first, -1))
}

/** Whether a period is over on a local day (`2026-11-23`): its board does not change any more. */
export const isClosed = ({ until }: Period, today: string): boolean => until !== null && until <= today

/** Whether a local day lies in a period. */
export const holds = ({ from, until }: Period, day: string): boolean => (from === null || from <= day) && (until === null || day < until)

/** The instants at which a period begins and ends in a zone, half-open. */
export const boundsOf = ({ from, until }: Period, zone: string): { readonly from: Date | null; readonly until: Date | null } => {
  const startOf = (text: string | null) => {
    const day = text === null ? null : parseDay(text)
    return day && startOfDay(day, zone)
  }
  return { from: startOf(from), until: startOf(until) }
}

/** The name of a period, such as `week:2026-11-23`, under which a closed board is kept. */
export const periodName = ({ kind, from }: Period): string => (from === null ? kind : `${kind}:${from}`)
