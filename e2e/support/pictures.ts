import { execFileSync, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import pixelmatch from 'pixelmatch'
import sharp from 'sharp'
import { readQr } from './qr.ts'

/** A picture, pixel by pixel. */
export interface Pixels {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

/** Whether there is something that draws PDFs as pixels. Where it has to be (REQUIRE_POPPLER=1), what needs it fails. */
export const drawsPdfs: boolean = process.env['REQUIRE_POPPLER'] === '1' || spawnSync('pdftocairo', ['-v']).status === 0

/** A picture, reduced to a width where one is given. */
export const pixelsOf = async (picture: Buffer, width?: number): Promise<Pixels> => {
  const { data, info } = await sharp(picture).resize({ width, kernel: 'linear' }).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** Draws the one page of a PDF, so many pixels wide, as a file. Uncompressed: what is thrown away right after need not be made small. */
export const drawPdf = async (pdf: Buffer, file: string, { width, height }: { readonly width: number; readonly height: number }): Promise<Buffer> => {
  const size = ['-scale-to-x', String(width), '-scale-to-y', String(height)]
  ask('pdftocairo', pdf, ['-tiff', '-tiffcompression', 'none', '-singlefile', ...size, '-', file])
  return readFile(`${file}.tif`)
}

/** What one of the tools of poppler-utils says about a PDF. */
export const ask = (tool: 'pdftocairo' | 'pdftotext' | 'pdffonts', pdf: Buffer, options: readonly string[]): string =>
  execFileSync(tool, options, { input: pdf, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })

/** How many pixels in a hundred a person would see differ; smoothed edges are not counted. */
export const differenceOf = (one: Pixels, other: Pixels): number => {
  if (one.width !== other.width || one.height !== other.height) return 100
  return (pixelmatch(one.data, other.data, undefined, one.width, one.height, { threshold: 0.1 }) / (one.width * one.height)) * 100
}

/** An SVG as the browser shows it in a page, so many pixels wide. */
export const showSvg = async (page: Page, svg: string, width: number): Promise<Buffer> => {
  const url = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  await page.setContent(`<body style="margin: 0; overflow: hidden"><img src="${url}" width="${width}" style="display: block" alt="">`)
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode())
  return page.screenshot()
}

/** What the code says that stands at a place of the stage, so many pixels of the picture to one of the stage. */
export const readCode = async (picture: Buffer, place: { readonly left: number; readonly top: number; readonly side: number }, scale: number) => {
  const side = Math.round(place.side * scale)
  const part = { left: Math.round(place.left * scale), top: Math.round(place.top * scale), width: side, height: side }
  const code = sharp(picture).extract(part).resize(450)
  return readQr(await code.png().toBuffer())
}
