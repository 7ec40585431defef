import { z } from 'zod'
import { PublicationState, published, rowId } from '../publication.ts'
import { badgeCategories, badgeIcons, statistics } from './category.ts'
import { categoryOf, conditionsIn, foreignIn, type BadgeRule as Rule } from './condition.ts'

/** A badge's category, where it comes in or goes out. */
export const BadgeCategoryField = z.enum(badgeCategories)

/** How far a rule may go: conditions in all, parts of one `all` or `any`. */
export const ruleLimits = { conditions: 20, parts: 10 } as const

const count = z.int().min(1).max(1_000_000)
const percent = z.int().min(0).max(100)
const Condition = z
  .union([
    z.strictObject({ statistic: z.enum(statistics), atLeast: count }),
    z.strictObject({ examScore: z.strictObject({ atLeast: percent, times: count }) }),
    z.strictObject({ practice: z.strictObject({ answered: count, accuracyAtLeast: percent }) }),
    z.strictObject({ streak: z.int().min(1).max(3660).describe('Active days in a row') }),
    z.strictObject({ path: z.union([rowId, z.literal('any')]) }),
    z.strictObject({ firstSignIn: z.literal(true) }),
    z.strictObject({ manual: z.literal(true) }),
  ])
  .meta({ id: 'BadgeCondition' })

// Three storeys say all that AND and OR can say, and what is sent cannot be nested any deeper.
const storey = <Part extends z.ZodType<Rule>>(part: Part) => {
  const parts = z.array(part).min(2).max(ruleLimits.parts)
  return z.union([Condition, z.strictObject({ all: parts }), z.strictObject({ any: parts })])
}
const standsAlone = (rule: Rule) => 'manual' in rule || conditionsIn(rule).every(condition => !('manual' in condition))

/** What a badge is awarded for: a condition, or `all` or `any` of two to ten rules, up to three inside each other. `manual` stands alone. */
export const BadgeRule: z.ZodType<Rule> = storey(storey(storey(Condition)))
  .refine(rule => conditionsIn(rule).length <= ruleLimits.conditions, `at most ${ruleLimits.conditions} conditions`)
  .refine(standsAlone, 'what is given by hand has no other condition')
  .meta({ id: 'BadgeRule' })

const { sortOrder, ...told } = published
const ruled = { category: BadgeCategoryField, rule: BadgeRule }
const fields = {
  ...told,
  ...ruled,
  icon: z.enum(badgeIcons),
  templateId: rowId.nullable().describe('The achievement certificate it awards; null: none'),
}

/** A badge as its authors see it. */
export const Badge = z
  .object({ id: rowId, ...fields, sortOrder, state: PublicationState, createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() })
  .meta({ id: 'Badge' })
export type Badge = z.infer<typeof Badge>

interface Ruled {
  readonly rule: Rule
  readonly category: (typeof badgeCategories)[number]
}
const ownStatistics = ({ rule, category }: Ruled, context: z.RefinementCtx) => {
  for (const { condition, place } of foreignIn(rule, category))
    context.addIssue({ code: 'custom', path: ['rule', ...place], message: `belongs to ${categoryOf(condition)}, and the badge to ${category}` })
}
// Told together with what else is wrong.
const whereRuled = { when: ({ value }: { value: unknown }) => z.object(ruled).safeParse(value).success }

/** A rule and the category that it stands in; it asks statistics of its own category only. */
export const RuleOfCategory = z.strictObject(ruled).superRefine(ownStatistics, whereRuled)

const sent = { ...fields, summary: fields.summary.default(''), templateId: fields.templateId.default(null) }

/** What a badge says, as it is sent to create or change one. */
export const BadgeContent = z.strictObject(sent).superRefine(ownStatistics, whereRuled).meta({ id: 'BadgeContent' })
export type BadgeContent = z.infer<typeof BadgeContent>

/** The same with its place in the list. */
export const BadgeDraft = z.strictObject({ ...sent, sortOrder: sortOrder.default(0) }).superRefine(ownStatistics, whereRuled)
export type BadgeDraft = z.infer<typeof BadgeDraft>
