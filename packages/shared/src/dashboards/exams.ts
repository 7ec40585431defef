import { z } from 'zod'
import { count } from './figures.ts'

/** How an exam went: attempts of people of a unit with all below it that have ended and are scored, in the last twelve local months. */
export const ExamScores = z
  .object({
    examId: z.int(),
    title: z.string(),
    englishTitle: z.string(),
    passMark: z.number().describe('Of its published version, 1–100'),
    attempts: count.describe('Not people; at least one'),
    passed: count.describe('Those that passed by the pass mark of their own time'),
    average: z.number().describe('Mean score, 0–100 with two decimals'),
    bins: z.array(count).describe('Attempts by score in fifty bins of two points: 0 ≤ score < 2 … 96 ≤ score < 98, and 98 ≤ score ≤ 100'),
  })
  .meta({ id: 'ExamScores' })
export type ExamScores = Readonly<z.infer<typeof ExamScores>>

/** Exams by pass rate, the best first; equals by more attempts, then by id. Exams without attempts are not among them. */
export const ExamBoard = z.object({ exams: z.array(ExamScores) }).meta({ id: 'ExamBoard' })
export type ExamBoard = Readonly<z.infer<typeof ExamBoard>>
