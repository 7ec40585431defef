import { describe, expect, it } from 'vitest'
import { assetIdsIn } from './assetStore.ts'

const [one, other, third] = ['1'.repeat(24), '2'.repeat(24), '3'.repeat(24)] as const
const naming = (templateHtml: string) => assetIdsIn({ backgroundUrl: null, logoUrl: null, sealUrl: null, templateHtml })

describe('the pictures that a template names', () => {
  it('are those that are drawn: nothing in a comment, however it is written', () => {
    const html = `<section><img src="asset:${one}"><!-- <img src="asset:${other}"> --><!--><p><img class=x src=asset:${third}></p></section>`
    expect(naming(html)).toEqual([one, third])
  })
  it('are each named once, with background, logo and seal', () => {
    const [a, b] = [`asset:${one}`, `asset:${other}`]
    expect(assetIdsIn({ backgroundUrl: a, logoUrl: 'builtin:course', sealUrl: b, templateHtml: `<p>asset:${third}</p><img src="${a}">` })).toEqual([one, other])
  })
})
