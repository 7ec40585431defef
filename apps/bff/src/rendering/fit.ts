import type { MeasuredNode, MeasuredTextRun } from '@takumi-rs/core'
import type { Fit, Piece } from './tree.ts'

/*
 * How text gives way. One line (names): down to half its size, then two smaller lines. Two lines (titles, issuers): down to half,
 * then more lines, never cut. Three lines (running text): down to four fifths, then cut with an ellipsis. If the body still does not
 * hold, its running text gives way line by line and at last goes: a name and a title are never lost.
 */
const floors = { 1: 0.5, 2: 0.5, 3: 0.8 } as const
const twoLines = { size: 0.6, floor: 0.35, leading: 1.25 } as const
const maxPasses = 40
const tolerance = 1.0005

interface Strip {
  readonly piece: Piece
  readonly fit: Fit
  size: number
  lines: number
  isInTwo: boolean
}

export interface Fitted {
  /** Where everything came to stand. */
  readonly measured: MeasuredNode
  /** Whether something does not hold, even at its smallest. */
  readonly overflows: boolean
}

/** Shrinks what is too long, measuring again until everything holds. */
export const fitText = async (root: Piece, measure: () => Promise<MeasuredNode>): Promise<Fitted> => {
  const strips = stripsIn(root)
  let measured = await measure()
  for (let pass = 1; pass < maxPasses; pass += 1) {
    const overflows = tryToFit(root, measured, strips)
    if (overflows !== null) return { measured, overflows }
    measured = await measure()
  }
  return { measured, overflows: true }
}

/** One step: null where something was changed, so that it has to be measured again. */
const tryToFit = (root: Piece, measured: MeasuredNode, strips: readonly Strip[]): boolean | null => {
  const seen = strips.map(strip => ({ strip, lines: linesOf(measuredText(strip.piece, measured), strip.size) }))
  if (seen.map(({ strip, lines }) => giveWay(strip, lines)).includes(true)) return null
  const body = locate(root, measured, ({ isBody }) => isBody)
  if (!body || !overflowsBox(body.measured)) return seen.some(({ lines }) => lines.width > tolerance)
  return shortenRunningText(body.piece, strips) ? null : true
}

const stripsIn = (piece: Piece): Strip[] => [
  ...(piece.fit ? [{ piece, fit: piece.fit, size: piece.fit.size, lines: piece.fit.lines, isInTwo: false }] : []),
  ...piece.children.flatMap(stripsIn),
]

/** Makes a strip smaller where it does not hold; true if anything changed. */
const giveWay = (strip: Strip, { count, width }: Lines): boolean => {
  if (width <= tolerance && count <= strip.lines) return false
  const floor = Math.ceil(strip.fit.size * (strip.isInTwo ? twoLines.floor : floors[strip.fit.lines]))
  if (strip.size > floor) return shrink(strip, Math.max(floor, width > tolerance ? byWidth(strip.size, width) : byCount(strip.size, strip.lines / count)))
  if (strip.fit.lines === 1 && !strip.isInTwo) return breakInTwo(strip)
  return strip.fit.lines === 3 && cut(strip.piece, strip.lines / count)
}

const byWidth = (size: number, width: number) => Math.min(size - 1, Math.floor(size / width))
const byCount = (size: number, ratio: number) => Math.min(size - 1, Math.round(size * Math.max(0.88, Math.sqrt(ratio))))

const shrink = (strip: Strip, size: number) => {
  strip.size = size
  const leading = strip.isInTwo ? size * twoLines.leading : ((strip.fit.leading * size) / strip.fit.size) * 1.04
  setStyle(strip.piece, { fontSize: size, ...(strip.lines > 1 && { lineHeight: `${Math.round(leading)}px` }) })
  return true
}

const breakInTwo = (strip: Strip) => {
  strip.isInTwo = true
  strip.lines = 2
  setStyle(strip.piece, { whiteSpace: 'normal' })
  return shrink(strip, Math.round(strip.fit.size * twoLines.size))
}

const setStyle = ({ node }: Piece, style: Readonly<Record<string, string | number>>) => {
  node.style = { ...node.style, ...style }
}

/** Cuts running text to roughly a share of its length and marks it with an ellipsis. */
const cut = (piece: Piece, share: number): boolean => {
  const node = lastText(piece)?.node
  if (node?.type !== 'text') return false
  const chars = [...node.text.replace(/…$/, '')]
  const rest = chars.slice(0, chars.length - Math.max(1, Math.floor(chars.length * (1 - share) * 0.7)))
  node.text = `${rest.join('').replace(/[，。、；,;:\s]+$/, '')}…`
  return rest.length > 0
}

const lastText = (piece: Piece): Piece | undefined =>
  piece.node.type === 'text'
    ? piece
    : piece.children
        .toReversed()
        .map(lastText)
        .find(found => found !== undefined)

const shortenRunningText = (body: Piece, strips: readonly Strip[]): boolean => {
  const index = body.children.findIndex(child => child.fit?.lines === 3)
  const strip = strips.find(({ piece }) => piece === body.children[index])
  if (!strip || body.node.type !== 'container') return false
  strip.lines -= 1
  if (strip.lines > 0) return true
  body.children.splice(index, 1)
  body.node.children?.splice(index, 1)
  return true
}

interface Lines {
  readonly count: number
  /** The widest line as a share of the box. */
  readonly width: number
}

/** Lines, from the runs of a text in reading order: a run that begins left of where the one before ended begins a new line. */
const linesOf = (measured: MeasuredNode | null, size: number): Lines => {
  if (!measured) return { count: 0, width: 0 }
  const lines: { start: number; end: number }[] = []
  for (const run of measured.runs) {
    const last = lines.at(-1)
    if (last && run.x >= last.end - 0.5) last.end = run.x + inkWidth(run, size)
    else lines.push({ start: run.x, end: run.x + inkWidth(run, size) })
  }
  return { count: lines.length, width: Math.max(0, ...lines.map(({ start, end }) => end - start)) / (measured.width || 1) }
}

/** Spaces at the end of a line hang over and do not count; the widest of the fonts' spaces is 0.3 em. */
const inkWidth = ({ text, width }: MeasuredTextRun, size: number) => (/\s$/.test(text) ? Math.max(0, width - size * 0.3) : width)

const plain = (text: string) => text.replace(/\s/g, '')
const textOf = ({ node, children }: Piece): string => (node.type === 'text' ? plain(node.text) : children.map(textOf).join(''))
const runText = ({ runs }: MeasuredNode) => plain(runs.map(({ text }) => text).join(''))

/** The measured box that holds exactly a piece's text: layout engines merge and wrap inline boxes, so the text is the surest mark. */
const measuredText = (piece: Piece, measured: MeasuredNode): MeasuredNode | null => {
  const wanted = textOf(piece)
  if (wanted === '') return null
  const waiting = [measured]
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (runText(next) === wanted) return next
    waiting.unshift(...next.children)
  }
  return null
}

/** The first element that is wanted and its box, found by following the same path in both trees. */
export const locate = (piece: Piece, measured: MeasuredNode, isWanted: (piece: Piece) => boolean): { piece: Piece; measured: MeasuredNode } | null => {
  if (isWanted(piece)) return { piece, measured }
  if (piece.children.length !== measured.children.length) return null
  for (const [index, child] of piece.children.entries()) {
    const box = measured.children[index]
    const found = box && locate(child, box, isWanted)
    if (found) return found
  }
  return null
}

const overflowsBox = ({ transform, height, children }: MeasuredNode) => {
  const top = transform[5]
  return children.some(child => child.transform[5] < top - 1 || child.transform[5] + child.height > top + height + 1)
}
