import { describe, expect, it } from 'vitest'
import { codeOf } from './qrPicture.ts'

const linkOf = (length: number) => `https://${'x'.repeat(length - 34)}/v/KPL-2026-7K3M-9QXD-4R2T`

describe('the code on a poster', () => {
  it.each([
    [48, 33, 82],
    [62, 33, 82],
    [78, 33, 82],
    [100, 37, 90],
    [130, 41, 98],
  ])('of a link with %i letters has %i modules and %i px', (length, modules, side) => {
    const code = codeOf(linkOf(length))
    expect([code.rows.length, code.side, code.pixel]).toEqual([modules, side, 2])
  })

  it('is whole pixels with a margin of four modules, however long the link', () => {
    for (let length = 40; length < 300; length += 7) {
      const { rows, pixel, side } = codeOf(linkOf(length))
      const margin = Math.floor((side - rows.length * pixel) / 2)
      expect(Number.isInteger(pixel) && margin >= 4 * pixel, `${length}`).toBe(true)
      expect(side).toBeLessThanOrEqual(98)
    }
  })
})
