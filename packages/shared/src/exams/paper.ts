import { drawBy, shuffled, type Draw, type Seed } from './draw.ts'
import type { PaperPlan } from './exam.ts'
import { optionKeys, type OptionKey } from './option.ts'
import type { AskedQuestion, Question } from './question.ts'

/** One question of a paper: which, and the author's keys in the order in which its options are shown. */
export interface PaperQuestion {
  readonly questionId: number
  readonly order: readonly OptionKey[]
}
/** What one attempt or one round asks, in its order. */
export type Paper = readonly PaperQuestion[]

type Pool = readonly Pick<Question, 'id' | 'kind' | 'category' | 'options' | 'keepsOrder'>[]
interface Section {
  readonly kind: Question['kind'] | null
  readonly category: Question['category'] | null
  readonly count: number
}

const sectionsOf = (plan: PaperPlan): readonly Section[] => ('sections' in plan ? plan.sections : [{ kind: null, category: null, count: plan.count }])
const fitting = (pool: Pool, { kind, category }: Section) =>
  pool.filter(question => (kind === null || question.kind === kind) && (category === null || question.category === category))

/** Which sections (counted from 0) the pool cannot fill: what is needed and what there is. */
export const shortagesIn = (pool: Pool, plan: PaperPlan) =>
  sectionsOf(plan)
    .map((section, index) => ({ section: index, need: section.count, have: fitting(pool, section).length }))
    .filter(({ need, have }) => have < need)

const orderOf = ({ kind, options, keepsOrder }: Pool[number], draw: Draw) => {
  const keys = options.map(({ key }) => key)
  return kind === 'trueFalse' || keepsOrder ? keys : shuffled(keys, draw)
}

/**
 * Draws a paper: which questions, in which order, and the order of their options. The same pool (in whatever order it
 * comes), plan and seed give the same paper on every machine. True/false keeps its order. A pool that is too small gives
 * what it has; `shortagesIn` tells before it comes to that.
 */
export const drawPaper = (pool: Pool, plan: PaperPlan, seed: Seed): Paper => {
  const draw = drawBy(seed)
  const byId = [...pool].sort((a, b) => a.id - b.id)
  const drawn = sectionsOf(plan).flatMap(section => shuffled(fitting(byId, section), draw).slice(0, section.count))
  return drawn.map(question => ({ questionId: question.id, order: orderOf(question, draw) }))
}

/** A question as this paper asks it: without its answer, the options called A, B, C … as they are shown. */
export const askedQuestion = ({ id, kind, stem, options, points }: Question, { order }: PaperQuestion): AskedQuestion => ({
  id,
  kind,
  stem,
  options: shownKeys(order, order).map((key, i) => ({ key, text: options.find(option => option.key === order[i])?.text ?? '' })),
  points,
})

/** The author's keys as letters on this paper, in the order of the alphabet. */
export const shownKeys = (order: readonly OptionKey[], own: readonly OptionKey[]): OptionKey[] => optionKeys.filter((_, i) => own.some(key => key === order[i]))

/** Letters on this paper as the author's keys, which is how answers are kept and scored; letters that are not there mean nothing. */
export const ownKeys = (order: readonly OptionKey[], shown: readonly OptionKey[]): OptionKey[] =>
  order.filter((_, i) => shown.some(letter => letter === optionKeys[i])).sort()
