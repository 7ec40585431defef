import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvFile, csvHead, csvLine, untamed } from './csv.ts'

/** Reads a file as a spreadsheet does (RFC 4180). */
const read = (file: string): string[][] => {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of file.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}
const nasty = fc.string({
  unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', "'", ' ', '＝', '＋', '－', '＠', 'a', '1', '张', '𠮷', '|'),
})
const cell = fc.oneof(nasty, fc.string({ unit: 'grapheme' }))
const table = fc.integer({ min: 1, max: 4 }).chain(width => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }))

describe('a file for spreadsheets', () => {
  it('begins with the mark by which spreadsheets know UTF-8, and ends its lines as they expect', () => {
    const file = csvFile(['姓名', '证书'], [['张伟', '消防, 安全']])
    expect(file.charCodeAt(0)).toBe(0xfeff)
    expect(file).toBe('\uFEFF姓名,证书\r\n张伟,"消防, 安全"\r\n')
    expect(csvHead(['a']) + csvLine(['b'])).toBe(csvFile(['a'], [['b']]))
  })
  it('gives back every table, whatever its cells hold, and none of them can be a formula', () => {
    fc.assert(
      fc.property(table, rows => {
        const [header = [], ...rest] = rows
        const cells = read(csvFile(header, rest))
        const unmarked = (text: string) => text.replaceAll("'", '')
        expect(cells.map(row => row.map(unmarked))).toEqual(rows.map(row => row.map(unmarked)))
        for (const text of cells.flat()) expect(/^[=+\-@\t\r\n＝＋－＠]|[;\t\r\n]"*[=+\-@＝＋－＠]/.test(text)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
  it.each(['=1+1', '+86 10', '-5', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠a'])('marks what a spreadsheet would calculate: %j', text =>
    expect(csvLine([text])).toBe(`"'${text}"\r\n`),
  )
  it.each([
    ['x;=1+1', `"x;'=1+1"`],
    ['x\t@A1', `"x\t'@A1"`],
    ['x;"=1+1"', `"x;""'=1+1"""`],
    ['两行\n＝1', `"两行\n'＝1"`],
    ['甲; -乙', '"甲; -乙"'],
  ])('marks what would be calculated where another sign is taken for the separator, and is read as it was: %j', (text, line) => {
    expect(csvLine([text])).toBe(`${line}\r\n`)
    expect(untamed(line.slice(1, -1).replaceAll('""', '"'))).toBe(text)
  })
})
