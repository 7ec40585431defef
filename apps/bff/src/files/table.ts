import { untamed } from '@wallet/shared/csv'
import { fail } from '@wallet/shared/problem'
import { tableLimits, type TableDelimiter, type TableEncoding } from '@wallet/shared/table'
import papaparse from 'papaparse'

/** A row as it was written. */
export interface TableRow {
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number
  readonly cells: readonly string[]
  readonly hasOddQuotes: boolean
}
/** A table that was saved as text: in which way it was written, and its rows. */
export interface Table {
  readonly encoding: TableEncoding
  readonly delimiter: TableDelimiter
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
}
interface Reading {
  /** Whether a column of this name is one that we look for. */
  readonly isKnown: (name: string) => boolean
  /** More rows than so many are refused. */
  readonly most: number
}

const marks: readonly (readonly [TableEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]
const markOf = (bytes: Buffer) => marks.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))?.[0]

/** UTF-16 without a mark: every comma and line end has a zero byte, before it or behind. */
const wideOf = (bytes: Buffer): TableEncoding | undefined => {
  const at = bytes.subarray(0, 4_000).indexOf(0)
  return at < 0 ? undefined : at % 2 === 0 ? 'utf-16be' : 'utf-16le'
}

const decoded = (bytes: Buffer, encoding: TableEncoding) => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The text of a file, by what is in it: by its mark, else UTF-8 where it can be that, else GBK. What is none of them, or no text, is refused. */
const decode = (bytes: Buffer): { encoding: TableEncoding; text: string } => {
  const certain = markOf(bytes) ?? wideOf(bytes)
  const tried: readonly TableEncoding[] = certain ? [certain] : ['utf-8', 'gb18030']
  for (const encoding of tried) {
    const text = decoded(bytes, encoding)
    if (text !== null && !text.includes('\0')) return { encoding, text }
  }
  return fail('file_unreadable')
}

/** The name of a column as it is compared: `成绩 （必填）*` is `成绩`. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\([^()]*\)|[\s*_]/g, '')
    .toLowerCase()

/** Finds the column that a name at the head of a table stands for, by all the ways in which it may be written. */
export const columnFinder = <Column extends string>(writings: Readonly<Record<Column, readonly string[]>>): ((name: string) => Column | undefined) => {
  const columns = Object.keys(writings) as Column[]
  const byName = new Map(columns.flatMap(column => [column, ...writings[column]].map((name): [string, Column] => [plainName(name), column])))
  return name => byName.get(plainName(name))
}

const delimiters: Readonly<Record<TableDelimiter, string>> = { comma: ',', semicolon: ';', tab: '\t' }
const parse = (text: string, delimiter: TableDelimiter, preview = 0) => papaparse.parse<string[]>(text, { delimiter: delimiters[delimiter], preview })

const refuse = (message: string): never => fail('invalid_request', { errors: [{ path: 'file', message }] })

/** So many characters hold any head that is not too much. */
const longestHead = 100_000

/** The delimiter that makes the most columns that we know, and of those the most columns. */
const headOf = (text: string, delimiter: TableDelimiter) => parse(text.slice(0, longestHead), delimiter, 1).data[0] ?? []
const delimiterOf = (text: string, isKnown: Reading['isKnown']): TableDelimiter => {
  const scored = (Object.keys(delimiters) as TableDelimiter[]).map(delimiter => {
    const header = headOf(text, delimiter)
    return { delimiter, known: header.filter(isKnown).length, columns: header.length }
  })
  return scored.reduce((best, one) => (one.known > best.known || (one.known === best.known && one.columns > best.columns) ? one : best)).delimiter
}

/** What a cell says, without blanks around it and the mark that what a spreadsheet would have taken for a formula was written with. */
export const said = (cell: string): string => untamed(cell).trim()

/** Empty rows, and remarks that begin with #, say nothing. */
const saysSomething = (cells: readonly string[]) => cells.some(cell => cell.trim() !== '') && !cells[0]?.trim().startsWith('#')

const checkHead = (header: readonly string[]) => {
  if (header.length > tableLimits.columns) refuse(`has ${header.length} columns; ${tableLimits.columns} are the most`)
  if (header.some(name => name.length > tableLimits.name)) refuse(`has a column whose name is longer than ${tableLimits.name} characters`)
}
/** A mark of quotation that is not closed makes one cell of all that follows: that is said of the row, and a part of it kept. */
const checkedRow = ({ row, cells, hasOddQuotes }: TableRow): TableRow => {
  if (cells.length > tableLimits.columns) refuse(`has ${cells.length} columns in row ${row}; ${tableLimits.columns} are the most`)
  if (cells.every(cell => cell.length <= tableLimits.cell)) return { row, cells, hasOddQuotes }
  if (!hasOddQuotes) refuse(`has a cell of more than ${tableLimits.cell} characters in row ${row}`)
  return { row, cells: cells.map(cell => cell.slice(0, tableLimits.cell)), hasOddQuotes }
}

/** Reads a table: CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or GBK. */
export const readTable = (bytes: Buffer, { isKnown, most }: Reading): Table => {
  const { encoding, text } = decode(bytes)
  const delimiter = delimiterOf(text, isKnown)
  checkHead(headOf(text, delimiter))
  // Empty rows do not count, but nobody needs as many of them as of others.
  const { data, errors, meta } = parse(text, delimiter, 2 * most + 1)
  if (meta.truncated) refuse(`has more than ${2 * most} rows; ${most} are the most`)
  const [header = [], ...rest] = data
  const odd = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row))
  const rows = rest.flatMap((cells, i) => (saysSomething(cells) ? [checkedRow({ row: i + 2, cells, hasOddQuotes: odd.has(i + 1) })] : []))
  if (rows.length > most) refuse(`has ${rows.length} rows; ${most} are the most`)
  return { encoding, delimiter, header, rows }
}
