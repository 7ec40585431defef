import { expect, it } from 'vitest'
import { plainName, readTable } from './table.ts'

const read = (text: string) => readTable(Buffer.from(text), { isKnown: name => plainName(name) === '工号', most: 10 })

it.each([
  ['brackets without end at its head', '('.repeat(5_000_000)],
  ['nothing but commas', ','.repeat(5_000_000)],
  ['nothing but line ends', '\n'.repeat(5_000_000)],
  ['one row of millions of cells', `工号,姓名\nA1${','.repeat(5_000_000)}`],
  ['a cell of millions of blanks', `工号,姓名\nA1,x${' '.repeat(5_000_000)}y`],
])('a list of %s is refused, and soon', (_, text) => {
  const began = performance.now()
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'invalid_request' }))
  expect(performance.now() - began).toBeLessThan(1_500)
})

it('a mark of quotation that is not closed is said of its row, however much follows', () => {
  const { rows } = read(`工号,姓名\nA1,张三\nA2,"李四\n${'A3,王五\n'.repeat(2_000)}`)
  expect(rows.map(({ row, hasOddQuotes }) => [row, hasOddQuotes])).toEqual([
    [2, false],
    [3, true],
  ])
})

it('empty rows behind a list do not count', () => {
  expect(read(`工号,姓名\nA1,张三\n${',\n'.repeat(15)}`).rows).toHaveLength(1)
})

it('what a column is called is found whatever stands in brackets behind it', () => {
  expect(plainName(' 工号 （必填）*')).toBe('工号')
})
