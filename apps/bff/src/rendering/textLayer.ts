import type { MeasuredNode } from '@takumi-rs/core'
import type { Coverage } from './coverage.ts'
import { locate } from './fit.ts'
import type { Piece } from './tree.ts'

/** A box on the stage in pixels, turned about its top left corner. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Radians, clockwise. */
  readonly angle: number
}

/** A line of words where it was drawn. */
export interface Line extends Box {
  readonly text: string
}

export interface TextLayer {
  /** In the order of the template. */
  readonly lines: readonly Line[]
  /** Where the QR code stands. */
  readonly code: Box | null
}

/** The words of a layout, without characters that no font has: those are drawn as empty boxes. */
export const textLayerOf = ({ root, measured }: { readonly root: Piece; readonly measured: MeasuredNode }, has: Coverage): TextLayer => {
  const code = locate(root, measured, ({ node }) => node.type === 'image' && node.src === 'qr')?.measured
  const readable = (text: string) => [...text].filter(has).join('').trim()
  return {
    lines: linesIn(measured)
      .map(line => ({ ...line, text: readable(line.text) }))
      .filter(({ text }) => !isUnseen(text)),
    code: code ? place({ x: 0, y: 0, width: code.width, height: code.height }, code) : null,
  }
}

const isUnseen = (text: string) => /^[\s\p{Default_Ignorable_Code_Point}]*$/u.test(text)

const linesIn = (node: MeasuredNode): Line[] => [
  ...joinRuns(node.runs).map(({ text, ...box }) => ({ text, ...place(box, node) })),
  ...node.children.flatMap(linesIn),
]

type Run = MeasuredNode['runs'][number]

/** Runs that touch are one: a name stays in one piece where its font changes. */
const joinRuns = (runs: readonly Run[]): Run[] => {
  const joined: Run[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last && touch(last, run)) joined[joined.length - 1] = join(last, run)
    else joined.push(run)
  }
  return joined
}

const touch = (before: Run, after: Run) =>
  Math.abs(before.x + before.width - after.x) < 0.5 && before.y < after.y + after.height && after.y < before.y + before.height

const join = (before: Run, after: Run): Run => {
  const [top, bottom] = [Math.min(before.y, after.y), Math.max(before.y + before.height, after.y + after.height)]
  return { text: before.text + after.text, x: before.x, y: top, width: after.x + after.width - before.x, height: bottom - top }
}

/** A box within a node, as it comes to stand on the stage. */
const place = ({ x, y, width, height }: Omit<Box, 'angle'>, { transform: [a, b, c, d, e, f] }: MeasuredNode): Box => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f,
  width: width * Math.hypot(a, b),
  height: height * Math.hypot(c, d),
  angle: Math.atan2(b, a),
})
