import { percentOf } from '@wallet/shared/percent'
import type { Locale } from '../../i18n/index.ts'

const formats = (options: Intl.NumberFormatOptions): Readonly<Record<Locale, Intl.NumberFormat>> => ({
  'zh-CN': new Intl.NumberFormat('zh-CN', options),
  en: new Intl.NumberFormat('en', options),
})
const [whole, oneDecimal, percent, percentWithDecimal] = [
  formats({ maximumFractionDigits: 0 }),
  formats({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  formats({ style: 'percent', maximumFractionDigits: 0 }),
  formats({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
]

/** `1,180` */
export const count = (n: number, locale: Locale): string => whole[locale].format(n)

/** The same where a sentence has to know that it is one: as a number then. */
export const counted = (n: number, locale: Locale): string | number => (n === 1 ? n : count(n, locale))

/** `6.3` */
export const decimal = (n: number, locale: Locale): string => oneDecimal[locale].format(n)

/** Whole percent, rounded down: a goal is reached when it is reached, and 100 is for nothing missing. */
export const percentDown = (part: number, of: number): number => Math.floor(percentOf(part, of))

/** `94%`, of a number of percent. */
export const percentWords = (n: number, locale: Locale): string => percent[locale].format(n / 100)

/** A number of percent with two decimals, rounded down to tenths. */
const tenthsDown = (n: number) => Math.floor(Math.round(n * 100) / 10)

/** `94.5%`, rounded down, of a number of percent with two decimals. */
export const finePercentWords = (n: number, locale: Locale): string => percentWithDecimal[locale].format(tenthsDown(n) / 1000)

/** How many points lie between two of them, as they are told: what a reader would subtract. */
export const pointsBetween = (one: number, other: number): number => (tenthsDown(one) - tenthsDown(other)) / 10

/** `11` for `2026-11`. */
const monthNumber = (month: string) => Number(month.slice(5, 7))
const monthNames: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { month: 'short', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' }),
}
/** `11月`, `Nov`, of `2026-11`. */
export const monthName = (month: string, locale: Locale): string => monthNames[locale].format(new Date(Date.UTC(2000, monthNumber(month) - 1)))

/** The same on an axis, where it need not say that it is a month: `11`, `Nov`. */
export const monthOnAxis = (month: string, locale: Locale): string => (locale === 'en' ? monthName(month, locale) : String(monthNumber(month)))

/** `11/9`, in English `9 Nov`, of `2026-11-09`. */
export const dayOnAxis = (day: string, locale: Locale): string =>
  locale === 'en' ? `${Number(day.slice(8))} ${monthName(day, locale)}` : `${monthNumber(day)}/${Number(day.slice(8))}`
