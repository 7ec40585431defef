import { diffArrays, diffWordsWithSpace } from 'diff'

/** A piece of a line: as it stands on both sides, or on this side alone. */
export interface Piece {
  readonly text: string
  readonly isOwn: boolean
}
export interface Line {
  /** Its number, from 1. */
  readonly n: number
  readonly pieces: readonly Piece[]
}
/** A row of a comparison: the same line twice, a line that was changed, or one that is on one side alone. */
export interface Row {
  readonly kind: 'same' | 'changed' | 'removed' | 'added'
  readonly before: Line | null
  readonly after: Line | null
}
/** Rows that are shown, or so many alike that are not. */
export type Passage = { readonly rows: readonly Row[] } | { readonly alike: readonly Row[] }

const linesOf = (text: string) => (text === '' ? [] : text.split('\n'))
const whole = (n: number, text: string, isOwn: boolean): Line => ({ n, pieces: [{ text, isOwn }] })
/** Longer lines are compared as a whole: word by word it would take too long. */
const longest = 4_000

const changedRow = (before: string, after: string, [n, m]: readonly [number, number]): Row => {
  if (before.length + after.length > longest) return { kind: 'changed', before: whole(n, before, true), after: whole(m, after, true) }
  const parts = diffWordsWithSpace(before, after)
  const side = (isOther: (part: (typeof parts)[number]) => boolean | undefined) =>
    parts.filter(part => !isOther(part)).map(({ value, added, removed }) => ({ text: value, isOwn: added || removed }))
  return { kind: 'changed', before: { n, pieces: side(({ added }) => added) }, after: { n: m, pieces: side(({ removed }) => removed) } }
}

/** Lines that went and lines that came in their place, beside each other. */
const pairs = (gone: readonly string[], come: readonly string[], [n, m]: readonly [number, number]): Row[] =>
  Array.from({ length: Math.max(gone.length, come.length) }, (_, at) => {
    const [before, after] = [gone[at], come[at]]
    if (before !== undefined && after !== undefined) return changedRow(before, after, [n + at, m + at])
    if (before !== undefined) return { kind: 'removed', before: whole(n + at, before, true), after: null }
    return { kind: 'added', before: null, after: whole(m + at, after ?? '', true) }
  })

/** Two texts, line beside line. */
export const rowsOf = (before: string, after: string): Row[] => {
  const rows: Row[] = []
  let [n, m] = [1, 1]
  let gone: readonly string[] = []
  const settle = (come: readonly string[]) => {
    rows.push(...pairs(gone, come, [n, m]))
    n += gone.length
    m += come.length
    gone = []
  }
  for (const { value, added, removed } of diffArrays(linesOf(before), linesOf(after))) {
    if (removed) gone = value
    else if (added) settle(value)
    else {
      settle([])
      rows.push(...value.map((text, at): Row => ({ kind: 'same', before: whole(n + at, text, false), after: whole(m + at, text, false) })))
      n += value.length
      m += value.length
    }
  }
  settle([])
  return rows
}

/** So many lines that are alike are shown around a change. */
const around = 2

/** The changes with a little around each; the rest in one line each. */
export const passagesOf = (rows: readonly Row[]): Passage[] => {
  const near = rows.map((_, at) => rows.slice(Math.max(0, at - around), at + around + 1).some(({ kind }) => kind !== 'same'))
  const passages: { isNear: boolean; rows: Row[] }[] = []
  for (const [at, row] of rows.entries()) {
    const isNear = near[at] ?? false
    const last = passages.at(-1)
    if (last?.isNear === isNear) last.rows.push(row)
    else passages.push({ isNear, rows: [row] })
  }
  // A single hidden line takes the place it would have saved.
  return passages.map(({ isNear, rows: found }) => (isNear || found.length < 2 ? { rows: found } : { alike: found }))
}
