import { formulaStart } from '@wallet/shared/csv'
import { columnNames, fileColumns, questionFileLimits, type FileColumn } from '@wallet/shared/exams/questionFile'
import { fail } from '@wallet/shared/problem'
import papaparse from 'papaparse'

const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const
type Delimiter = keyof typeof delimiters
const encodings = ['utf-8', 'gb18030'] as const
type Encoding = 'utf-8' | 'utf-16le' | 'gb18030'

/** A row as it was written, and by columns. */
export interface WrittenRow {
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number
  readonly cells: readonly string[]
  readonly by: Readonly<Record<FileColumn, string>>
  readonly hasOddQuotes: boolean
}
export interface WrittenFile {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly header: readonly string[]
  readonly missing: readonly FileColumn[]
  readonly rows: readonly WrittenRow[]
}

const decoded = (bytes: Buffer, encoding: Encoding) => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The text of a file: UTF-8 or UTF-16 with or without a mark, else GBK. What is none of them, or no text, is refused. */
const decode = (bytes: Buffer): { encoding: Encoding; text: string } => {
  const tried: readonly Encoding[] = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : encodings
  for (const encoding of tried) {
    const text = decoded(bytes, encoding)
    if (text !== null && !text.includes('\0')) return { encoding, text }
  }
  return fail('file_unreadable')
}

/** `选项 A（必填）*` is the column 选项A. */
const plain = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/\(.*\)|[\s*]/g, '')
    .toLowerCase()
const columnCalled = new Map(
  fileColumns.flatMap(column => [column, ...Object.values(columnNames[column])].map((name): [string, FileColumn] => [plain(name), column])),
)

const table = (text: string, delimiter: Delimiter) => papaparse.parse<string[]>(text, { delimiter: delimiters[delimiter] })
const headerIn = (text: string, delimiter: Delimiter) => papaparse.parse<string[]>(text, { delimiter: delimiters[delimiter], preview: 1 }).data[0] ?? []
const known = (header: readonly string[]) => header.filter(name => columnCalled.has(plain(name))).length

/** The delimiter that makes the most columns of the header that we know. */
const delimiterOf = (text: string): Delimiter => {
  const scored = (Object.keys(delimiters) as Delimiter[]).map(delimiter => ({ delimiter, columns: known(headerIn(text, delimiter)) }))
  return scored.reduce((best, one) => (one.columns > best.columns ? one : best)).delimiter
}

/** What a spreadsheet would have taken for a formula was written with a mark before it. */
const unmarked = (cell: string) => (cell.startsWith("'") && formulaStart.test(cell.slice(1)) ? cell.slice(1) : cell).trim()

const byColumn = (header: readonly string[], cells: readonly string[]) => {
  const by = Object.fromEntries(fileColumns.map(column => [column, ''])) as Record<FileColumn, string>
  for (const [i, name] of header.entries()) {
    const column = columnCalled.get(plain(name))
    if (column && by[column] === '') by[column] = unmarked(cells[i] ?? '')
  }
  return by
}

const needed: readonly FileColumn[] = ['kind', 'stem', 'optionA', 'optionB', 'answer', 'category']
/** Empty rows, and remarks that begin with #, say nothing. */
const saysSomething = (cells: readonly string[]) => cells.some(cell => cell.trim() !== '') && !cells[0]?.trim().startsWith('#')

/** Reads a file of questions: in which way it was written, and its rows. */
export const readQuestionFile = (base64: string): WrittenFile => {
  const { encoding, text } = decode(Buffer.from(base64, 'base64'))
  const delimiter = delimiterOf(text)
  const { data, errors } = table(text, delimiter)
  const [header = [], ...rest] = data
  const odd = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row))
  const rows = rest.flatMap((cells, i) => (saysSomething(cells) ? [{ row: i + 2, cells, by: byColumn(header, cells), hasOddQuotes: odd.has(i + 1) }] : []))
  if (rows.length > questionFileLimits.rows)
    fail('invalid_request', { errors: [{ path: 'file', message: `has ${rows.length} rows; ${questionFileLimits.rows} are the most` }] })
  const there = new Set(header.map(name => columnCalled.get(plain(name))))
  return { encoding, delimiter, header, missing: needed.filter(column => !there.has(column)), rows }
}
