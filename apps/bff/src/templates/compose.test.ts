import { designs, ownForms, palettes, shownFacts, textLimits, type Design, type FormText } from '@wallet/shared/templates/designs'
import { TemplateForm } from '@wallet/shared/templates/form'
import { describe, expect, it } from 'vitest'
import { checkTemplate } from '../rendering/allowList.ts'
import { artworkOf, builtinTemplates, designSources, logoOf, sealOf } from '../rendering/builtin.ts'
import { createEngine } from '../rendering/engine.ts'
import { fullSpecimen } from '../rendering/specimen.ts'
import { compose, composed } from './compose.ts'

const engine = await createEngine()
const templateOf = (design: Design) => builtinTemplates.find(({ type }) => type === design) ?? builtinTemplates[0]
const draw = async (form: TemplateForm) => {
  const template = templateOf(form.design)
  if (!template) throw new Error('the built-in templates are missing')
  return engine.draw({ ...composed({ ...template, form }), facts: fullSpecimen(form.design), verifyUrl: 'https://x.example/v/KPL-2026-7K3M-9QXD-4R2T' })
}
/** Every text as long as it may be. */
const longest = Object.fromEntries(Object.entries(textLimits).map(([name, most]) => [name, '证'.repeat(Math.min(most, 24))])) as Record<FormText, string>

describe.each(designs)('a form of the design %s', design => {
  const own = ownForms[design]

  it('is the built-in design as long as nothing is changed, byte for byte', async () => {
    const template = templateOf(design)
    expect(template && composed({ ...template, form: own })).toEqual(template)
    expect(compose(own)).toMatchObject({ templateHtml: designSources[design].html, templateStyle: designSources[design].style })
    expect(TemplateForm.parse(own)).toEqual(own)
  })

  it.each(Object.entries(palettes))('is drawn in the colours of %s', async (_, colours) => {
    const { svg, overflows } = await draw({ ...own, colours })
    expect([svg.startsWith('<svg'), overflows]).toEqual([true, false])
  })

  it('shows no more and no fewer facts than it says', () => {
    const shown = (on: boolean) => compose({ ...own, shows: { score: on, completionRate: on, validUntil: on } }).templateHtml
    expect(shownFacts.map(fact => shown(true).split(`{{${fact}}}`).length - 1)).toEqual([1, 1, 1])
    expect(shownFacts.filter(fact => shown(false).includes(fact))).toEqual([])
  })

  it('takes every text as text, in its place', () => {
    const evil = `<b onclick="x">&'$&{{title}}`
    for (const name of Object.keys(textLimits) as FormText[]) {
      const { templateHtml, templateStyle } = compose({ ...own, texts: { ...own.texts, [name]: evil } })
      expect([name, templateHtml.split('&#60;b onclick=&#34;x&#34;&#62;&#38;&#39;$&#38;{{title}}').length]).toEqual([name, 2])
      expect(checkTemplate({ templateHtml, templateStyle })).toEqual([])
    }
  })

  it('does not take one text for another, though they say the same', () => {
    const { heading, opening } = own.texts
    const { templateHtml } = compose({ ...own, texts: { ...own.texts, heading: opening, opening: heading } })
    expect([templateHtml.indexOf(`>${opening}<`) < templateHtml.indexOf(`>${heading}<`), templateHtml.split(`>${heading}<`).length]).toEqual([true, 2])
  })

  it('finds room for texts as long as they may be', async () => {
    expect((await draw({ ...own, texts: longest })).overflows).toBe(false)
    const nothing = Object.fromEntries(Object.keys(textLimits).map(name => [name, ''])) as Record<FormText, string>
    expect((await draw({ ...own, texts: { ...nothing, heading: '证' } })).overflows).toBe(false)
  })
})

describe('built-in pictures in other colours', () => {
  const name = `builtin:course:${Object.values(palettes.plum)
    .map(colour => colour.slice(1))
    .join('-')}`

  it('keep their shapes', () => {
    const shapes = (svg: string | null) => svg?.replace(/#[0-9a-fA-F]{6}/g, '')
    expect(shapes(artworkOf(name))).toBe(shapes(artworkOf('builtin:course')))
    expect([artworkOf(name) === artworkOf('builtin:course'), logoOf('exam', name) === logoOf('course'), sealOf('exam', name) === sealOf('course')]).toEqual([
      false,
      false,
      false,
    ])
  })

  it('have each colour where it was, and white where it was white', () => {
    expect(logoOf('course', name)).toContain(palettes.plum.primary)
    expect(sealOf('course', name)).toContain(palettes.plum.seal)
    expect(artworkOf(name)).toContain('#ffffff')
  })

  it('are nothing where the name is none', () => {
    expect(['builtin:other', 'asset:course', '', null].map(artworkOf)).toEqual([null, null, null, null])
  })
})

describe('a form is refused', () => {
  const texts = ownForms.course.texts
  it.each([
    ['without a heading', { texts: { ...texts, heading: ' ' } }],
    ['with a placeholder that there is not', { texts: { ...texts, sentence: '{{salary}}' } }],
    ['with half a placeholder', { texts: { ...texts, sentence: '{{title' } }],
    ['with a text that is too long', { texts: { ...texts, heading: '证'.repeat(13) } }],
    ['with a colour that is none', { colours: { ...ownForms.course.colours, primary: 'red;}' } }],
    ['with a design that there is not', { design: 'other' }],
    ['with something else', { script: 1 }],
  ])('%s', (_, more) => expect(TemplateForm.safeParse({ ...ownForms.course, ...more }).success).toBe(false))
})
