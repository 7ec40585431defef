import { z } from 'zod'
import { basedOn } from '../authoring.ts'
import { CourseCategoryField } from '../courses/course.ts'
import { PublicationState, rowId } from '../publication.ts'
import { tableDelimiters, tableEncodings } from '../table.ts'
import { Exam, ExamDraft, examLimits } from './exam.ts'
import { questionKinds } from './option.ts'
import { Question, QuestionDraft } from './question.ts'
import { fileColumns, fileTrouble, questionFileLimits } from './questionFile.ts'

/** A question as its authors see it. What is published may be practised, unless it is reserved for exams. */
export const AuthoredQuestion = z
  .object({
    ...Question.shape,
    state: PublicationState,
    version: z.int(),
    publishedVersion: z.int().nullable().describe('The newest where it is published: a question has one version, which is asked as it is'),
    examCount: z.int().describe('Exams that have it in their pool'),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'AuthoredQuestion' })
export type AuthoredQuestion = z.infer<typeof AuthoredQuestion>

/** A change of a question, with the version that was changed: another one is there, and nothing is overwritten. */
export const QuestionChange = QuestionDraft.safeExtend(basedOn).meta({ id: 'QuestionChange' })
export type QuestionChange = z.infer<typeof QuestionChange>

/** A question as the pool of an exam lists it. */
export const PoolLine = z
  .object({
    id: rowId,
    kind: z.enum(questionKinds),
    category: CourseCategoryField,
    isReserved: z.boolean(),
    state: PublicationState,
    stem: z.string().describe('Its beginning'),
  })
  .meta({ id: 'PoolLine' })
export type PoolLine = z.infer<typeof PoolLine>

/** An exam in the list of its authors. */
export const AuthoredExamLine = Exam.extend({
  publishedVersion: z
    .int()
    .nullable()
    .describe('What learners see; null: nothing was published yet. A smaller one than `version`: the rules, the pool or a question were changed since'),
}).meta({ id: 'AuthoredExamLine' })
export type AuthoredExamLine = z.infer<typeof AuthoredExamLine>

/** An exam as it is edited, with its pool. */
export const AuthoredExam = AuthoredExamLine.extend({ pool: z.array(PoolLine) }).meta({ id: 'AuthoredExam' })
export type AuthoredExam = z.infer<typeof AuthoredExam>

const questionIds = z
  .array(rowId)
  .max(examLimits.pool)
  .overwrite(ids => [...new Set(ids)])
  .describe('The pool')

/** A new exam: its rules and its pool. Where it stands is said by putting exams in order. */
export const ExamWithPool = ExamDraft.omit({ sortOrder: true })
  .extend({ questionIds: questionIds.default([]) })
  .meta({ id: 'ExamWithPool' })
export type ExamWithPool = z.infer<typeof ExamWithPool>

/** A change of an exam, with the version that was changed. */
export const ExamChange = ExamDraft.omit({ sortOrder: true })
  .extend({ questionIds, ...basedOn })
  .meta({ id: 'ExamChange' })
export type ExamChange = z.infer<typeof ExamChange>

/** A file of questions as it was saved: CSV with commas, semicolons or tabs, in UTF-8 or GBK. */
export const QuestionFile = z.strictObject({
  file: z
    .base64()
    .min(1)
    .max(Math.ceil(questionFileLimits.bytes / 3) * 4)
    .describe('The bytes of the file in base64'),
})

/** What is wrong with a cell, or with a row as a whole. */
const FileReason = z.object({ column: z.enum(fileColumns).nullable(), trouble: z.enum(fileTrouble) })
export type FileReason = z.infer<typeof FileReason>

/** What would become of one row of a file. */
export const FileRow = z
  .object({
    row: z.int().describe('As a spreadsheet counts: the header is row 1'),
    verdict: z.enum(['good', 'known', 'bad']).describe('Known: the question is there already; it is left out'),
    stem: z.string().describe('Its beginning'),
    kind: z.enum(questionKinds).nullable(),
    reasons: z.array(FileReason),
  })
  .meta({ id: 'FileRow' })
export type FileRow = z.infer<typeof FileRow>

/** What would become of a file: nothing has been written. */
export const FileVerdict = z
  .object({
    encoding: z.enum(tableEncodings),
    delimiter: z.enum(tableDelimiters),
    missing: z.array(z.enum(fileColumns)).describe('Columns that the file lacks; without them no row can be read'),
    counts: z.object({ good: z.int(), known: z.int(), bad: z.int() }),
    rows: z.array(FileRow),
  })
  .meta({ id: 'FileVerdict' })
export type FileVerdict = z.infer<typeof FileVerdict>

/** What came of an import. */
export const Imported = z.object({ questionIds: z.array(rowId), left: z.int().describe('Rows that were not taken') }).meta({ id: 'Imported' })
export type Imported = z.infer<typeof Imported>
