import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { PictureName } from './asset.ts'
import { ownForms } from './designs.ts'
import { TemplateForm } from './form.ts'
import { TemplateDraft } from './template.ts'

const codesIn = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(issue => issue.code === 'custom' && (issue.params?.['code'] as unknown)) ?? []

describe('a field of a template that is not right', () => {
  it('is refused with a code that can be said in any language', () => {
    const { course } = ownForms
    expect(codesIn(PictureName, 'https://evil.example/x.png')).toEqual(['picture'])
    expect(codesIn(TemplateForm, { ...course, colours: { ...course.colours, seal: 'red' } })).toEqual(['colour'])
    expect(codesIn(TemplateForm, { ...course, texts: { ...course.texts, heading: '{{name}}' } })).toEqual(['placeholder'])
    const draft = { name: '安全', type: 'course', orientation: 'landscape' }
    expect(codesIn(TemplateDraft, { ...draft, numberPrefix: 'x1' })).toEqual(['prefix'])
    expect(codesIn(TemplateDraft, draft)).toEqual([])
  })
  it('is written in one way whatever the case of its colours', () => {
    const { course } = ownForms
    expect(TemplateForm.parse({ ...course, colours: { ...course.colours, seal: '#B3261E' } }).colours.seal).toBe('#b3261e')
  })
})
