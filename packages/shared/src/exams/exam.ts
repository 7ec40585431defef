import { z } from 'zod'
import { CourseCategoryField } from '../courses/course.ts'
import { PublicationState, published, rowId } from '../publication.ts'
import { betterScorePolicies, reviewPolicies } from './attempt.ts'
import { questionKinds } from './option.ts'
import { shortagesIn } from './paper.ts'
import { Question } from './question.ts'
import { multiplePolicies } from './score.ts'

/** How many questions a paper and a pool may have. */
export const examLimits = { paper: 200, pool: 2000 } as const

const count = z.int().min(1).max(examLimits.paper)
const Section = z.strictObject({ kind: z.enum(questionKinds), category: CourseCategoryField.nullable().describe('Null: any'), count })
type Section = z.infer<typeof Section>
const overlap = (one: Section, other: Section) =>
  one.kind === other.kind && (one.category === null || other.category === null || one.category === other.category)
const areApart = (sections: readonly Section[]) => sections.every((one, i) => sections.slice(i + 1).every(other => !overlap(one, other)))

/**
 * How a paper is drawn from the pool: so many of all, or section by section (so many of a kind, perhaps of one category).
 * No question fits two sections, so that what one draws is never missing in another.
 */
export const PaperPlan = z
  .union([
    z.strictObject({ count }),
    z.strictObject({ sections: z.array(Section).min(1).max(15).refine(areApart, 'two sections draw from the same questions') }),
  ])
  .refine(plan => 'count' in plan || plan.sections.reduce((sum, section) => sum + section.count, 0) <= examLimits.paper, 'too many questions')
  .meta({ id: 'PaperPlan' })
export type PaperPlan = z.infer<typeof PaperPlan>

const settings = {
  ...published,
  category: CourseCategoryField,
  courseId: rowId.nullable().describe('The course that has to be completed first; null: none'),
  templateId: rowId.nullable().describe('The certificate it earns; null: none'),
  passMark: z.int().min(1).max(100).describe('A score of at least this passes'),
  minutes: z.int().min(1).max(600).nullable().describe('Time limit; null: none'),
  attempts: z.int().min(1).max(99).nullable().describe('How often it may be taken; null: as often as one likes'),
  paper: PaperPlan,
  multiple: z.enum(multiplePolicies),
  review: z.enum(reviewPolicies),
  betterScore: z.enum(betterScorePolicies),
}

/** The rules of an exam, without its questions: what its cover tells. */
export const ExamSettings = z.object(settings).meta({ id: 'ExamSettings' })
export type ExamSettings = z.infer<typeof ExamSettings>

/** An exam as its authors see it: the newest version, published or not. */
export const Exam = z
  .object({
    id: rowId,
    ...settings,
    questionCount: z.int().describe('In its pool'),
    state: PublicationState,
    version: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Exam' })
export type Exam = z.infer<typeof Exam>

/** What is sent to create or change an exam's rules. */
export const ExamDraft = z
  .strictObject({
    ...settings,
    summary: settings.summary.default(''),
    sortOrder: settings.sortOrder.default(0),
    courseId: settings.courseId.default(null),
    templateId: settings.templateId.default(null),
    passMark: settings.passMark.default(60),
    minutes: settings.minutes.default(30),
    attempts: settings.attempts.default(null),
    multiple: settings.multiple.default('allOrNothing'),
    review: settings.review.default('afterPass'),
    betterScore: settings.betterScore.default('keep'),
  })
  .meta({ id: 'ExamDraft' })
export type ExamDraft = z.infer<typeof ExamDraft>

/** What publishing freezes: the rules and the pool. An attempt keeps the version it began with. A pool that cannot fill the paper is refused. */
export const ExamVersion = z
  .object({ ...settings, pool: z.array(Question).max(examLimits.pool) })
  .refine(({ paper, pool }) => shortagesIn(pool, paper).length === 0, { path: ['pool'], message: 'has too few questions for the paper' })
export type ExamVersion = z.infer<typeof ExamVersion>
