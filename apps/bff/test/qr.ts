import jsQr from 'jsqr'
import sharp from 'sharp'

const codeIn = /data-picture="qr" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/

/** What the code on a certificate's picture says, held close to the camera: cut out where its SVG has it, and as large as it takes. */
export const readQr = async (picture: Buffer, svg: string): Promise<string | undefined> => {
  const [x = 0, y = 0, side = 0] = codeIn.exec(svg)?.slice(1).map(Number) ?? []
  const { width } = await sharp(picture).metadata()
  const scale = width / Number(/width="(\d+)"/.exec(svg)?.[1])
  const box = { left: Math.floor(x * scale), top: Math.floor(y * scale), width: Math.ceil(side * scale), height: Math.ceil(side * scale) }
  for (const enlarged of [450, 500, 550, 600, box.width]) {
    const { data, info } = await sharp(picture).extract(box).resize(enlarged).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    const found = jsQr.default(new Uint8ClampedArray(data), info.width, info.height)
    if (found) return found.data
  }
  return undefined
}
