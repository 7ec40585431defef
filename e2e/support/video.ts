import jsqr from 'jsqr'
import { PNG } from 'pngjs'

const width = 720
const height = 1280
const desk = 64

/** Where the middle of the QR code is on a picture. */
const codeOn = ({ data, width: wide, height: high }: PNG) => {
  const corners = jsqr.default(new Uint8ClampedArray(data), wide, high)?.location
  if (!corners) throw new Error('there is no code on this picture')
  const { topLeftCorner: first, bottomRightCorner: last } = corners
  return { x: Math.round((first.x + last.x) / 2), y: Math.round((first.y + last.y) / 2) }
}

/** One frame, grey on grey: the picture on a dark desk, its code in the middle, moved by so many points. */
const frame = (picture: PNG, code: ReturnType<typeof codeOn>, moved: number) => {
  const brightness = Buffer.alloc(width * height, desk)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = [x - width / 2 + code.x + moved, y - 540 + code.y + moved]
      if (fromX < 0 || fromY < 0 || fromX >= picture.width || fromY >= picture.height) continue
      const at = (fromY * picture.width + fromX) * 4
      const [red = 0, green = 0, blue = 0] = picture.data.subarray(at, at + 3)
      brightness[y * width + x] = 16 + (red * 66 + green * 129 + blue * 25) / 256
    }
  return Buffer.concat([Buffer.from('FRAME\n'), brightness, Buffer.alloc((width * height) / 2, 128)])
}

/** What a phone's camera sees of a picture that is held before it by an unsteady hand: a film as Chromium's fake camera takes it (Y4M). */
export const filmOf = (png: Buffer): Buffer => {
  const picture = PNG.sync.read(png)
  const code = codeOn(picture)
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), ...[0, 2, 4, 2].map(moved => frame(picture, code, moved))])
}
