import type { Hiding } from '@wallet/shared/certificates/copies'
import { maskName, maskNameIn } from '@wallet/shared/verification/maskName'
import type { FrozenFacts } from './facts.ts'

const withoutName = <F extends FrozenFacts>(facts: F): F => {
  const mask = (text: string) => maskNameIn(text, facts.holderName)
  return { ...facts, holderName: maskName(facts.holderName), title: mask(facts.title), description: facts.description && mask(facts.description) }
}

/** A score wherever it stands as a number of its own, with or without the zeros behind its point. */
const scoreIn = (score: number): RegExp => {
  const ways = [...new Set([String(score), score.toFixed(1), score.toFixed(2)])].filter(way => Number(way) === score)
  return new RegExp(`(?<![\\d.])(?:${ways.map(way => way.replace('.', String.raw`\.`)).join('|')})(?!\\.?\\d)`, 'g')
}

const withoutScore = <F extends FrozenFacts>(facts: F): F => {
  if (facts.score === null) return facts
  const number = scoreIn(facts.score)
  return { ...facts, score: null, title: facts.title.replace(number, '**'), description: facts.description && facts.description.replace(number, '**') }
}

/** The facts for a copy that is shown around: the holder's name masked, or no score, or both, also where a title or description says them. */
export const redact = <F extends FrozenFacts>(facts: F, hide: Hiding): F => {
  const named = hide === 'score' ? facts : withoutName(facts)
  return hide === 'name' ? named : withoutScore(named)
}

/** What there is to hide of it: a score that is not there need not be. */
export const hidingFor = ({ score }: Pick<FrozenFacts, 'score'>, hide: Hiding | undefined): Hiding | undefined => {
  if (score !== null || hide === undefined) return hide
  return hide === 'score' ? undefined : 'name'
}
