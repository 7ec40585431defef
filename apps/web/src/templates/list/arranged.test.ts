import { describe, expect, it } from 'vitest'
import { arranged, placeOf } from './arranged.ts'

describe('templates are put into another order', () => {
  it.each([
    [0, 2, 'bcad'],
    [3, 0, 'dabc'],
    [1, 1, 'abcd'],
    [0, 99, 'bcda'],
    [2, -1, 'cabd'],
    [9, 0, 'abcd'],
  ])('from place %i to place %i', (from, to, expected) => {
    expect(arranged([...'abcd'], from, to).join('')).toBe(expected)
  })

  it('knows the place beneath the finger', () => {
    const middles = [50, 150, 250, 350]
    expect([20, 60, 160, 260, 999].map(point => placeOf(middles, point, 0))).toEqual([0, 0, 1, 2, 3])
    expect([20, 60, 160, 300].map(point => placeOf(middles, point, 3))).toEqual([0, 1, 2, 3])
  })
})
