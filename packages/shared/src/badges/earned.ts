import { z } from 'zod'
import { Certificate } from '../certificates/certificate.ts'
import { rowId } from '../publication.ts'
import { BadgeCategoryField } from './badge.ts'
import { badgeIcons } from './category.ts'

/** A badge that was just given. */
export const EarnedBadge = z
  .object({
    id: rowId,
    title: z.string(),
    englishTitle: z.string(),
    summary: z.string(),
    category: BadgeCategoryField,
    icon: z.enum(badgeIcons),
    earnedAt: z.iso.datetime(),
    certificateNo: z.string().nullable().describe('The achievement certificate that came with it'),
  })
  .meta({ id: 'EarnedBadge' })
export type EarnedBadge = z.infer<typeof EarnedBadge>

/** What came of what a learner just did, for the moment to be celebrated: told once, in the answer to the call that brought it. */
export const Earned = z
  .object({ certificates: z.array(Certificate).describe('The one it was about first, then those of badges'), badges: z.array(EarnedBadge) })
  .meta({ id: 'Earned' })
export type Earned = z.infer<typeof Earned>
