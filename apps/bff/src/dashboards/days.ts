import { addDays, addMonths, dayIn, endOfDay, isoDay, parseDay, startOfDay } from '@wallet/shared/certificates/validity'
import type { Db } from '../db/connect.ts'
import { instant } from '../db/query.ts'
import type { When } from './when.ts'

/** A local day so many days from today. */
export const dayFrom = ({ today }: When, days: number): string => isoDay(addDays(today, days))

/** The first day of a month so many months from this one. */
export const monthStart = ({ today }: When, months: number): string => isoDay(addMonths({ ...today, day: 1 }, months))

/** The last twelve local months, the oldest first. */
export const lastMonths = (when: When): string[] => Array.from({ length: 12 }, (_, n) => monthStart(when, n - 11).slice(0, 7))

/** So many last local days, the oldest first; the last is today. */
export const lastDays = (when: When, days: number): string[] => Array.from({ length: days }, (_, n) => dayFrom(when, n + 1 - days))

/** Monday to Friday. */
export const isWorkday = (day: string): boolean => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** The day of the month before this one that is as far into it, or its last where it was shorter. */
export const sameDayBefore = ({ today }: When): string => isoDay(addMonths(today, -1))

/** Within so many days: the days from today to the one before this. */
export const expiringBefore = (when: When, days = 30): string => dayFrom(when, days)

/** From one instant to another, as they stand in columns; the first belongs to it, the last does not. */
interface Bounds {
  readonly from: string
  readonly until: string
}

/** A local month (`2026-11`) or day (`2026-11-23`). */
export const boundsOfSpan = (db: Db, { zone }: When, span: string): Bounds => {
  const isMonth = span.length === 7
  const first = parseDay(isMonth ? `${span}-01` : span) ?? dayIn(new Date(0), zone)
  const until = isMonth ? startOfDay(addMonths(first, 1), zone) : endOfDay(first, zone)
  return { from: instant(db, startOfDay(first, zone)), until: instant(db, until) }
}

/** Ends (exclusive) of what has its last day within so many days, from today on: `> from` and `<= until`. */
export const endsWithin = (db: Db, { today, zone }: When, days: number): Bounds => ({
  from: instant(db, startOfDay(today, zone)),
  until: instant(db, startOfDay(addDays(today, days), zone)),
})
