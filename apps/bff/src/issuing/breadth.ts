import type { Advance } from '../rendering/advances.ts'

/** How much room a text takes, in its size. */
export interface Breadth {
  readonly whole: number
  /** Of the widest part that is never broken. */
  readonly unbroken: number
  /** How many characters the longest such part has. */
  readonly signs: number
}

/** Lines are broken at white space, and beside characters of these scripts; whatever stands between may stay in one piece. */
const breaks = /[\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/u

/** Measures texts, each of them once. */
export const breadths = (advance: Advance): ((text: string) => Breadth) => {
  const known = new Map<string, Breadth>()
  const widthOf = (signs: readonly string[]) => signs.reduce((sum, sign) => sum + advance(sign), 0)
  const measure = (text: string): Breadth => {
    const parts = text.split(breaks).map(part => [...part])
    return { whole: widthOf([...text]), unbroken: Math.max(...parts.map(widthOf)), signs: Math.max(...parts.map(part => part.length)) }
  }
  return text => {
    const breadth = known.get(text) ?? measure(text)
    known.set(text, breadth)
    return breadth
  }
}
