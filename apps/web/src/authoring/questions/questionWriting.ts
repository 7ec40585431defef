import type { AuthoredQuestion } from '@wallet/shared/exams/authored'
import { optionKeys, type OptionKey, type QuestionKind } from '@wallet/shared/exams/option'
import type { QuestionDraft } from '@wallet/shared/exams/question'
import { api } from '../../api/api.ts'
import type { Authoring } from '../useEditor.ts'

/** An option while it is written: its letter comes from where it stands. */
export interface WrittenOption {
  text: string
  isRight: boolean
}
/** A question while it is written. */
export interface WrittenQuestion extends Omit<QuestionDraft, 'options' | 'answer'> {
  options: WrittenOption[]
}

export const optionLimits = { least: 2, most: optionKeys.length } as const
const blankOption = (): WrittenOption => ({ text: '', isRight: false })

const blank = (): WrittenQuestion => ({
  kind: 'single',
  stem: '',
  options: Array.from({ length: 4 }, blankOption),
  explanation: '',
  category: 'compliance',
  courseId: null,
  isReserved: true,
  keepsOrder: false,
  points: 1,
})

const draftOf = ({ kind, stem, options, answer, explanation, category, courseId, isReserved, keepsOrder, points }: AuthoredQuestion): WrittenQuestion => ({
  ...{ kind, stem, explanation, category, courseId, isReserved, keepsOrder, points },
  options: options.map(({ key, text }) => ({ text, isRight: answer.includes(key) })),
})

/** What is right, by its letters. */
export const answerOf = (options: readonly WrittenOption[]): OptionKey[] => optionKeys.filter((_, at) => options[at]?.isRight)

/** As the server takes it. */
export const sentQuestion = ({ options, ...draft }: WrittenQuestion): QuestionDraft => ({
  ...draft,
  options: options.map(({ text }, at) => ({ key: optionKeys[at] ?? 'A', text })),
  answer: answerOf(options),
})

/** The options of another kind: true or false has two, and where one is right, the first of several stays. */
export const optionsFor = (kind: QuestionKind, options: readonly WrittenOption[], words: readonly [string, string]): WrittenOption[] => {
  if (kind === 'trueFalse') return words.map((text, at) => ({ text, isRight: at === 0 }))
  const first = options.findIndex(({ isRight }) => isRight)
  return kind === 'multiple' ? [...options] : options.map(({ text }, at) => ({ text, isRight: at === first }))
}

/** A question as text. */
export const questionText = ({ stem, options, explanation }: WrittenQuestion): string =>
  [stem, ...options.map(({ text, isRight }, at) => `${isRight ? '*' : ' '} ${optionKeys[at]}. ${text}`), explanation]
    .filter(line => line.trim() !== '')
    .join('\n')

/** How a question is read and written. */
export const questionWriting: Authoring<AuthoredQuestion, WrittenQuestion> = {
  blank,
  draftOf,
  load: id => api.questionAuthoring.get({ params: { id } }),
  create: draft => api.questionAuthoring.create({ body: sentQuestion(draft) }),
  save: (id, draft, version) => api.questionAuthoring.update({ params: { id }, body: { ...sentQuestion(draft), version } }),
  publish: id => api.questionAuthoring.publish({ params: { id } }),
  retire: id => api.questionAuthoring.retire({ params: { id } }),
  asText: questionText,
}
