import { describe, expect, it } from 'vitest'
import { offsetOf, refusalsIn, type Sources } from './refusals.ts'

const sources: Sources = {
  templateHtml: '<section class="sheet">\n  <p class="score" onclick="zoom()">成绩 {{scores}}</p>\n</section>',
  templateStyle: '.name { font-size: 58px }\n.title { color: #A3281C; text-shadow: 0 2px 4px #999; }',
}
const script = {
  path: 'templateHtml',
  message: 'attribute onclick of <p> is not allowed',
  code: 'attribute',
  line: 2,
  column: 20,
  length: 16,
  what: 'onclick',
  where: 'p',
}
const shadow = { path: 'templateStyle', message: 'property text-shadow is not allowed', code: 'property', line: 2, column: 26, length: 27, what: 'text-shadow' }

describe('what is refused is shown where it stands', () => {
  it('finds it in its text', () => {
    const [found] = refusalsIn(sources, [script])
    expect(found && sources.templateHtml.slice(found.from, found.to)).toBe('onclick="zoom()"')
    expect(found?.fill).toMatchObject({ what: 'onclick', where: 'p' })
  })

  it('lists content before style, from above', () => {
    const first = { path: 'templateHtml', message: 'a doctype is not allowed', code: 'doctype', line: 1, column: 1 }
    expect(refusalsIn(sources, [shadow, script, first]).map(({ code }) => code)).toEqual(['doctype', 'attribute', 'property'])
  })

  it('says what it does not know in the words of the server, and stays within the text', () => {
    const [found] = refusalsIn(sources, [{ path: 'templateHtml', message: 'something new', line: 99, column: 99 }])
    expect(found).toMatchObject({ code: 'other', from: sources.templateHtml.length, fill: { what: 'something new' } })
    expect(refusalsIn(sources, [{ path: 'name', message: 'too long' }])).toEqual([])
  })

  it.each([
    [1, 1, 0],
    [2, 3, 6],
    [3, 1, 8],
    [9, 1, 9],
    [1, 99, 9],
  ])('line %i, column %i is %i characters in', (line, column, offset) => {
    expect(offsetOf('abc\nefg\ni', line, column)).toBe(offset)
  })
})
