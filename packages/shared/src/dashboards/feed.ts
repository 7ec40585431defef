import { z } from 'zod'
import { certificateTypes } from '../certificates/certificate.ts'
import { UnitRef } from '../people/person.ts'
import { count } from './figures.ts'

/** A certificate that has just been issued, as a wall tells of it. Its number is not told: a corridor is no wallet. */
export const FeedEntry = z
  .object({
    id: z.int().describe('Rises with every certificate: where a reader who was away goes on (`Last-Event-ID`)'),
    issuedAt: z.iso.datetime().describe('In UTC'),
    type: z.enum(certificateTypes),
    holderName: z.string().nullable().describe("Masked; null: withheld; in full on the wall of one's own team where a manager asks for it"),
    title: z.string(),
    unit: UnitRef.describe("The holder's, as it was at issue"),
  })
  .meta({ id: 'FeedEntry' })
export type FeedEntry = Readonly<z.infer<typeof FeedEntry>>

/** What came last at a unit with all below it, in the last 30 days. A list issued at once is one entry for each of its certificates. */
export const Feed = z
  .object({ entries: z.array(FeedEntry).describe('At most twenty, the newest first'), issuedToday: count.describe('On this local day, up to now') })
  .meta({ id: 'Feed' })
export type Feed = Readonly<z.infer<typeof Feed>>
