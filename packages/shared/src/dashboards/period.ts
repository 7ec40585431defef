import { addDays, isoDay, parseDay } from '../certificates/validity.ts'
import { periodName, periodOf } from '../growth/period.ts'

/** The periods in which a local day counts on dashboards: itself, its week from Monday, its month; as `day:2026-11-23`, `week:…`, `month:…`. */
export const periodsOf = (day: string): string[] => {
  const parsed = parseDay(day)
  return parsed ? [`day:${day}`, periodName(periodOf('week', parsed)), periodName(periodOf('month', parsed))] : []
}

/** The local days of such a period, half-open; null where it is none. */
export const parsePeriod = (period: string): { readonly from: string; readonly until: string } | null => {
  const [kind, first = ''] = period.split(':')
  const day = parseDay(first)
  if (!day) return null
  if (kind === 'day') return { from: first, until: isoDay(addDays(day, 1)) }
  if (kind !== 'week' && kind !== 'month') return null
  const { from, until } = periodOf(kind, day)
  return from !== null && until !== null ? { from, until } : null
}
