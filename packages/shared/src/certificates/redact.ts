import { maskName, maskNameIn } from '../verification/maskName.ts'
import type { Hiding } from './copies.ts'

/** What of a certificate may have to be left off: in its own place, and wherever its texts say it. */
export interface Telling {
  /** Null: withheld already. */
  readonly holderName: string | null
  readonly title: string
  readonly description: string | null
  readonly score: number | null
}

/** A score wherever it stands as a number of its own, with or without the zeros behind its point. */
const scoreIn = (score: number): RegExp => {
  const ways = [...new Set([String(score), score.toFixed(1), score.toFixed(2)])].filter(way => Number(way) === score)
  return new RegExp(`(?<![\\d.])(?:${ways.map(way => way.replace('.', String.raw`\.`)).join('|')})(?!\\.?\\d)`, 'g')
}

/** A text about a certificate without what is hidden: the name masked, the score as two stars. */
export const redactText = (text: string, { holderName, score }: Pick<Telling, 'holderName' | 'score'>, hide: Hiding): string => {
  const named = hide === 'score' || holderName === null ? text : maskNameIn(text, holderName)
  return hide === 'name' || score === null ? named : named.replace(scoreIn(score), '**')
}

/** The facts for what is shown around: the holder's name masked, or no score, or both, also where title or description say them. */
export const redact = <F extends Telling>(facts: F, hide: Hiding): F => {
  const { holderName, title, description, score } = facts
  return {
    ...facts,
    holderName: hide === 'score' || holderName === null ? holderName : maskName(holderName),
    title: redactText(title, facts, hide),
    description: description && redactText(description, facts, hide),
    score: hide === 'name' ? score : null,
  }
}

/** What has to be left off, as its holder chooses; undefined: nothing. */
export const hidingOf = ({ showName, showScore }: { readonly showName: boolean; readonly showScore: boolean }): Hiding | undefined => {
  if (!showName) return showScore ? 'name' : 'name,score'
  return showScore ? undefined : 'score'
}
