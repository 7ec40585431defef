import { addDays, dayIn, startOfDay, validUntilAfter } from './validity.ts'

/** So many days before its end a certificate can be renewed. */
export const renewalDays = 90

/** From when a certificate with this exclusive end can be renewed: the beginning of a day, in the zone. */
export const renewableFrom = (validUntil: Date, zone: string): Date => startOfDay(addDays(dayIn(validUntil, zone), -renewalDays), zone)

/**
 * The exclusive end of the next cycle: so many months after the end of the one before, or after now where that is over, so that nobody loses
 * days by renewing early. Null: no end.
 */
export const renewedUntil = (now: Date, before: Date | null, months: number | null, zone: string): Date | null => {
  const lastMoment = before === null ? now : new Date(Math.max(now.getTime(), before.getTime() - 1))
  return validUntilAfter(lastMoment, months, zone)
}

/** Whether it is time: `now` lies within the window, or after the end. */
export const isRenewable = (now: Date, validUntil: Date, zone: string): boolean => now >= renewableFrom(validUntil, zone)
