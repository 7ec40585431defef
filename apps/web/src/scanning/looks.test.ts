import { encodeQR } from 'qr'
import { decodeQR } from 'qr/decode.js'
import { describe, expect, it } from 'vitest'
import { doubled, halved, looksAt, sharpened, type Grey } from './looks.ts'

const link = 'https://wallet.example/v/KPL-2026-0000-0000-000D'
const code = encodeQR(link, 'raw', { border: 4 })
const read = (picture: Grey): string | null => {
  try {
    return decodeQR(picture, { format: 'I420', effort: Infinity, timeLimit: Infinity })
  } catch {
    return null
  }
}
/** The same numbers every time, between 0 and 1. */
const dice = (seed: number) => {
  let rolled = seed
  return () => (rolled = (rolled * 16_807) % 2_147_483_647) / 2_147_483_647
}

interface Photo {
  /** Points to one square of the code. */
  readonly square: number
  readonly degrees?: number
  /** How much farther its lower edge is than its upper one. */
  readonly tilt?: number
  /** Points over which it is smeared. */
  readonly blur?: number
  readonly black?: number
  readonly white?: number
  readonly noise?: number
}

/** A photo of the code on a table, taken badly. */
const photo = ({ square, degrees = 0, tilt = 0, blur = 0, black = 30, white = 225, noise = 0 }: Photo): Grey => {
  const side = Math.round(code.length * square * 1.4)
  const data = new Uint8Array(side * side)
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  const roll = dice(7)
  const around = [-0.25, 0.25]
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      let light = 0
      for (const dy of around)
        for (const dx of around) {
          const [left, top] = [x + dx - side / 2, y + dy - side / 2]
          const far = 1 + (tilt * top) / side
          const [column, row] = [((left * cos + top * sin) * far) / square + code.length / 2, ((top * cos - left * sin) * far) / square + code.length / 2]
          light += code[Math.floor(row)]?.[Math.floor(column)] ? black : white
        }
      data[y * side + x] = Math.max(0, Math.min(255, light / 4 + (roll() - 0.5) * 2 * noise))
    }
  const plain = { data, width: side, height: side }
  // Sharpened by minus one is what is around every point: a blur.
  return blur > 0 ? sharpened(sharpened(plain, blur, -1), blur, -1) : plain
}

const easy: readonly (readonly [string, Photo])[] = [
  ['held well', { square: 8 }],
  ['turned', { square: 6, degrees: 33 }],
  ['upside down', { square: 6, degrees: 178 }],
  ['tilted away', { square: 8, degrees: 5, tilt: 0.5 }],
  ['taken in the dark', { square: 6, degrees: 12, black: 4, white: 34, noise: 2 }],
  ['taken at night, with much noise', { square: 7, degrees: 4, noise: 55 }],
]
const hard: readonly (readonly [string, Photo])[] = [
  ['very small', { square: 1.6, degrees: 3 }],
  ['small and turned', { square: 1.9, degrees: 20 }],
  ['out of focus', { square: 8, degrees: 5, blur: 5, noise: 3 }],
  ['behind a mist', { square: 8, degrees: 5, black: 190, white: 214, noise: 3 }],
  ['nearly white on white', { square: 5, degrees: 5, black: 205, white: 215 }],
]

describe('a code in a picture', () => {
  it.each([...easy, ...hard])('is found: %s', (_, taken) => expect([...looksAt(photo(taken))].some(look => read(look) === link)).toBe(true))
  it('is found at the first look where nothing is hard about it', () => expect(easy.filter(([, taken]) => read(photo(taken)) === null)).toEqual([]))
  it('that is hard to see is what the other looks are for', () => expect(hard.filter(([, taken]) => read(photo(taken)) === link)).toEqual([]))
})

describe('a picture', () => {
  const steps: Grey = { data: Uint8Array.of(0, 100, 200, 100), width: 2, height: 2 }
  it('halved is the mean of what it was', () => expect(halved(steps)).toEqual({ data: Uint8Array.of(100), width: 1, height: 1 }))
  it('doubled goes evenly from one point to the next', () =>
    expect([...doubled(steps).data]).toEqual([0, 25, 75, 100, 50, 63, 88, 100, 150, 138, 113, 100, 200, 175, 125, 100]))
  it('sharpened keeps what is even, and pulls edges apart', () => {
    const even: Grey = { data: new Uint8Array(25).fill(77), width: 5, height: 5 }
    expect(sharpened(even, 2, 3)).toEqual(even)
    const edge: Grey = { data: Uint8Array.of(100, 100, 140, 140), width: 4, height: 1 }
    expect([...sharpened(edge, 1, 2).data]).toEqual([100, 74, 168, 140])
  })
})
