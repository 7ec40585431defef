import { Renderer } from '@takumi-rs/core'
import sharp, { type Sharp } from 'sharp'
import type { RasterOptions } from './press.ts'

const takumi = new Renderer()

/** At and below this width the picture is drawn twice as large and reduced: small letters and fine lines come out clearer. */
const reducedTo = 480

/** A picture as pixels on white paper. */
export const rasterise = async (svg: string, { format, width }: RasterOptions): Promise<Buffer> => {
  const height = Math.round(width * ratioOf(svg))
  const scale = width <= reducedTo ? 2 : 1
  const size = { width: width * scale, height: height * scale }
  const pixels = await takumi.render(
    { type: 'container', style: { ...size, backgroundColor: '#ffffff' }, children: [{ type: 'image', src: 'picture', ...size }] },
    { ...size, format: 'raw', images: [{ src: 'picture', data: Buffer.from(svg), cache: 'none' }] },
  )
  const image = sharp(pixels, { raw: { ...size, channels: 4 } }).removeAlpha()
  return encode(scale === 1 ? image : image.resize(width, height, { kernel: 'mks2021' }), format)
}

const encode = (image: Sharp, format: RasterOptions['format']): Promise<Buffer> =>
  (format === 'png' ? image.png() : image.webp({ quality: 90, smartSubsample: true })).toBuffer()

const ratioOf = (svg: string) => {
  const [, width, height] = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(svg) ?? []
  return Number(height) / Number(width)
}
