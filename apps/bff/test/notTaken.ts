import { bomb, claimingToBe, moving, plain } from './pictures.ts'

/** A page with a script. */
export const html = '<!doctype html><script>alert(1)</script>'
const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
/** An archive of one file. */
export const archive = Buffer.from('PK\x03\x04evil.txtPK\x05\x06', 'latin1')
/** A sound picture, not packed. */
export const png = (side = 8) => plain(side, side).png({ compressionLevel: 0 }).toBuffer()
/** The same as a JPEG. */
export const jpeg = () => plain(64, 64).jpeg().toBuffer()
/** What is sent as a picture and must not be taken, with the code that says why. */
export const notTaken: [string, () => Promise<Buffer>, string][] = [
  ['nothing', async () => Buffer.alloc(0), 'picture_unknown'],
  ['a page', async () => Buffer.from(html), 'picture_unknown'],
  ['an SVG that is called a PNG', async () => Buffer.from(svg), 'picture_unknown'],
  ['a GIF that is a script as well', async () => Buffer.from('GIF89a/*......*/=1;alert(1)'), 'picture_unknown'],
  ['a document', async () => Buffer.from('%PDF-1.7\n%%EOF'), 'picture_unknown'],
  ['an archive', async () => archive, 'picture_unknown'],
  ['a PNG that is cut off', async () => (await png(400)).subarray(0, 9_000), 'media_damaged'],
  ['a JPEG that is cut off', async () => (await plain(900, 900).jpeg().toBuffer()).subarray(0, 800), 'media_damaged'],
  ['a WebP that is cut off', async () => (await plain(900, 900).webp({ lossless: true }).toBuffer()).subarray(0, 40), 'media_damaged'],
  ['a head without a picture', async () => Buffer.from(`\x89PNG\r\n\x1a\n${html}`, 'latin1'), 'media_damaged'],
  ['a picture of 400 million pixels in fifty kilobytes', async () => bomb(20_000), 'media_too_many_pixels'],
  ['a picture that says it has 400 million pixels', async () => claimingToBe(20_000, await png()), 'media_too_many_pixels'],
  ['a picture of a few pixels too many', async () => bomb(5_001), 'media_too_many_pixels'],
  ['a picture that moves', moving, 'picture_moving'],
  ['a file that is too large', async () => Buffer.concat([Buffer.from('\xff\xd8\xff', 'latin1'), Buffer.alloc(6_000_000)]), 'payload_too_large'],
]
