import { z } from 'zod'
import { CourseCategoryField } from '../courses/course.ts'
import { rowId } from '../publication.ts'
import { line, prose } from '../text.ts'
import { optionKeys, questionKinds, type OptionKey, type QuestionKind } from './option.ts'
import { marks } from './score.ts'

const OptionKeyField = z.enum(optionKeys)

const QuestionOption = z.object({ key: OptionKeyField, text: line(300) })
/** What was picked or is right: each key once, in the order of the alphabet. */
export const Picked = z
  .array(OptionKeyField)
  .max(optionKeys.length)
  .overwrite(keys => [...new Set(keys)].sort())

const fields = {
  kind: z.enum(questionKinds),
  stem: prose(1000).min(1),
  options: z.array(QuestionOption).min(2).max(optionKeys.length),
  answer: Picked.min(1).describe('The keys of the right options'),
  explanation: prose(2000),
  category: CourseCategoryField,
  courseId: rowId.nullable().describe('The course it belongs to; null: none'),
  isReserved: z.boolean().describe('For exams only: never in practice'),
  keepsOrder: z.boolean().describe('Its options are never shuffled, as where the last one says "all of the above"'),
  points: z.int().min(1).max(100).describe('Its weight beside the others'),
}

/** A question with its answer: for those who write exams and for the server, never for whoever is still being examined. */
export const Question = z.object({ id: rowId, ...fields }).meta({ id: 'Question' })
export type Question = z.infer<typeof Question>

interface Written {
  readonly kind: QuestionKind
  readonly options: readonly z.infer<typeof QuestionOption>[]
  readonly answer: readonly OptionKey[]
}
const lettersInTurn = ({ options }: Written) => options.every(({ key }, i) => key === optionKeys[i])
const textsDiffer = ({ options }: Written) => new Set(options.map(({ text }) => text)).size === options.length
const answersAreOptions = ({ options, answer }: Written) => answer.every(key => options.some(option => option.key === key))
const answersFitKind = ({ kind, answer }: Written) => (kind === 'multiple' ? answer.length >= 2 : answer.length === 1)

/** What is sent to create or change a question, by hand or from a file. True/false has two options: A says so, B denies it. */
export const QuestionDraft = z
  .strictObject({
    ...fields,
    explanation: fields.explanation.default(''),
    courseId: fields.courseId.default(null),
    isReserved: fields.isReserved.default(false),
    keepsOrder: fields.keepsOrder.default(false),
    points: fields.points.default(1),
  })
  .refine(lettersInTurn, { path: ['options'], message: 'options are called A, B, C … in turn' })
  .refine(textsDiffer, { path: ['options'], message: 'two options say the same' })
  .refine(({ kind, options }) => kind !== 'trueFalse' || options.length === 2, { path: ['options'], message: 'true or false are two options' })
  .refine(answersAreOptions, { path: ['answer'], message: 'names an option that is not there' })
  .refine(answersFitKind, { path: ['answer'], message: 'multiple choice has two right options or more, the other kinds have one' })
  .meta({ id: 'QuestionDraft' })
export type QuestionDraft = z.infer<typeof QuestionDraft>

/**
 * A question as it is asked: neither answer nor explanation, and the options called A, B, C … in the order in which this
 * person sees them, so that the author's letters give no hint either.
 */
export const AskedQuestion = z
  .object({ id: rowId, kind: fields.kind, stem: z.string(), options: z.array(QuestionOption), points: fields.points })
  .meta({ id: 'AskedQuestion' })
export type AskedQuestion = z.infer<typeof AskedQuestion>

/** A question after it has been answered for good: what was picked, what is right and why, in the letters in which it was asked. */
export const ReviewedQuestion = z
  .object({ ...AskedQuestion.shape, picked: Picked, answer: Picked, explanation: z.string(), mark: z.enum(marks) })
  .meta({ id: 'ReviewedQuestion' })
export type ReviewedQuestion = z.infer<typeof ReviewedQuestion>
