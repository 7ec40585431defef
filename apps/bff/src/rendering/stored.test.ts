import { describe, expect, it } from 'vitest'
import { outlinesIn, packPicture, unpackPicture } from './stored.ts'

const picture = (name: string) =>
  `<svg><svg data-picture="background" x="0"><path d="M0 0h9"/></svg><svg data-picture="qr"><path d="${name}"/></svg><use href="#g0"/><defs><path id="g0" d="M1 1h1"/><path id="g1" d="${name}"/></defs></svg>`

describe('a picture that is kept', () => {
  it('comes back byte for byte', async () => {
    const packed = packPicture(picture('M5 5'), outlinesIn(picture('M6 6')))
    expect(await unpackPicture(packed.bytes, sha256 => packed.artworks.get(sha256) ?? '')).toBe(picture('M5 5'))
  })

  it('shares its background and its letters with others of its design, but never its QR code', () => {
    const outlines = outlinesIn(picture('M6 6'))
    const [first, second] = [packPicture(picture('M5 5'), outlines), packPicture(picture('M7 7'), outlines)]
    expect([...first.artworks.keys()]).toEqual([...second.artworks.keys()])
    expect([...first.artworks.values()]).toEqual(['<path d="M0 0h9"/>', 'M1 1h1\nM6 6'])
    expect(first.sha256).not.toBe(second.sha256)
  })

  it('may be kept without the letters of its design', async () => {
    const packed = packPicture(picture('M5 5'))
    expect(await unpackPicture(packed.bytes, async sha256 => packed.artworks.get(sha256) ?? '')).toBe(picture('M5 5'))
  })
})
