import { Renderer, type ImageNode } from '@takumi-rs/core'
import sharp, { type Sharp } from 'sharp'
import { layersOf } from './layers.ts'
import type { RasterOptions } from './press.ts'

// Artwork takes nine tenths of the time, and the next certificate has the same: as pixels it is kept here.
const takumi = new Renderer({ cacheMaxBytes: 128 * 1024 * 1024 })
sharp.cache(false) // No picture comes twice.

/** Up to this width a picture is drawn twice as large and reduced: fine lines and small letters stay readable. */
const smallest = 480

/** A picture as pixels on white paper. */
export const rasterise = async (svg: string, { format, width }: RasterOptions): Promise<Buffer> => {
  const height = Math.round(width * ratioOf(svg))
  if (width > smallest) return encode(await draw(svg, { width, height }), format)
  const large = await draw(svg, { width: width * 2, height: height * 2 })
  return encode(large.resize(width, height, { kernel: 'mks2021' }), format)
}

interface Size {
  readonly width: number
  readonly height: number
}

const draw = async (svg: string, size: Size): Promise<Sharp> => {
  const { ground, rest } = layersOf(svg)
  const images = [
    ...(ground === null ? [] : [{ src: 'ground', data: Buffer.from(ground), cache: 'auto' as const }]),
    { src: 'rest', data: Buffer.from(rest), cache: 'none' as const },
  ]
  const children = images.map(({ src }): ImageNode => ({ type: 'image', src, ...size, style: { position: 'absolute', top: 0, left: 0 } }))
  const pixels = await takumi.render({ type: 'container', style: { ...size, backgroundColor: '#ffffff' }, children }, { ...size, images, format: 'raw' })
  return sharp(pixels, { raw: { ...size, channels: 4 } }).removeAlpha()
}

const encode = (image: Sharp, format: RasterOptions['format']): Promise<Buffer> =>
  (format === 'png' ? image.png() : image.webp({ quality: 90, smartSubsample: true })).toBuffer()

const ratioOf = (svg: string) => {
  const [, width, height] = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(svg) ?? []
  return Number(height) / Number(width)
}
