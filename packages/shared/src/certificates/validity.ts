/** A calendar day in some zone, without a time. */
export interface Day {
  readonly year: number
  /** 1–12 */
  readonly month: number
  readonly day: number
}

const parts = new Map<string, Intl.DateTimeFormat>()
const formatter = (zone: string) => {
  const known = parts.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  parts.set(zone, made)
  return made
}
type Fields = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>>
const shownIn = (instant: Date, zone: string) =>
  Object.fromEntries(
    formatter(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Fields

const offsetBetween = (instant: Date, { year, month, day, hour, minute, second }: Fields) =>
  Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant.getTime() / 1000) * 1000

/** Since 1973 clocks have changed at quarters of an hour only: within one, a zone is as far ahead as at its beginning. */
const [slotMs, slotsSince] = [900_000, Date.UTC(1973)]
const known = new Map<string, number>()
const offsetIn = (slot: number, zone: string): number => {
  const name = `${slot} ${zone}`
  const offset = known.get(name) ?? offsetBetween(new Date(slot * slotMs), shownIn(new Date(slot * slotMs), zone))
  if (known.size > 150_000) known.clear()
  known.set(name, offset)
  return offset
}

const fieldsIn = (instant: Date, zone: string): Fields => {
  const time = instant.getTime()
  if (!(time >= slotsSince)) return shownIn(instant, zone)
  const there = new Date(time + offsetIn(Math.floor(time / slotMs), zone))
  const [year, month, day] = [there.getUTCFullYear(), there.getUTCMonth() + 1, there.getUTCDate()]
  return { year, month, day, hour: there.getUTCHours(), minute: there.getUTCMinutes(), second: there.getUTCSeconds() }
}

/** The day it is at an instant in a zone (IANA name, e.g. `Asia/Shanghai`). */
export const dayIn = (instant: Date, zone: string): Day => {
  const { year, month, day } = fieldsIn(instant, zone)
  return { year, month, day }
}

/** The hour of the day, 0–23, that it is at an instant in a zone. */
export const hourIn = (instant: Date, zone: string): number => fieldsIn(instant, zone).hour

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. */
const offsetAt = (instant: Date, zone: string) => offsetBetween(instant, fieldsIn(instant, zone))

/** The instant at which a day begins in a zone: its first moment, also where the clock jumps over midnight. */
export const startOfDay = ({ year, month, day }: Day, zone: string): Date => {
  const wall = Date.UTC(year, month - 1, day)
  const before = wall - offsetAt(new Date(wall - 86_400_000), zone)
  const after = wall - offsetAt(new Date(wall + 86_400_000), zone)
  const fits = [before, after].filter(time => time + offsetAt(new Date(time), zone) === wall)
  return new Date(fits.length > 0 ? Math.min(...fits) : Math.max(before, after))
}

/** The same day some months later, clamped to the month's last: 31 January + 1 month = 28 or 29 February. */
export const addMonths = ({ year, month, day }: Day, months: number): Day => {
  const count = year * 12 + (month - 1) + months
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1]
  return { year: y, month: m, day: Math.min(day, new Date(Date.UTC(y, m, 0)).getUTCDate()) }
}

/** The day some days later (or earlier). */
export const addDays = ({ year, month, day }: Day, days: number): Day => {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day + days)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/**
 * The exclusive end of a certificate whose last day is `lastDay`: the first instant of the day after, in the zone.
 */
export const endOfDay = (lastDay: Day, zone: string): Date => startOfDay(addDays(lastDay, 1), zone)

/** The end of a certificate issued at an instant and valid for some months: at the end of the local day that many months on. Null months: no end. */
export const validUntilAfter = (issuedAt: Date, months: number | null, zone: string): Date | null =>
  months === null ? null : endOfDay(addMonths(dayIn(issuedAt, zone), months), zone)

/** The last day on which a certificate with this exclusive end is still valid, in the zone. */
export const lastDayOf = (validUntil: Date, zone: string): Day => dayIn(new Date(validUntil.getTime() - 1), zone)

/** `2026-11-23` */
export const isoDay = ({ year, month, day }: Day): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** A day from `2026-11-23`, or null where there is no such day. */
export const parseDay = (text: string): Day | null => {
  const [, year = 0, month = 0, day = 0] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number)
  const read = { year, month, day }
  return month > 0 && isoDay(addDays(read, 0)) === text ? read : null
}
