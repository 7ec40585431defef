import { z } from 'zod'
import { dayMs } from '../certificates/status.ts'
import { count } from './figures.ts'

/** Days before the end at which holders are told, each once, and by which dashboards show what ends. */
export const expiryThresholds = [90, 60, 30, 7] as const

/** From when on something that ends (exclusive) can be renewed: 90 days of 24 hours before, at whatever hour it ends. */
export const opensAt = (validUntil: Date): Date => new Date(validUntil.getTime() - expiryThresholds[0] * dayMs)

/** Certificates that end in five days: open, and being renewed. */
export const ExpirySpan = z.object({ fromDay: z.int().describe('The first of its five days: 0, 5, 10 … 85 days left'), open: count, renewing: count })
export type ExpirySpan = Readonly<z.infer<typeof ExpirySpan>>

/** All that end within so many days: fewer than `days` days are left. Within 30 is what the status *expiring* says. */
export const ExpiryWithin = z.object({ days: z.int(), certificates: count, open: count })
export type ExpiryWithin = Readonly<z.infer<typeof ExpiryWithin>>

/**
 * What ends in the coming 90 days with people of a unit and all below it, counted in local days: 0 days left on the last day. Those without
 * an end, and those that have been superseded, are not among them. Renewing: since the 90th day before the end its holder has begun what it
 * comes from again (studied its course, begun an attempt at its exam). Open: all others.
 */
export const ExpiryRadar = z
  .object({
    spans: z.array(ExpirySpan).describe('Eighteen spans of five days, the nearest first; empty ones are there with zeros'),
    within: z.array(ExpiryWithin).describe('Within 30, 60 and 90 days, in this order; the certificates of the first six, twelve and all spans'),
    week: ExpiryWithin.describe('Within 7 days'),
  })
  .meta({ id: 'ExpiryRadar' })
export type ExpiryRadar = Readonly<z.infer<typeof ExpiryRadar>>
