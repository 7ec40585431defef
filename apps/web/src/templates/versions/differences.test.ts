import { describe, expect, it } from 'vitest'
import { passagesOf, rowsOf } from './differences.ts'

describe('two versions of a text, line beside line', () => {
  it('pairs a line with what it became, and marks the words that differ', () => {
    const [, changed] = rowsOf('a\n<p>考试合格</p>\nc', 'a\n<p>考试不合格</p>\nc')
    expect(changed?.kind).toBe('changed')
    expect(changed?.after?.pieces.some(({ isOwn }) => isOwn)).toBe(true)
    expect(changed?.after?.pieces.map(({ text }) => text).join('')).toBe('<p>考试不合格</p>')
  })

  it('numbers the lines of both sides', () => {
    const rows = rowsOf('a\nb\nc', 'a\nc\nd')
    expect(rows.map(({ kind, before, after }) => [kind, before?.n, after?.n])).toEqual([
      ['same', 1, 1],
      ['removed', 2, undefined],
      ['same', 3, 2],
      ['added', undefined, 3],
    ])
  })

  it('knows an empty text and one that did not change', () => {
    expect(rowsOf('', '')).toEqual([])
    expect(rowsOf('', 'a').map(({ kind }) => kind)).toEqual(['added'])
    expect(rowsOf('a\nb', 'a\nb').every(({ kind }) => kind === 'same')).toBe(true)
  })

  it('hides what is alike, but for two lines around each change', () => {
    const text = Array.from({ length: 20 }, (_, n) => `line ${n}`)
    const passages = passagesOf(rowsOf(text.join('\n'), text.map((line, n) => (n === 10 ? 'another' : line)).join('\n')))
    expect(passages.map(passage => ('rows' in passage ? passage.rows.length : -passage.alike.length))).toEqual([-8, 5, -7])
  })

  it('compares the longest template in no time', () => {
    const long = Array.from({ length: 1_000 }, (_, n) => `<p class="c${n}">${'x'.repeat(40)}</p>`)
    const before = performance.now()
    rowsOf(long.join('\n'), long.map((line, n) => (n % 3 ? line : `${line} `)).join('\n'))
    expect(performance.now() - before).toBeLessThan(2_000)
  })
})
