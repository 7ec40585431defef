import { z } from 'zod'
import { count, localDay, localMonth } from './figures.ts'

/** Certificates issued, by what they are for. Revoked ones count: they were issued. */
export const IssuedByType = z.object({ course: count, exam: count, achievement: count }).meta({ id: 'IssuedByType' })
export type IssuedByType = Readonly<z.infer<typeof IssuedByType>>

/** A local month. */
export const IssuedMonth = z.object({ month: localMonth, issued: IssuedByType })
export type IssuedMonth = Readonly<z.infer<typeof IssuedMonth>>

/** What was issued in a unit (as it was at issue) with all below it, month by month. */
export const IssuanceMonths = z
  .object({
    months: z.array(IssuedMonth).describe('Twelve, the oldest first; the last is this month, up to now. Months without any are there with zeros'),
    sameDaysBefore: count.describe('Issued in as many days of the month before as have begun of this one; all of them where it was shorter'),
    throughDay: z.int().min(1).max(31).describe("Today's day of the month"),
  })
  .meta({ id: 'IssuanceMonths' })
export type IssuanceMonths = Readonly<z.infer<typeof IssuanceMonths>>

/** A local day. */
export const IssuedDay = z.object({
  day: localDay,
  issued: count,
  isWorkday: z.boolean().describe('Monday to Friday, where no calendar of the organisation knows better'),
})
export type IssuedDay = Readonly<z.infer<typeof IssuedDay>>

/** What was issued day by day. */
export const IssuanceDays = z
  .object({
    days: z.array(IssuedDay).describe('Thirty, the oldest first; the last is today, up to now'),
  })
  .meta({ id: 'IssuanceDays' })
export type IssuanceDays = Readonly<z.infer<typeof IssuanceDays>>

const percent = z.number().min(0).max(100).nullable()
/** The coverage of a unit beside that of the enterprise in one month. */
export const CoverageMonth = z.object({
  month: localMonth,
  unit: percent.describe("Percent with two decimals at the end of the month's last day, of this month now; null: nobody kept it, or nothing was required"),
  enterprise: percent,
})
export type CoverageMonth = Readonly<z.infer<typeof CoverageMonth>>
/** Twelve months, the oldest first; the last is this month. */
export const CoverageTrend = z.object({ months: z.array(CoverageMonth) }).meta({ id: 'CoverageTrend' })
export type CoverageTrend = Readonly<z.infer<typeof CoverageTrend>>
