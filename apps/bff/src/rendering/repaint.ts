import { mostPixels } from '@wallet/shared/courses/mediaLimits'
import { fail } from '@wallet/shared/problem'
import sharp from 'sharp'

/** As wide or high as anything that shows it. */
const longestSide = 2400

/** A picture as it was drawn anew: WebP. */
export interface Repainted {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** A picture drawn anew: upright, without what the camera noted or what else lay in the file. Its pixels are counted before it is decoded. */
export const repaint = async (bytes: Uint8Array): Promise<Repainted> => {
  const {
    width,
    height,
    pages = 1,
  } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => fail('media_damaged'))
  if (width * height > mostPixels) fail('media_too_many_pixels')
  if (pages > 1) fail('picture_moving')
  const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'truncated' })
    .rotate()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 85, smartSubsample: true })
    .toBuffer({ resolveWithObject: true })
    .catch(() => fail('media_damaged'))
  return { bytes: data, width: info.width, height: info.height }
}
