import type { DecodeQR } from 'qr/decode.js'
import { readingTool } from './tools.ts'

/** A picture as the screen has it: red, green, blue and alpha, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}
/** A part of a picture, in its pixels. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Colours that differ by less than this are one: a compressed white is not a picture. */
const tolerance = 12

/** Whether there is only one colour, or none. */
export const isBlank = ({ data }: Pixels): boolean => {
  const [red = 0, green = 0, blue = 0] = data
  for (let at = 0; at < data.length; at += 4) {
    const differs = Math.abs((data[at] ?? 0) - red) + Math.abs((data[at + 1] ?? 0) - green) + Math.abs((data[at + 2] ?? 0) - blue)
    if ((data[at + 3] ?? 0) > 0 && differs > tolerance) return false
  }
  return true
}

const patienceMs = 400

/** What the code on a picture says, or null where none can be read. */
export const readCode = (decode: DecodeQR, pixels: Pixels): string | null => {
  try {
    return decode(pixels, { timeLimit: patienceMs })
  } catch {
    return null
  }
}

type Picture = HTMLCanvasElement | HTMLImageElement

/** A part of a picture, in so many pixels. */
const pixelsOf = (source: Picture, { left, top, width, height }: Area, wide: number, high: number): Pixels => {
  const canvas = document.createElement('canvas')
  canvas.width = wide
  canvas.height = high
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  brush?.drawImage(source, left, top, width, height, 0, 0, wide, high)
  const pixels = brush?.getImageData(0, 0, wide, high) ?? { data: new Uint8ClampedArray(), width: 0, height: 0 }
  canvas.width = canvas.height = 0
  return pixels
}

/** What is wrong with a picture. */
export type Fault = 'size' | 'blank' | 'code'
export interface Expected {
  /** Whether a size is right. */
  readonly measures: (width: number, height: number) => boolean
  /** Where the certificate is, and where its code can be read. */
  readonly card: Area
  readonly code: Area
  /** Whether a link is the right one. */
  readonly leads: (link: string) => boolean
}

const samples = 64

/** Looks at a picture before anybody else does: its size, whether the certificate is on it, and where its code leads. */
export const faultOf = async (picture: Picture, { measures, card, code, leads }: Expected): Promise<Fault | null> => {
  const [width, height] = picture instanceof HTMLImageElement ? [picture.naturalWidth, picture.naturalHeight] : [picture.width, picture.height]
  if (!measures(width, height)) return 'size'
  if (isBlank(pixelsOf(picture, card, samples, samples))) return 'blank'
  const link = readCode(await readingTool(), pixelsOf(picture, code, code.width, code.height))
  return link !== null && leads(link) ? null : 'code'
}
