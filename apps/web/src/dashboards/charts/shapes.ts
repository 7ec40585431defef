import type { Opening } from '@wallet/shared/dashboards/opening'
import type { Context } from './chart.ts'

/** The interface's font, for a canvas, which inherits nothing. Without quotes: they would end an attribute where a chart is drawn as SVG. */
export const chartFont = '-apple-system, PingFang SC, Noto Sans SC, Noto Sans CJK SC, system-ui, HarmonyOS Sans SC, Microsoft YaHei, sans-serif'

type Align = 'left' | 'center' | 'right'
type Point = readonly [x: number, y: number]
interface Paint {
  readonly fill?: string
  readonly stroke?: string
  readonly lineWidth?: number
  readonly lineDash?: number[]
}
/** A text within its room: wider ones end in an ellipsis. */
export interface TextShape {
  readonly type: 'text'
  readonly silent: true
  readonly x: number
  readonly y: number
  readonly style: {
    readonly text: string
    readonly fill: string
    readonly font: string
    readonly align: Align
    readonly verticalAlign: 'middle'
    readonly width: number
    readonly overflow: 'truncate'
    readonly ellipsis: '…'
  }
}
interface RectShape {
  readonly type: 'rect'
  readonly silent: boolean
  readonly shape: { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly r: number }
  readonly style: Paint
  readonly info?: Opening
  readonly emphasisDisabled?: true
  readonly cursor?: string
}
interface CircleShape {
  readonly type: 'circle'
  readonly silent: true
  readonly shape: { readonly cx: number; readonly cy: number; readonly r: number }
  readonly style: Paint
}
interface LineShape {
  readonly type: 'line'
  readonly silent: true
  readonly shape: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
  readonly style: Paint
}
interface PolygonShape {
  readonly type: 'polygon'
  readonly silent: true
  readonly shape: { readonly points: number[][] }
  readonly style: Paint
}
export type Shape = TextShape | RectShape | CircleShape | LineShape | PolygonShape

interface Lettering {
  readonly colour: string
  /** In units; 20 where nothing is said. */
  readonly size?: number
  readonly isBold?: boolean
  readonly align?: Align
  /** Pixels it may take. */
  readonly room: number
}

/** Words whose middle, start or end stands at a point. */
export const text = (
  { u }: Pick<Context, 'u'>,
  [x, y]: Point,
  words: string,
  { colour, size = 20, isBold = false, align = 'left', room }: Lettering,
): TextShape => ({
  type: 'text',
  silent: true,
  x,
  y,
  style: {
    text: words,
    fill: colour,
    font: `${isBold ? 700 : 400} ${size * u}px ${chartFont}`,
    align,
    verticalAlign: 'middle',
    width: Math.max(0, room),
    overflow: 'truncate',
    ellipsis: '…',
  },
})

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
const boxed = ({ x, y, width, height }: Box, r: number) => ({ x, y, width: Math.max(0, width), height: Math.max(0, height), r })

export const rect = (box: Box, fill: string, r = 0): RectShape => ({ type: 'rect', silent: true, shape: boxed(box, r), style: { fill } })

/** A frame that lies within its box. */
export const frame = ({ x, y, width, height }: Box, stroke: string, lineWidth: number, r = 0): RectShape => {
  const half = lineWidth / 2
  const shape = boxed({ x: x + half, y: y + half, width: width - lineWidth, height: height - lineWidth }, r)
  return { type: 'rect', silent: true, shape, style: { fill: 'none', stroke, lineWidth } }
}

export const line = ([x1, y1]: Point, [x2, y2]: Point, stroke: string, lineWidth: number, lineDash?: number[]): LineShape => ({
  type: 'line',
  silent: true,
  shape: { x1, y1, x2, y2 },
  style: { fill: 'none', stroke, lineWidth, ...(lineDash ? { lineDash } : {}) },
})

export const disc = ([cx, cy]: Point, r: number, fill: string): CircleShape => ({ type: 'circle', silent: true, shape: { cx, cy, r }, style: { fill } })

/** A ring within its radius; filled where what lies below must not shine through. */
export const ring = ([cx, cy]: Point, r: number, stroke: string, lineWidth: number, fill = 'none'): CircleShape => ({
  type: 'circle',
  silent: true,
  shape: { cx, cy, r: Math.max(0, r - lineWidth / 2) },
  style: { fill, stroke, lineWidth },
})

export const polygon = (points: readonly Point[], fill: string): PolygonShape => ({
  type: 'polygon',
  silent: true,
  shape: { points: points.map(([x, y]) => [x, y]) },
  style: { fill },
})

/** A triangle that points down: below the floor. */
export const fallen = ([x, y]: Point, r: number, fill: string): PolygonShape =>
  polygon(
    [
      [x - r, y - 0.8 * r],
      [x + r, y - 0.8 * r],
      [x, y + 0.8 * r],
    ],
    fill,
  )

/** What is touched to open the people behind a number. It is not seen. */
export const door = (box: Box, info: Opening): RectShape => ({
  type: 'rect',
  silent: false,
  shape: boxed(box, 0),
  style: { fill: 'transparent' },
  info,
  emphasisDisabled: true,
  cursor: 'pointer',
})
