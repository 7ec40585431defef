const isWide = (letter: string) => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef…—]/u.test(letter)
const emOf = (letter: string) => {
  if (isWide(letter)) return 1
  if (/[mwMW%@&]/.test(letter)) return 0.94
  if (/[A-Z]/.test(letter)) return 0.68
  return /[iljtf.,:;'|! ]/.test(letter) ? 0.32 : 0.56
}

/** About how wide a text is, in ems of its font: charts are laid out before anything can be measured. */
export const emsOf = (text: string): number => [...text].reduce((sum, letter) => sum + emOf(letter), 0)

/** Room for the widest of some words in letters of a size, with a little to spare: what is a little wider than thought must not end in an ellipsis. */
export const roomFor = (words: readonly string[], size: number): number => Math.max(0, ...words.map(emsOf)) * size * 1.08 + 4

/** A name in a sentence: cut with an ellipsis where it is wider than so many ems, never within a letter. */
export const shorten = (name: string, ems: number): string => {
  if (emsOf(name) <= ems) return name
  const letters = [...name]
  const upTo = (end: number) => `${letters.slice(0, end).join('').trimEnd()}…`
  const fitting = letters.filter((_, i) => emsOf(upTo(i + 1)) <= ems).length
  return upTo(fitting)
}

/** A name on two lines, broken between words or between Chinese letters: as much on the first as so many ems hold, and one word at least. Null: it fits on one, or is a single word. */
export const inTwoLines = (name: string, ems: number): readonly [string, string] | null => {
  if (emsOf(name) <= ems) return null
  const parts = name.match(/[\p{Script=Han}]|[^\s\p{Script=Han}]+\s*|\s+/gu) ?? []
  const upTo = (end: number) => parts.slice(0, end).join('').trimEnd()
  const first = Math.max(1, parts.filter((_, i) => emsOf(upTo(i + 1)) <= ems).length)
  return parts.length === 1 ? null : [upTo(first), parts.slice(first).join('')]
}
