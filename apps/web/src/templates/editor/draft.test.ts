import type { Template } from '@wallet/shared/templates/template'
import { describe, expect, it } from 'vitest'
import { beginWith, isSame, openedDraft } from './draft.ts'

const saved = (draft: ReturnType<typeof beginWith>): Template => ({ ...draft, id: 1, version: 1, issuedCount: 0, createdAt: '', updatedAt: '' })

describe('a template being written', () => {
  it('begins with a design as it comes, or with an empty sheet', () => {
    expect(beginWith('achievement', '年度')).toMatchObject({ name: '年度', type: 'achievement', orientation: 'portrait', backgroundUrl: 'builtin:achievement' })
    expect(beginWith('blank', '自己写').form).toBeNull()
    expect(beginWith('blank', '自己写').templateHtml).toContain('{{holderName}}')
  })

  it('shares nothing with the design it came from', () => {
    const one = beginWith('exam', '一')
    if (one.form) one.form.texts.heading = '改过'
    expect(beginWith('exam', '二').form?.texts.heading).toBe('考试合格证书')
  })

  it('is the same once it is saved, though texts and pictures were composed from its form', () => {
    const draft = beginWith('exam', '安全')
    const kept = {
      ...saved(draft),
      templateHtml: '<p>',
      templateStyle: 'p{}',
      backgroundUrl: 'builtin:exam:12295c-a8483f-b3261e',
      logoUrl: 'builtin:exam',
      sealUrl: 'builtin:exam',
    }
    expect(isSame(openedDraft(kept), draft)).toBe(true)
    expect(isSame(openedDraft({ ...kept, sealUrl: 'asset:0123456789abcdef01234567' }), draft)).toBe(false)
  })

  it('differs where its markup does, if there is no form', () => {
    const draft = beginWith('blank', '自己写')
    expect(isSame(draft, { ...draft, templateHtml: `${draft.templateHtml} ` })).toBe(false)
  })
})
