import jsqr from 'jsqr'
import { PNG } from 'pngjs'

/** What the QR code on a picture says, or null where none can be read. jsqr is a CommonJS module: its function hangs under `default`. */
export const readQr = (png: Buffer): string | null => {
  const { data, width, height } = PNG.sync.read(png)
  return jsqr.default(new Uint8ClampedArray(data), width, height)?.data ?? null
}
