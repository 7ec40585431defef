/** A picture in shades of grey, 0 to 255, row by row. */
export interface Grey {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

/** The point at an index that is within the picture. */
const point = (data: Uint8Array | Uint8ClampedArray, at: number) => data[at] ?? 0

/** The brightness of a picture in red, green, blue and alpha. */
export const greyOf = ({ data, width, height }: ImageData): Grey => {
  const grey = new Uint8Array(width * height)
  for (let at = 0, from = 0; at < grey.length; at++, from += 4)
    grey[at] = (point(data, from) * 77 + point(data, from + 1) * 150 + point(data, from + 2) * 29) >> 8
  return { data: grey, width, height }
}

/** Every fourth part of a picture, as the mean of what it was. */
export const halved = ({ data, width, height }: Grey): Grey => {
  const [wide, high] = [width >> 1, height >> 1]
  const half = new Uint8Array(wide * high)
  for (let y = 0, at = 0; y < high; y++)
    for (let x = 0, from = 2 * y * width; x < wide; x++, from += 2)
      half[at++] = (point(data, from) + point(data, from + 1) + point(data, from + width) + point(data, from + width + 1) + 2) >> 2
  return { data: half, width: wide, height: high }
}

/** Twice as wide and high, with even steps in between. */
export const doubled = ({ data, width, height }: Grey): Grey => {
  const wide = 2 * width
  const twice = new Uint8Array(wide * 2 * height)
  for (let y = 0; y < 2 * height; y++) {
    const near = (y >> 1) * width
    const far = Math.min(height - 1, Math.max(0, (y >> 1) + (y & 1 ? 1 : -1))) * width
    for (let x = 0; x < wide; x++) {
      const here = x >> 1
      const beside = Math.min(width - 1, Math.max(0, here + (x & 1 ? 1 : -1)))
      twice[y * wide + x] = (9 * point(data, near + here) + 3 * (point(data, near + beside) + point(data, far + here)) + point(data, far + beside) + 8) >> 4
    }
  }
  return { data: twice, width: wide, height: 2 * height }
}

/** Blurred along one side: the mean of so many neighbours, as many before as after. `step` leads from one to the next, `jump` to the next line. */
const smeared = (data: Uint8Array, count: number, lines: number, step: number, jump: number, radius: number): Uint8Array => {
  const smooth = new Uint8Array(data.length)
  const span = 2 * radius + 1
  for (let line = 0; line < lines; line++) {
    const first = line * jump
    const last = first + (count - 1) * step
    let sum = point(data, first) * (radius + 1)
    for (let ahead = 1; ahead <= radius; ahead++) sum += point(data, Math.min(last, first + ahead * step))
    for (let at = first; at <= last; at += step) {
      smooth[at] = sum / span
      sum += point(data, Math.min(last, at + (radius + 1) * step)) - point(data, Math.max(first, at - radius * step))
    }
  }
  return smooth
}

/** What is blurred or faint, pulled apart: every point moves away from the mean of its neighbours. */
export const sharpened = ({ data, width, height }: Grey, radius: number, strength: number): Grey => {
  const across = smeared(data, width, height, 1, width, radius)
  const mean = smeared(across, height, width, width, 1, radius)
  const sharp = new Uint8ClampedArray(data.length)
  for (let at = 0; at < sharp.length; at++) sharp[at] = point(data, at) + strength * (point(data, at) - point(mean, at))
  return { data: new Uint8Array(sharp.buffer), width, height }
}

/** Codes whose squares are smaller than some three points are not found: a small picture is looked at enlarged. */
const enlargedUpTo = 2_000

/** A picture as it is, and then in the ways in which a code that hides can be found, the cheap ones first; each is made when it is asked for. */
export function* looksAt(picture: Grey): Generator<Grey> {
  yield picture
  if (Math.max(picture.width, picture.height) <= enlargedUpTo) yield doubled(picture)
  // What is blurred, what is faint, and what is both a little.
  yield sharpened(halved(picture), 3, 6)
  yield sharpened(picture, 16, 8)
  yield sharpened(picture, 3, 3)
}
