import { z } from 'zod'
import { Earned } from '../badges/earned.ts'
import { CourseCategoryField } from '../courses/course.ts'
import { AskedQuestion, Picked } from '../exams/question.ts'
import { rowId } from '../publication.ts'

const count = z.int().min(0)
/** How many questions there are to practise, and how many of them I last answered right. */
const counts = { questions: count, right: count }

/** What a round is about: one of a category, a course, or my mistakes. */
export const PracticeScope = z
  .strictObject({ category: CourseCategoryField.optional(), courseId: rowId.optional(), mistakes: z.literal(true).optional() })
  .refine(scope => Object.values(scope).filter(part => part !== undefined).length === 1, 'has to be one of category, courseId and mistakes')
  .meta({ id: 'PracticeScope' })
export type PracticeScope = z.infer<typeof PracticeScope>

/** Where to practise, and how I stand. */
export const PracticeOverview = z
  .object({
    categories: z.array(z.object({ category: CourseCategoryField, ...counts })),
    courses: z.array(z.object({ courseId: rowId, title: z.string(), englishTitle: z.string(), ...counts })),
    mistakes: count.describe('Questions that I last answered wrong'),
    answered: count.describe('Questions answered so far, each time counted'),
    right: count,
    open: z.object({ roundId: rowId, answered: count, questions: count }).nullable().describe('The round that is not finished yet'),
  })
  .meta({ id: 'PracticeOverview' })
export type PracticeOverview = z.infer<typeof PracticeOverview>

/** What came of one question: what is right and why, at once, in the letters in which it is asked. */
export const PracticeOutcome = z
  .object({ questionId: rowId, picked: Picked, isRight: z.boolean(), answer: Picked, explanation: z.string() })
  .meta({ id: 'PracticeOutcome' })
export type PracticeOutcome = z.infer<typeof PracticeOutcome>

/** A round of practice: what it asks, and the outcome of what has been answered, nothing of what has not. */
export const PracticeRound = z
  .object({
    id: rowId,
    scope: PracticeScope,
    isFinished: z.boolean(),
    questions: z.array(AskedQuestion),
    outcomes: z.array(PracticeOutcome),
  })
  .meta({ id: 'PracticeRound' })
export type PracticeRound = z.infer<typeof PracticeRound>

/** The answer to an answer; with the last one the round is finished. */
export const PracticeAnswered = z.object({ outcome: PracticeOutcome, isFinished: z.boolean(), earned: Earned }).meta({ id: 'PracticeAnswered' })
export type PracticeAnswered = z.infer<typeof PracticeAnswered>

/** The end of a round. */
export const PracticeSummary = z
  .object({ answered: count, right: count, questions: count, mistakes: count.describe('All that I last answered wrong'), earned: Earned })
  .meta({ id: 'PracticeSummary' })
export type PracticeSummary = z.infer<typeof PracticeSummary>
