import jsqr from 'jsqr'
import { PNG } from 'pngjs'
import { encodeQR } from 'qr'

/** What the QR code on a picture says, or null where none can be read. jsqr is a CommonJS module: its function hangs under `default`. */
export const readQr = (png: Buffer): string | null => {
  const { data, width, height } = PNG.sync.read(png)
  return jsqr.default(new Uint8ClampedArray(data), width, height)?.data ?? null
}

/** A picture of a QR code that says this. */
export const drawQr = (text: string): Buffer => {
  const rows = encodeQR(text, 'raw', { border: 4, scale: 6 })
  const picture = new PNG({ width: rows.length, height: rows.length })
  picture.data = Buffer.from(rows.flatMap(row => row.flatMap(dark => (dark ? [0, 0, 0, 255] : [255, 255, 255, 255]))))
  return PNG.sync.write(picture)
}
