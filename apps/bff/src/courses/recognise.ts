import type { MediaKind } from '@wallet/shared/courses/mediaLimits'
import { pictureTypeOf } from '../files/pictureType.ts'

/** What a file is, by what is in it. */
export interface Recognised {
  readonly kind: MediaKind
  readonly contentType: string
}

const begins = (bytes: Buffer, text: string, at = 0) => bytes.subarray(at, at + text.length).equals(Buffer.from(text, 'latin1'))
/** Films that browsers play; QuickTime's own are not among them. */
const brands = /^(isom|iso[2-9]|mp4[12]|avc1|M4V |dash|MSNV)$/

/** Recognises a file by its first bytes; null: none of those that lessons are made of. */
export const recognise = (head: Buffer): Recognised | null => {
  const picture = pictureTypeOf(head)
  if (picture) return { kind: 'picture', contentType: picture }
  if (begins(head, '%PDF-')) return { kind: 'document', contentType: 'application/pdf' }
  if (begins(head, 'ftyp', 4) && brands.test(head.toString('latin1', 8, 12))) return { kind: 'video', contentType: 'video/mp4' }
  return null
}

/** The boxes of a film, one after the other; null where one is cut off. */
const boxesOf = (bytes: Buffer): string[] | null => {
  const names: string[] = []
  for (let at = 0; at < bytes.length;) {
    if (at + 8 > bytes.length) return null
    const short = bytes.readUInt32BE(at)
    const size = short === 1 && at + 16 <= bytes.length ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? bytes.length - at : short
    if (size < 8 || at + size > bytes.length) return null
    names.push(bytes.toString('latin1', at + 4, at + 8))
    at += size
  }
  return names
}

/** Whether a document or a film is there to its end. Pictures show it when they are decoded. */
export const isWhole = (bytes: Buffer, { kind }: Recognised): boolean => {
  if (kind === 'document') return bytes.subarray(-2048).includes('%%EOF')
  if (kind === 'picture') return true
  const boxes = boxesOf(bytes)
  return boxes !== null && boxes.includes('moov') && boxes.includes('mdat')
}
