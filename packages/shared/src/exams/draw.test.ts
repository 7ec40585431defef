import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawBy, seedPattern, shuffled, xoshiro128 } from './draw.ts'

const seed = fc.stringMatching(seedPattern)
/** The state of the reference: the words 1, 2, 3, 4. */
const first = '00000001000000020000000300000004'

describe('what is drawn', () => {
  it('is what the reference implementation of xoshiro128** draws', () => {
    const next = xoshiro128([1, 2, 3, 4])
    expect(Array.from({ length: 10 }, next)).toEqual([
      11_520, 0, 5_927_040, 70_819_200, 2_031_721_883, 1_637_235_492, 1_287_239_034, 3_734_860_849, 3_729_100_597, 4_258_142_804,
    ])
  })
  it('takes every digit of the seed', () => {
    const seeds = [...first].map((_, i) => `${first.slice(0, i)}f${first.slice(i + 1)}`)
    const runs = seeds.map(other => {
      const draw = drawBy(other)
      return Array.from({ length: 4 }, () => draw(2 ** 32)).join(' ')
    })
    expect(drawBy(first)(2 ** 32)).toBe(11_520)
    expect(new Set(runs).size).toBe(first.length)
  })
  it('lies below its bound', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 2 ** 32 }), (by, below) => {
        const drawn = drawBy(by)(below)
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn < below).toBe(true)
      }),
    )
  })
  it('is fair: 60,000 throws of a die show each face some 10,000 times', () => {
    const draw = drawBy('6b706c2d323032362d31312d32332d61')
    const thrown = Array.from({ length: 60_000 }, () => draw(6))
    const seen = [0, 1, 2, 3, 4, 5].map(face => thrown.filter(each => each === face).length)
    // Chi squared with 5 degrees of freedom: above 20.5 once in a thousand.
    expect(seen.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(20.5)
  })
})

describe('a bound that does not divide what is drawn from', () => {
  it('makes no number likelier: a third of the numbers lies in the first third', () => {
    const draw = drawBy('6b706c2d323032362d31312d32332d61')
    const low = Array.from({ length: 9000 }, () => draw(3 * 2 ** 30)).filter(drawn => drawn < 2 ** 30).length
    // Four standard deviations; taken as it comes, half of them would.
    expect(Math.abs(low - 3000)).toBeLessThan(180)
  })
})

describe('a shuffle', () => {
  it('keeps everything and adds nothing', () => {
    fc.assert(
      fc.property(seed, fc.array(fc.nat()), (by, things) => {
        expect(shuffled(things, drawBy(by)).toSorted((a, b) => a - b)).toEqual(things.toSorted((a, b) => a - b))
      }),
    )
  })
  it('gives each of the six orders of three things', () => {
    const draw = drawBy(first)
    expect(new Set(Array.from({ length: 200 }, () => shuffled([1, 2, 3], draw).join(''))).size).toBe(6)
  })
})
