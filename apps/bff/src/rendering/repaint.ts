import { longestSide, mostPixels } from '@wallet/shared/courses/mediaLimits'
import { fail } from '@wallet/shared/problem'
import sharp from 'sharp'
import { barePng } from './barePng.ts'

/** As wide or high as anything that shows it; what is too many bytes at that size is drawn smaller. */
const usual = { side: 2400, quality: 85 }
const smaller = { side: 1600, quality: 70 }
const mostBytes = 1_500_000

/** A picture as it was drawn anew: WebP. */
export interface Repainted {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** A picture drawn anew: upright, without what the camera noted or what else lay in the file. Its pixels are counted before it is decoded. */
export const repaint = async (sent: Uint8Array): Promise<Repainted> => {
  const bytes = barePng(sent)
  const head = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => fail('media_damaged'))
  if (head.width * head.height > mostPixels || Math.max(head.width, head.height) > longestSide) fail('media_too_many_pixels')
  if ((head.pages ?? 1) > 1) fail('picture_moving')
  const large = await draw(bytes, usual)
  return large.bytes.length <= mostBytes ? large : draw(bytes, smaller)
}

const draw = async (bytes: Uint8Array, { side, quality }: typeof usual): Promise<Repainted> => {
  const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'truncated' })
    .rotate()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality, smartSubsample: true })
    .toBuffer({ resolveWithObject: true })
    .catch(() => fail('media_damaged'))
  return { bytes: data, width: info.width, height: info.height }
}
