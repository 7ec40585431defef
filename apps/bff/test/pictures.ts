import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** A picture of one colour. */
export const plain = (width: number, height: number): Sharp => sharp({ create: { width, height, channels: 3, background: '#2e4374' } })

/** A picture whose head says that it is so many pixels wide and high. */
export const claimingToBe = (side: number, png: Buffer): Buffer => {
  const claim = Buffer.from(png)
  claim.writeUInt32BE(side, 16)
  claim.writeUInt32BE(side, 20)
  claim.writeUInt32BE(crc32(claim.subarray(12, 29)), 29)
  return claim
}

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A whole PNG of so many black pixels on each side, in a few kilobytes. */
export const bomb = (side: number): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1 // bit a pixel, grey
  const pixels = deflateSync(Buffer.alloc((1 + Math.ceil(side / 8)) * side))
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

/** A PNG with a text in it that is some kilobytes as it lies there, and as many bytes as asked when it is read. */
export const withSwollenText = (png: Buffer, bytes: number): Buffer =>
  Buffer.concat([
    png.subarray(0, 33),
    chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), deflateSync(Buffer.alloc(bytes, 0x61))])),
    png.subarray(33),
  ])

/** A WebP of two pictures, one after the other. */
export const moving = (): Promise<Buffer> =>
  sharp(Buffer.concat([Buffer.alloc(300, 0), Buffer.alloc(300, 255)]), { raw: { width: 10, height: 20, channels: 3, pageHeight: 10 } })
    .webp({ delay: [100, 100], loop: 0 })
    .toBuffer()
