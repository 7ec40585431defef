import { encode } from 'uqr'

/** Light margin around a code, in modules. */
const quiet = 4
/** CSS pixels of a module, and the sides that the arrangements have room for. */
const usual = { pixel: 2, side: 82, most: 98 }

/** The code of a link, and how large it stands on a poster. */
export interface PosterCode {
  readonly rows: readonly (readonly boolean[])[]
  /** In whole CSS pixels: of one module, and of the whole with its margin. */
  readonly pixel: number
  readonly side: number
}

/** A longer link is coded with less redundancy before it gets more modules, and more modules before they get smaller. */
export const codeOf = (link: string): PosterCode => {
  const safer = encode(link, { ecc: 'M', border: 0 })
  const { data, size } = (safer.size + 2 * quiet) * usual.pixel <= usual.side ? safer : encode(link, { ecc: 'L', border: 0 })
  const pixel = (size + 2 * quiet) * usual.pixel <= usual.most ? usual.pixel : 1
  const side = Math.max(usual.side, (size + 2 * quiet) * pixel)
  return { rows: data, pixel, side: side + (side % 2) }
}

/** The same as PNG (a vector would be drawn cropped), `scale` pixels to the CSS pixel: every module is whole pixels. */
export const drawCode = ({ rows, pixel, side }: PosterCode, scale: number): string => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side * scale
  const brush = canvas.getContext('2d')
  if (!brush) return ''
  const margin = Math.floor((side - rows.length * pixel) / 2) * scale
  const module = pixel * scale
  brush.fillStyle = '#fff'
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.fillStyle = '#000'
  rows.forEach((row, y) => row.forEach((isDark, x) => isDark && brush.fillRect(margin + x * module, margin + y * module, module, module)))
  const source = canvas.toDataURL('image/png')
  canvas.width = canvas.height = 0
  return source
}
