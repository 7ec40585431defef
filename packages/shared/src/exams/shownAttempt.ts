import { z } from 'zod'
import { EarnedBadge } from '../badges/earned.ts'
import { Certificate } from '../certificates/certificate.ts'
import { rowId } from '../publication.ts'
import { obstacles, reviewPolicies } from './attempt.ts'
import { examLimits } from './exam.ts'
import { AskedQuestion, Picked, ReviewedQuestion } from './question.ts'
import { marks } from './score.ts'

/** What is picked for one question, in the letters in which it is asked, and whether the person wants to look at it again. */
export const AnswerOnPaper = z.strictObject({ questionId: rowId, picked: Picked, isFlagged: z.boolean() }).meta({ id: 'AnswerOnPaper' })
export type AnswerOnPaper = z.infer<typeof AnswerOnPaper>

/** What is sent to save answers: those that have changed. Nothing picked takes an answer back. */
export const AnswersToSave = z.strictObject({
  answers: z
    .array(AnswerOnPaper)
    .min(1)
    .max(examLimits.paper)
    .refine(answers => new Set(answers.map(({ questionId }) => questionId)).size === answers.length, 'a question stands here twice'),
})

const shown = {
  id: rowId,
  examId: rowId,
  attemptNo: z.int(),
  title: z.string(),
  englishTitle: z.string(),
  startedAt: z.iso.datetime(),
}

/** An attempt that goes on: what is asked, without answers or explanations, and what has been saved. */
export const RunningAttempt = z
  .object({
    state: z.literal('running'),
    ...shown,
    secondsLeft: z.int().nullable().describe("By the server's clock; null: no time limit"),
    questions: z.array(AskedQuestion),
    answers: z.array(AnswerOnPaper),
    savedAt: z.iso.datetime().nullable().describe('When an answer was last saved'),
  })
  .meta({ id: 'RunningAttempt' })
export type RunningAttempt = z.infer<typeof RunningAttempt>

/** An attempt that has ended: its result, what it earned, and, where the exam allows it, every question with its answer. */
export const EndedAttempt = z
  .object({
    state: z.literal('ended'),
    ...shown,
    endedAt: z.iso.datetime().describe('Its submission, or the deadline where that came first'),
    isInTime: z.boolean().describe('Whether it was submitted before its time ran out'),
    score: z.number().min(0).max(100),
    passMark: z.int(),
    isPassed: z.boolean(),
    isBest: z.boolean().describe('Whether it is the attempt that counts'),
    counts: z.object(Object.fromEntries(marks.map(mark => [mark, z.int()])) as Record<(typeof marks)[number], z.ZodInt>),
    place: z.object({ rank: z.int(), people: z.int() }).nullable().describe('My best score among the people of my department; null: nothing to compare with'),
    certificate: Certificate.nullable().describe('The certificate of this exam that I have now'),
    isNewCertificate: z.boolean().describe('Whether this attempt brought it'),
    badges: z.array(EarnedBadge).describe('Earned with this attempt'),
    reviewPolicy: z.enum(reviewPolicies),
    review: z.array(ReviewedQuestion).nullable().describe('Null: the exam does not allow it, or another attempt goes on, or another exam that asks the same'),
    attemptsLeft: z.int().nullable(),
    obstacle: z.enum(obstacles).nullable().describe('Why it cannot be taken again now; null: it can'),
  })
  .meta({ id: 'EndedAttempt' })
export type EndedAttempt = z.infer<typeof EndedAttempt>

/** An attempt of mine, as far as it has come. */
export const ShownAttempt = z.discriminatedUnion('state', [RunningAttempt, EndedAttempt]).meta({ id: 'ShownAttempt' })
export type ShownAttempt = z.infer<typeof ShownAttempt>

/** That answers were saved, and how much time there is. */
export const SavedAnswers = z.object({ savedAt: z.iso.datetime(), secondsLeft: z.int().nullable() }).meta({ id: 'SavedAnswers' })
export type SavedAnswers = z.infer<typeof SavedAnswers>
