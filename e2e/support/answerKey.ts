import { readFileSync } from 'node:fs'
import type { AskedQuestion } from '@wallet/shared/exams/question'

interface WrittenQuestion {
  readonly stem: string
  readonly answer: readonly string[]
  readonly options: readonly { readonly key: string; readonly text: string }[]
}

/** What is right, as only those who wrote the exam know it: by the stem, the texts of the right options. */
export const answerKey = (exam: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const file = new URL(`../../apps/bff/content/questions/${exam}.json`, import.meta.url)
  const questions = JSON.parse(readFileSync(file, 'utf8')) as WrittenQuestion[]
  return new Map(questions.map(({ stem, answer, options }) => [stem, new Set(options.filter(({ key }) => answer.includes(key)).map(({ text }) => text))]))
}

/** The letters to pick so that a question is answered right, or as a whole wrong. */
export const lettersFor = (key: ReturnType<typeof answerKey>, { stem, options }: AskedQuestion, isRight: boolean): string[] => {
  const right = key.get(stem) ?? new Set()
  const letters = options.filter(({ text }) => right.has(text) === isRight).map(option => option.key)
  // Where every option is right, one alone is wrong.
  return isRight ? letters : [letters[0] ?? 'A']
}
