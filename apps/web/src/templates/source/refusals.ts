import type { Reason } from '@wallet/shared/problem'
import type { RefusalCode } from '@wallet/shared/templates/refusal'

/** The two texts of a template. */
const sides = ['templateHtml', 'templateStyle'] as const
export type Side = (typeof sides)[number]
export type Sources = Readonly<Record<Side, string>>

/** One thing a template may not contain: where it stands in its text, and what it takes to say it. */
export interface PlacedRefusal {
  readonly side: Side
  readonly code: RefusalCode | 'other'
  readonly line: number
  readonly column: number
  readonly from: number
  readonly to: number
  readonly fill: { readonly what: string; readonly where: string; readonly most: number; readonly allowed: string }
}

/** How far from the beginning of a text a place is, both from 1; a place beyond its end is the end. */
export const offsetOf = (text: string, line: number, column: number): number => {
  let start = 0
  for (let at = 1; at < line; at += 1) {
    const end = text.indexOf('\n', start)
    if (end < 0) return text.length
    start = end + 1
  }
  return Math.min(start + column - 1, text.length)
}

const refusalOf = (sources: Sources, { path, code, message, line = 1, column = 1, length = 1, what, where = '', most = 0, allowed = '' }: Reason) => {
  const side = sides.find(each => each === path)
  if (!side) return []
  const from = offsetOf(sources[side], line, column)
  const to = Math.min(from + Math.max(length, 1), sources[side].length)
  return [
    { side, code: (code ?? 'other') as PlacedRefusal['code'], line, column, from, to, fill: { what: what ?? (code ? '' : message), where, most, allowed } },
  ]
}

/** What the server refused in these texts, each at its place, in the order in which they are read. */
export const refusalsIn = (sources: Sources, reasons: readonly Reason[]): PlacedRefusal[] =>
  reasons.flatMap(reason => refusalOf(sources, reason)).sort((one, other) => sides.indexOf(one.side) - sides.indexOf(other.side) || one.from - other.from)
