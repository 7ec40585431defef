import type { OptionKey } from '@wallet/shared/exams/option'
import type { AskedQuestion } from '@wallet/shared/exams/question'
import type { AnswerOnPaper } from '@wallet/shared/exams/shownAttempt'

/** What has been answered, by question. */
export type Answers = ReadonlyMap<number, AnswerOnPaper>

/** The answers of a paper: those that the server has, and over them those it does not have yet. */
export const answersOf = (saved: readonly AnswerOnPaper[], unsent: readonly AnswerOnPaper[]): Answers =>
  new Map([...saved, ...unsent].map(answer => [answer.questionId, answer]))

/** What is said of a question so far; nothing yet is an answer too. */
export const answerTo = (answers: Answers, questionId: number): AnswerOnPaper => answers.get(questionId) ?? { questionId, picked: [], isFlagged: false }

/** The letters after one of them was tapped: of several any number, else the last one. */
export const pick = ({ kind }: Pick<AskedQuestion, 'kind'>, picked: readonly OptionKey[], letter: OptionKey): OptionKey[] => {
  if (kind !== 'multiple') return [letter]
  return picked.includes(letter) ? picked.filter(other => other !== letter) : [...picked, letter].sort()
}

/** How a paper stands, questions counted from 1. */
export interface Standing {
  readonly answered: number
  readonly unanswered: readonly number[]
  readonly flagged: readonly number[]
}
export const standingOf = (questions: readonly Pick<AskedQuestion, 'id'>[], answers: Answers): Standing => {
  const numbered = questions.map(({ id }, i) => ({ no: i + 1, ...answerTo(answers, id) }))
  const unanswered = numbered.filter(({ picked }) => picked.length === 0).map(({ no }) => no)
  return { answered: questions.length - unanswered.length, unanswered, flagged: numbered.filter(({ isFlagged }) => isFlagged).map(({ no }) => no) }
}

/** What a key means on a paper: a letter or a digit picks, arrows turn over, M marks; null: nothing. */
export type KeyMeaning = { readonly pick: OptionKey } | 'previous' | 'next' | 'flag' | null
export const meaningOf = (key: string, letters: readonly OptionKey[]): KeyMeaning => {
  if (key === 'ArrowLeft') return 'previous'
  if (key === 'ArrowRight') return 'next'
  if (key.toUpperCase() === 'M') return 'flag'
  const letter = letters.find((one, i) => one === key.toUpperCase() || String(i + 1) === key)
  return letter ? { pick: letter } : null
}
