import type { Condition } from '@wallet/shared/badges/condition'
import type { WordKey } from '../../i18n/index.ts'

/** A gap in the sentence of a condition that a figure is written into. */
export interface Figure {
  /** Where it stands within its condition, as the server names it. */
  readonly at: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly before: WordKey
  readonly after: WordKey
}

const most = 1_000_000
const gap = (at: string, value: number, [min, max]: readonly [number, number], before: WordKey, after: WordKey): Figure => ({
  at,
  value,
  min,
  max,
  before,
  after,
})

/** The figures of a condition, in the order in which its sentence says them. */
export const figuresOf = (condition: Condition): Figure[] => {
  if ('statistic' in condition) return [gap('atLeast', condition.atLeast, [1, most], 'badgeEditor.atLeast', `badgeEditor.unit.${condition.statistic}`)]
  if ('examScore' in condition) {
    const { times, atLeast } = condition.examScore
    return [
      gap('examScore.times', times, [1, most], 'badgeEditor.atLeast', 'badgeEditor.unit.examsPassed'),
      gap('examScore.atLeast', atLeast, [0, 100], 'badgeEditor.scoreFrom', 'badgeEditor.unit.score'),
    ]
  }
  if ('practice' in condition) {
    const { answered, accuracyAtLeast } = condition.practice
    return [
      gap('practice.answered', answered, [1, most], 'badgeEditor.atLeast', 'badgeEditor.unit.questionsAnswered'),
      gap('practice.accuracyAtLeast', accuracyAtLeast, [0, 100], 'badgeEditor.accuracyFrom', 'badgeEditor.unit.percent'),
    ]
  }
  return 'streak' in condition ? [gap('streak', condition.streak, [1, 3660], 'badgeEditor.atLeast', 'badgeEditor.unit.activeDays')] : []
}

/** The condition with another figure; null: none is written, which the server refuses. */
export const withFigure = (condition: Condition, at: string, value: number | null): Condition => {
  const figure = value as number
  const [, inner] = at.split('.')
  if ('statistic' in condition) return { ...condition, atLeast: figure }
  if ('examScore' in condition) return { examScore: { ...condition.examScore, [inner ?? '']: figure } }
  if ('practice' in condition) return { practice: { ...condition.practice, [inner ?? '']: figure } }
  return 'streak' in condition ? { streak: figure } : condition
}
