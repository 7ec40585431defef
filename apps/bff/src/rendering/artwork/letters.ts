import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font, type Glyph } from 'fontkit'
import { decimals, group, twoDecimals, type Frame } from './pen.ts'

const { resolve } = createRequire(import.meta.url)
const open = (file: string): Font => {
  const font = create(readFileSync(resolve(file)))
  if (!('layout' in font)) throw new Error(`${file} is a collection, not a font`)
  return font
}
export const serif = open('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf')
export const sans = open('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf')

interface Setting {
  readonly x?: number
  readonly y?: number
  /** 0: begins at x, 0.5: centred on it, 1: ends there. */
  readonly anchor?: number
  readonly track?: number
}
/** A line of text as outlines, and its width. */
export const setLine = (font: Font, text: string, size: number, { x = 0, y = 0, anchor = 0, track = 0 }: Setting = {}): { d: string; width: number } => {
  const scale = size / font.unitsPerEm
  const { glyphs, positions } = font.layout(text)
  const advance = (index: number) => (positions[index]?.xAdvance ?? 0) * scale + track
  const width = glyphs.reduce((sum, _, index) => sum + advance(index), 0) - track
  let at = x - width * anchor
  const d = glyphs.map((glyph, index) => {
    const drawn = outlineOf(glyph, { scaleX: scale, scaleY: scale, x: at, y, angle: 0 })
    at += advance(index)
    return drawn
  })
  return { d: d.join(''), width }
}

interface Ring {
  readonly radius: number
  readonly middle: number
  /** The angle from letter to letter. */
  readonly step: number
  /** Whether the letters' tops point outwards (an upper arc) or inwards (a lower one). */
  readonly facing: 'out' | 'in'
  readonly narrow?: number
}
/** Text on a circle, each letter placed by itself. */
export const setRing = (font: Font, text: string, size: number, { radius, middle, step, facing, narrow = 1 }: Ring): string => {
  const letters = [...text]
  const sign = facing === 'out' ? 1 : -1
  const scale = size / font.unitsPerEm
  return letters
    .map((letter, index) => {
      const glyph = font.glyphForCodePoint(letter.codePointAt(0) ?? 0)
      const around = middle + (index - (letters.length - 1) / 2) * step * sign
      const angle = around + (sign * Math.PI) / 2
      const dx = -(glyph.advanceWidth * scale * narrow) / 2
      const dy = (/[\u2e80-\u9fff]/.test(letter) ? 0.38 : 0.36) * size // the optical middle of an ideograph, of a capital
      const x = radius * Math.cos(around) + dx * Math.cos(angle) - dy * Math.sin(angle)
      const y = radius * Math.sin(around) + dx * Math.sin(angle) + dy * Math.cos(angle)
      return outlineOf(glyph, { scaleX: scale * narrow, scaleY: scale, x, y, angle })
    })
    .join('')
}

interface Placing {
  readonly scaleX: number
  readonly scaleY: number
  readonly x: number
  readonly y: number
  readonly angle: number
}
const commands = { lineTo: 'l', quadraticCurveTo: 'q', bezierCurveTo: 'c' } as const

/** A glyph in place, by relative commands on a rounded pen: about half the bytes of absolute ones. */
export const outlineOf = (glyph: Glyph, { scaleX, scaleY, x, y, angle }: Placing): string => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const hundredth = (value: number) => Math.round(value * 100) / 100
  let [penX, penY] = [0, 0]
  const draw = (command: keyof typeof commands | 'moveTo', args: readonly number[]) => {
    const points = pairs(args).flatMap(([px, py]) => {
      const [a, b] = [px * scaleX, -py * scaleY]
      return [hundredth(x + a * cos - b * sin), hundredth(y + a * sin + b * cos)]
    })
    const relative = points.map((value, index) => value - (index % 2 ? penY : penX))
    ;[penX = 0, penY = 0] = points.slice(-2)
    return command === 'moveTo' ? `M${decimals(points, 2)}` : commands[command] + decimals(relative, 2)
  }
  return glyph.path.commands.map(({ command, args }) => (command === 'closePath' ? 'z' : draw(command, args))).join('')
}
const pairs = (values: readonly number[]) =>
  Array.from({ length: values.length / 2 }, (_, index) => [values[index * 2] ?? 0, values[index * 2 + 1] ?? 0] as const)

/** Microtext round a frame, clockwise from the top left: one outlined unit, repeated. */
export const microFrame = (
  id: string,
  text: string,
  { x, y, width, height }: Frame,
  { size, colour, opacity }: { size: number; colour: string; opacity: number },
): string => {
  const unit = setLine(sans, text, size)
  const half = size * 0.36
  const pad = 4
  const step = unit.width + 1.1
  let isFirst = true
  const row = (length: number, transform: string) => {
    const count = Math.max(1, Math.round(length / step))
    const copies = Array.from({ length: count }, (_, index) => {
      const copy = isFirst ? `<path id="${id}" d="${unit.d}"/>` : `<use href="#${id}" x="${twoDecimals(index * step)}"/>`
      isFirst = false
      return copy
    })
    return `<g transform="${transform} scale(${+(length / (count * step)).toFixed(4)} 1)">${copies.join('')}</g>`
  }
  return group(
    `fill="${colour}" fill-opacity="${opacity}"`,
    row(width - 2 * pad, `translate(${twoDecimals(x + pad)} ${twoDecimals(y + half)})`) +
      row(height - 2 * pad, `translate(${twoDecimals(x + width - half)} ${y + pad}) rotate(90)`) +
      row(width - 2 * pad, `translate(${x + width - pad} ${twoDecimals(y + height - half)}) rotate(180)`) +
      row(height - 2 * pad, `translate(${twoDecimals(x + half)} ${y + height - pad}) rotate(270)`),
  )
}
