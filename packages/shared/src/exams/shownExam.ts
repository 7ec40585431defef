import { z } from 'zod'
import { CertificateTypeField } from '../certificates/certificate.ts'
import { CourseCategoryField } from '../courses/course.ts'
import { rowId } from '../publication.ts'
import { betterScorePolicies, obstacles, reviewPolicies } from './attempt.ts'
import { questionKinds } from './option.ts'
import { multiplePolicies } from './score.ts'

const score = z.number().min(0).max(100)

/** An exam in a list of mine: what it asks, and how I stand. */
export const ExamCard = z
  .object({
    id: rowId,
    title: z.string(),
    englishTitle: z.string(),
    summary: z.string(),
    category: CourseCategoryField,
    courseId: rowId.nullable().describe('The course that has to be completed first; null: none'),
    questionCount: z.int().describe('On a paper'),
    minutes: z.int().nullable().describe('Time limit; null: none'),
    passMark: z.int(),
    earnsCertificate: z.boolean(),
    attempts: z.int().nullable().describe('How often it may be taken; null: as often as one likes'),
    attemptsLeft: z.int().nullable(),
    best: z.object({ attemptId: rowId, attemptNo: z.int(), score, isPassed: z.boolean() }).nullable().describe('The attempt that counts; null: none has ended'),
    running: z.object({ attemptId: rowId, secondsLeft: z.int().nullable() }).nullable().describe('The attempt that goes on just now'),
    obstacle: z.enum(obstacles).nullable().describe('Why it cannot be begun now; null: it can'),
  })
  .meta({ id: 'ExamCard' })
export type ExamCard = z.infer<typeof ExamCard>

/** One attempt of mine on the cover: its result once it has ended. */
export const AttemptLine = z
  .object({
    id: rowId,
    attemptNo: z.int(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    score: score.nullable(),
    isPassed: z.boolean().nullable(),
    isBest: z.boolean(),
  })
  .meta({ id: 'AttemptLine' })
export type AttemptLine = z.infer<typeof AttemptLine>

/** The cover of an exam: its rules, what it earns, and my attempts. Nothing of its questions but how many and of what kinds. */
export const ExamCover = ExamCard.extend({
  kinds: z.array(z.enum(questionKinds)).describe('Of the questions on a paper'),
  multiple: z.enum(multiplePolicies),
  review: z.enum(reviewPolicies),
  betterScore: z.enum(betterScorePolicies),
  course: z.object({ id: rowId, title: z.string(), englishTitle: z.string(), isCompleted: z.boolean() }).nullable(),
  earns: z
    .object({ name: z.string(), type: CertificateTypeField, orientation: z.enum(['landscape', 'portrait']), validityMonths: z.int().nullable() })
    .nullable()
    .describe('The certificate of a pass; null: none'),
  certificateNo: z.string().nullable().describe('The certificate of this exam that I have'),
  mine: z.array(AttemptLine).describe('The latest first, a hundred at most'),
}).meta({ id: 'ExamCover' })
export type ExamCover = z.infer<typeof ExamCover>
