import { knot } from './knot.ts'
import { outlineOf, sans, serif, setLine, setRing } from './letters.ts'
import { circle, group, ink, inUnits, lines, moved, path, rectangle, sheet, twoDecimals } from './pen.ts'
import { rosette } from './engraving.ts'

export interface RoundSeal {
  /** The organisation, round the top. */
  readonly arc: string
  /** What the seal is for, below the knot. */
  readonly line: string
  readonly latin: string
  readonly colour: string
}
/**
 * A round seal with the house's knot. A five-point star in the middle would be the seal that companies register with the authorities;
 * this one is not, and must not look like it.
 */
export const roundSeal = ({ arc, line, latin, colour }: RoundSeal): string => {
  const letters = [...arc].length
  const spread = Math.min(4.2, 0.4 * (letters - 1))
  const step = letters > 1 ? spread / (letters - 1) : 1
  // More letters: first narrower, as on real seals, then smaller.
  const room = step * 62.5 * 0.84
  const narrow = Math.max(0.58, Math.min(0.8, room / 22.5))
  const rose = rosette('sr', { outer: 41, inner: 27, lobes: 24, waves: 7, outerSwell: 0.045, innerSwell: 0.06, innerPhase: Math.PI, samples: 120 })
  const fill = `fill="${colour}"`
  const body =
    group('transform="translate(0 -5)"', inUnits(lines(ink(colour, 0.32, 0.5), rose))) +
    circle(83.4, `fill="none" stroke="${colour}" stroke-width="4.4"`) +
    circle(78.6, `fill="none" stroke="${colour}" stroke-width=".7"`) +
    path(setRing(serif, arc, Math.min(22.5, room / narrow), { radius: 62.5, middle: -Math.PI / 2, step, facing: 'out', narrow }), fill) +
    moved(0, -5, knot({ radius: 21, width: 5.4, gap: 1.8 }, colour)) +
    path(setLine(serif, line, 16, { y: 53.5, anchor: 0.5, track: 1 }).d, fill) +
    path(setRing(sans, latin, 6.4, { radius: 71, middle: Math.PI / 2, step: 0.077, facing: 'in' }), fill)
  return sheet(176, 176, '', moved(88, 88, group('opacity=".9"', body)))
}

/** A square seal of four characters, read from the right. */
export const squareSeal = (colour: string, paper: string, four: string): string => {
  const scale = 0.0408
  const d = [...four].map((character, index) => {
    const glyph = serif.glyphForCodePoint(character.codePointAt(0) ?? 0)
    const { minX, maxX, minY, maxY } = glyph.bbox
    const x = (index < 2 ? 72 : 32) - ((minX + maxX) / 2) * scale
    const y = (index % 2 ? 72 : 32) + ((minY + maxY) / 2) * scale
    return outlineOf(glyph, { scaleX: scale, scaleY: scale, x, y, angle: 0 })
  })
  const box = rectangle({ x: 2, y: 2, width: 100, height: 100 }, `rx="7" fill="${colour}"`)
  const rim = rectangle({ x: 6.5, y: 6.5, width: 91, height: 91 }, `rx="4" fill="none" stroke="${paper}" stroke-width="1.6"`)
  return sheet(104, 104, '', box + rim + path(d.join(''), `fill="${paper}"`))
}

/** The mark, 考培练 and KPL in a row, 184 × 40. */
export const logo = (colour: string, text: string): string => {
  const chinese = setLine(serif, '考培练', 24, { x: 48, y: 29, track: 2.5 })
  const latin = setLine(sans, 'KPL', 15, { x: 48 + chinese.width + 17, y: 28.3, track: 1.6 })
  const bar = rectangle({ x: twoDecimals(48 + chinese.width + 8), y: 12, width: 1, height: 17 }, `fill="${text}" fill-opacity=".45"`)
  return sheet(184, 40, '', moved(20, 20, knot({ radius: 18.5, width: 4.7, gap: 1.5 }, colour)) + path(chinese.d + latin.d, `fill="${text}"`) + bar)
}
