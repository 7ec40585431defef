import { dayIn, isoDay, lastDayOf, type Day } from '@wallet/shared/certificates/validity'
import type { Locale } from '@wallet/shared/session/session'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026-11-20`, in English `20 Nov 2026`. */
export const wordsOfDay = (day: Day, locale: Locale): string => (locale === 'en' ? `${day.day} ${months[day.month - 1]} ${day.year}` : isoDay(day))

/** The same as it is printed: `2026.11.20`, in English as above. */
export const printedDay = (day: Day, locale: Locale): string => (locale === 'en' ? wordsOfDay(day, locale) : isoDay(day).replaceAll('-', '.'))

/** The same in words: `2026 年 11 月 20 日`, in English as above. */
export const solemnDay = (day: Day, locale: Locale): string => (locale === 'en' ? wordsOfDay(day, locale) : `${day.year} 年 ${day.month} 月 ${day.day} 日`)

/** The day of an instant in the organisation's zone. */
export const dayOf = (instant: string, zone: string, locale: Locale): string => wordsOfDay(dayIn(new Date(instant), zone), locale)

/** The last day on which something with this exclusive end holds. */
export const lastDay = (validUntil: string, zone: string, locale: Locale): string => wordsOfDay(lastDayOf(new Date(validUntil), zone), locale)

/** `09:12` in the organisation's zone. */
export const clockOf = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant))

/** `2026-11-20 09:12`, in English `20 Nov 2026, 09:12`. */
export const timeOf = (instant: string, zone: string, locale: Locale): string =>
  `${dayOf(instant, zone, locale)}${locale === 'en' ? ', ' : ' '}${clockOf(instant, zone)}`

/** `2026-11`, in English `Nov 2026`. */
export const monthOf = (instant: string, zone: string, locale: Locale): string => {
  const day = dayIn(new Date(instant), zone)
  return locale === 'en' ? `${months[day.month - 1]} ${day.year}` : isoDay(day).slice(0, 7)
}
