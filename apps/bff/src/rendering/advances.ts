import { mapsAt, tableAt } from './coverage.ts'
import { faces, readFace } from './fonts.ts'

/** How wide a character is set, as a share of the size. */
export type Advance = (sign: string) => number

interface Run {
  readonly first: number
  readonly last: number
  readonly glyph: number
}

/** The runs of the map that holds characters of all planes. */
const runsIn = (view: DataView): Run[] => {
  const map = mapsAt(view).find(at => view.getUint16(at) === 12)
  if (map === undefined) throw new Error('the font has no full map of characters')
  return Array.from({ length: view.getUint32(map + 12) }, (_, index) => {
    const at = map + 16 + index * 12
    return { first: view.getUint32(at), last: view.getUint32(at + 4), glyph: view.getUint32(at + 8) }
  })
}

/** Reads how wide a TrueType font sets its characters: null for one that it lacks. */
const readAdvances = (font: Uint8Array): ((codePoint: number) => number | null) => {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const [runs, perEm, count, table] = [
    runsIn(view),
    view.getUint16(tableAt(view, 'head') + 18),
    view.getUint16(tableAt(view, 'hhea') + 34),
    tableAt(view, 'hmtx'),
  ]
  // What follows the last width has the same; the rest of the font is let go.
  const widths = Uint16Array.from({ length: count }, (_, glyph) => view.getUint16(table + glyph * 4))
  return codePoint => {
    const run = runs.find(({ first, last }) => codePoint >= first && codePoint <= last)
    return run ? (widths[Math.min(run.glyph + codePoint - run.first, count - 1)] ?? 0) / perEm : null
  }
}

/** What names, titles and descriptions are set in, as a rule; what neither has is as wide as it is high. */
const usual = ['Cert Sans', 'Cert Serif']

const load = async (): Promise<Advance> => {
  const bold = faces.filter(({ family, weight }) => usual.includes(family) && weight === 700)
  const fonts = (await Promise.all(bold.map(readFace))).map(readAdvances)
  const known = new Map<string, number>()
  return sign => {
    const advance = known.get(sign) ?? Math.max(0, ...fonts.map(font => font(sign.codePointAt(0) ?? 0) ?? 1))
    known.set(sign, advance)
    return advance
  }
}

let loaded: Promise<Advance> | undefined
/** How wide characters are on certificates: measured in the fonts, the wider of two counts. */
export const advances = (): Promise<Advance> => (loaded ??= load())
