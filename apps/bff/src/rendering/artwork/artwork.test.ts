import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { drawArtwork } from './artwork.ts'

it.each(Object.entries(drawArtwork()))('%s is what the code draws, byte for byte', (file, svg) => {
  expect(svg === readFileSync(new URL(`../../../assets/designs/${file}`, import.meta.url), 'utf8')).toBe(true)
})
