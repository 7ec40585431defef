import { addDays, dayIn, endOfDay, isoDay, parseDay, startOfDay, type Day } from '@wallet/shared/certificates/validity'
import type { Db } from '../../db/connect.ts'
import { instant } from '../../db/query.ts'

const dayMs = 86_400_000
const countOf = (day: Day) => Date.UTC(day.year, day.month - 1, day.day) / dayMs

/** From one local day to another (`2026-11-23`), 0 where they are the same; null where it is no day. */
export const daysUntil = (today: Day, day: string): number | null => {
  const parsed = parseDay(day)
  return parsed && countOf(parsed) - countOf(today)
}

/** The local day of an instant. */
export const dayOf = (at: Date, zone: string): string => isoDay(dayIn(at, zone))

/** From the beginning of a local month or day to its end, as they stand in columns. */
export const spanOf = (db: Db, zone: string, when: string): { readonly from: string; readonly until: string } => {
  const first = parseDay(when.length === 7 ? `${when}-01` : when) ?? dayIn(new Date(0), zone)
  const after = when.length === 7 ? startOfMonthAfter(first, zone) : endOfDay(first, zone)
  return { from: instant(db, startOfDay(first, zone)), until: instant(db, after) }
}

const startOfMonthAfter = ({ year, month }: Day, zone: string) =>
  startOfDay(month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }, zone)

/** What ends (exclusively) from the end of `from` days after today to that of `until` days after: the last days are those in between. */
export const endsWithin = (db: Db, zone: string, today: Day, days: number): { readonly from: string; readonly until: string } => ({
  from: instant(db, startOfDay(today, zone)),
  until: instant(db, startOfDay(addDays(today, days), zone)),
})
