import { addDays, addMonths, isoDay } from '@wallet/shared/certificates/validity'
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
