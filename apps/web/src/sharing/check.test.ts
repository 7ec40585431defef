import { decodeQR } from 'qr/decode.js'
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { isBlank, readCode, type Pixels } from './check.ts'

const picture = (width: number, height: number, colourAt: (x: number, y: number) => readonly [number, number, number, number]): Pixels => ({
  width,
  height,
  data: new Uint8ClampedArray(Array.from({ length: width * height }, (_, at) => colourAt(at % width, Math.floor(at / width))).flat()),
})
const link = 'https://wallet.example/v/KPL-2026-7K3M-9QXD-4R2T'
const code = encode(link, { ecc: 'M', border: 4 })
const drawn = picture(code.size * 6, code.size * 6, (x, y) => (code.data[Math.floor(y / 6)]?.[Math.floor(x / 6)] ? [0, 0, 0, 255] : [255, 255, 255, 255]))

describe('a picture before it is shown', () => {
  it.each([
    ['white all over', () => [255, 255, 255, 255] as const, true],
    ['nothing at all', () => [0, 0, 0, 0] as const, true],
    ['one paper colour with traces of its compression', (x: number) => [247 - (x % 3), 243, 233, 255] as const, true],
    ['something with a line on it', (x: number) => (x === 3 ? ([20, 20, 20, 255] as const) : ([255, 255, 255, 255] as const)), false],
  ])('is looked through for blankness: %s', (_, colourAt, blank) => expect(isBlank(picture(8, 8, colourAt))).toBe(blank))

  it('is read as a phone would read it', () => expect(readCode(decodeQR, drawn)).toBe(link))
  it('says nothing where no code can be read', () =>
    expect(
      readCode(
        decodeQR,
        picture(90, 90, () => [247, 243, 233, 255]),
      ),
    ).toBe(null))
})
