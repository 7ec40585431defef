import pixelmatch from 'pixelmatch'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { builtinTemplates } from './builtin.ts'
import { createEngine } from './engine.ts'
import { layersOf } from './layers.ts'
import { rasterise } from './raster.ts'
import { specimenFacts } from './specimen.ts'
import { voidPicture } from './voidPicture.ts'

const engine = await createEngine()
const draw = async (template: (typeof builtinTemplates)[number]) =>
  (await engine.draw({ ...template, facts: specimenFacts(template.type), verifyUrl: 'specimen' })).svg

describe.each(builtinTemplates)('the layers of a built-in $type certificate', template => {
  it('are the artwork, which is the same for everybody, and the rest', async () => {
    const svg = await draw(template)
    const { ground, rest } = layersOf(svg)
    expect(ground).toContain('data-picture="background"')
    expect(rest).not.toContain('data-picture="background"')
    expect(rest.length).toBeLessThan(svg.length)
    const other = (await engine.draw({ ...template, facts: specimenFacts(template.type, { holderName: '欧阳䶮' }), verifyUrl: 'another' })).svg
    expect(layersOf(other).ground).toBe(ground)
  })

  it('are the picture again, one over the other, also when it is void', async () => {
    for (const svg of [await draw(template), voidPicture(await draw(template))]) {
      const whole = svg.replace('data-picture="background"', 'data-picture="whole"')
      expect(layersOf(whole).ground).toBeNull()
      const [one, other] = [await pixelsOf(svg), await pixelsOf(whole)]
      expect(pixelmatch(one.data, other.data, undefined, one.width, one.height, { threshold: 0.1 })).toBeLessThan(10)
    }
  })
})

it('a background that lies on something else is no layer of its own', () => {
  const svg = '<svg width="9" height="9"><g opacity="0.5"><svg data-picture="background"><path d="M0 0"/></svg></g></svg>'
  expect(layersOf(svg)).toEqual({ ground: null, rest: svg })
})

const pixelsOf = async (svg: string) => {
  const picture = await rasterise(svg, { format: 'png', width: 600 })
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}
