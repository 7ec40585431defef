import { z } from 'zod'
import { rowId } from '../publication.ts'
import { BadgeCategoryField, BadgeRule } from './badge.ts'
import { badgeIcons } from './category.ts'

/** A badge on my wall: what it takes, how far I am, and when I earned it. */
export const ShownBadge = z
  .object({
    id: rowId,
    title: z.string(),
    englishTitle: z.string(),
    summary: z.string(),
    category: BadgeCategoryField,
    icon: z.enum(badgeIcons),
    rule: BadgeRule,
    awardsCertificate: z.boolean(),
    progress: z.object({ have: z.int().min(0), need: z.int().min(1) }),
    earnedAt: z.iso.datetime().nullable().describe('When its rule was met first; null: I do not have it'),
    certificateNo: z.string().nullable().describe('The achievement certificate that came with it'),
  })
  .meta({ id: 'ShownBadge' })
export type ShownBadge = z.infer<typeof ShownBadge>

/** All badges there are, in their order, and the growth paths that their rules speak of. */
export const BadgeWall = z
  .object({
    items: z.array(ShownBadge),
    paths: z.array(z.object({ id: rowId, title: z.string(), englishTitle: z.string() })),
    counts: z.object({ earned: z.int(), total: z.int() }),
  })
  .meta({ id: 'BadgeWall' })
export type BadgeWall = z.infer<typeof BadgeWall>
