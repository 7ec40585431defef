import type { Hiding } from '@wallet/shared/certificates/copies'
import { maskName } from '@wallet/shared/verification/maskName'
import type { FrozenFacts } from './facts.ts'

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Letters of scripts that part words by spaces. */
const letter = String.raw`[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]`

/** A name wherever it stands in a text: in any case, with any spaces; where words are written apart, not within a longer one. */
const nameIn = (name: string): RegExp => {
  if (/\p{Script=Han}/u.test(name)) return new RegExp([...name.replace(/\s/gu, '')].map(literal).join(String.raw`\s*`), 'giv')
  const words = name.trim().split(/\s+/u).map(literal)
  return new RegExp(`(?<!${letter})${words.join(String.raw`\s+`)}(?!${letter})`, 'giv')
}

const withoutName = <F extends FrozenFacts>(facts: F): F => {
  const masked = maskName(facts.holderName)
  const mask = (text: string) => text.replace(nameIn(facts.holderName), () => masked)
  return { ...facts, holderName: masked, title: mask(facts.title), description: facts.description && mask(facts.description) }
}

/** The facts for a copy that is shown around: the holder's name masked wherever it stands, or no score, or both. */
export const redact = <F extends FrozenFacts>(facts: F, hide: Hiding): F => {
  const named = hide === 'score' ? facts : withoutName(facts)
  return hide === 'name' ? named : { ...named, score: null }
}

/** What there is to hide of it: a score that is not there need not be. */
export const hidingFor = ({ score }: Pick<FrozenFacts, 'score'>, hide: Hiding | undefined): Hiding | undefined => {
  if (score !== null || hide === undefined) return hide
  return hide === 'score' ? undefined : 'name'
}
