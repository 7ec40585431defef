import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percentOf } from './percent.ts'

describe('a percentage', () => {
  it.each([
    [0, 0, 0],
    [0, 16, 0],
    [1, 16, 6.25],
    [1, 3, 33.33],
    [2, 3, 66.67],
    [1, 800, 0.13],
    [16, 16, 100],
    [99_999, 100_000, 99.99],
  ])('%i of %i is %f', (part, whole, percent) => expect(percentOf(part, whole)).toBe(percent))

  it('has two decimals exactly, never says 100 while something is missing, and grows with its part', () => {
    const whole = fc.integer({ min: 1, max: 100_000_000_000 })
    const parts = whole.chain(n => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n }), fc.integer({ min: 0, max: n })))
    fc.assert(
      fc.property(parts, ([n, one, other]) => {
        const [less, more] = [percentOf(Math.min(one, other), n), percentOf(Math.max(one, other), n)]
        expect(less).toBeLessThanOrEqual(more)
        expect(Number(less.toFixed(2))).toBe(less)
        expect(more === 100).toBe(Math.max(one, other) === n)
      }),
    )
  })
})
