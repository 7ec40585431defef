import { mostPixels } from '@wallet/shared/courses/mediaLimits'
import { fail } from '@wallet/shared/problem'
import sharp from 'sharp'

/** As wide or high as anything that shows it. */
const longestSide = 2400

/** A picture drawn anew: upright, without what the camera noted or what else lay in the file. Its pixels are counted before it is decoded. */
export const repaint = async (bytes: Uint8Array): Promise<Buffer> => {
  const { width, height } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => fail('media_damaged'))
  if (width * height > mostPixels) fail('media_too_many_pixels')
  return sharp(bytes, { limitInputPixels: mostPixels, failOn: 'truncated' })
    .rotate()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 85, smartSubsample: true })
    .toBuffer()
    .catch(() => fail('media_damaged'))
}
