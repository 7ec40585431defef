import { percentOf } from '../percent.ts'
import type { OptionKey } from './option.ts'
import type { Question } from './question.ts'

/** Whether multiple choice earns something when it is right in part. */
export const multiplePolicies = ['allOrNothing', 'partial'] as const
export type MultiplePolicy = (typeof multiplePolicies)[number]

/** What came of one question. */
export const marks = ['right', 'partly', 'wrong', 'unanswered'] as const
export type Mark = (typeof marks)[number]

/** Every number of right options, 1 to 8, divides this: whatever share of a point is earned, it is counted in whole parts. */
const partsOfAPoint = 840

type Marked = Pick<Question, 'id' | 'kind' | 'answer' | 'points'>
interface Rules {
  readonly multiple: MultiplePolicy
  /** 1–100 */
  readonly passMark: number
}
/** What was picked by question, in the author's keys. */
export type Answers = ReadonlyMap<number, readonly OptionKey[]>

/** What came of a paper. */
export interface Result {
  /** 0–100 with two decimals exactly. */
  readonly score: number
  readonly isPassed: boolean
  readonly marks: readonly { readonly questionId: number; readonly mark: Mark }[]
}

/** The share of its points that a question earns, as parts of 840: right picks less wrong ones over the right ones there are, never below 0. */
const earned = ({ kind, answer }: Marked, picked: ReadonlySet<OptionKey>, policy: MultiplePolicy) => {
  const right = answer.filter(key => picked.has(key)).length
  const wrong = picked.size - right
  if (kind === 'multiple' && policy === 'partial') return (Math.max(0, right - wrong) * partsOfAPoint) / answer.length
  return wrong === 0 && right === answer.length ? partsOfAPoint : 0
}

const markOf = (parts: number, picked: ReadonlySet<OptionKey>): Mark => {
  if (picked.size === 0) return 'unanswered'
  if (parts === 0) return 'wrong'
  return parts === partsOfAPoint ? 'right' : 'partly'
}

/**
 * Scores the questions of a paper. What is unanswered earns nothing. The score is the share of all points, scaled to 100 and
 * rounded half up to hundredths once, at the very end; 100 is for whoever has everything right. A pass is what the score that
 * is shown says: at least the pass mark.
 */
export const scoreOf = (questions: readonly Marked[], answers: Answers, { multiple, passMark }: Rules): Result => {
  const marked = questions.map(question => {
    const picked = new Set(answers.get(question.id))
    const parts = earned(question, picked, multiple)
    return { questionId: question.id, mark: markOf(parts, picked), parts: parts * question.points }
  })
  const all = questions.reduce((sum, { points }) => sum + points * partsOfAPoint, 0)
  const score = percentOf(
    marked.reduce((sum, { parts }) => sum + parts, 0),
    all,
  )
  return { score, isPassed: score >= passMark, marks: marked.map(({ questionId, mark }) => ({ questionId, mark })) }
}
