import { batchColumnNames, batchColumns, batchColumnWritings, batchLimits, type BatchColumn } from '@wallet/shared/issuing/batchFile'
import type { ColumnMap } from '@wallet/shared/issuing/batch'
import { fail } from '@wallet/shared/problem'
import { columnFinder, readTable, said, type Table } from '../files/table.ts'

const columnCalled = columnFinder<BatchColumn>(
  Object.fromEntries(batchColumns.map(column => [column, [...Object.values(batchColumnNames[column]), ...batchColumnWritings[column]]])) as Record<
    BatchColumn,
    string[]
  >,
)

const isKnown = (name: string) => columnCalled(name) !== undefined
/** Numbers, days and employee numbers are what people write below a head. */
const isValue = (cell: string) => /\d{2}/.test(said(cell).normalize('NFKC'))
/** A head may have names of its own, as long as they are names. */
const isHead = (header: readonly string[]) => header.some(isKnown) || (header.some(name => said(name) !== '') && !header.some(isValue))

/** Reads a list of people to issue to; one without people, or without names of its columns, is refused. */
export const readBatchFile = (bytes: Buffer): Table => {
  const table = readTable(bytes, { isKnown, most: batchLimits.rows })
  const isBlank = table.header.every(cell => said(cell) === '')
  if (table.rows.length === 0 && (isBlank || isHead(table.header))) fail('list_empty')
  return isHead(table.header) ? table : fail('list_headless')
}

/** In which column each thing stands, by the names at the head of the list; the first of a name counts. */
export const columnsIn = (header: readonly string[]): ColumnMap => {
  const called = header.map(columnCalled)
  return Object.fromEntries(
    batchColumns.map(column => {
      const at = called.indexOf(column)
      return [column, at < 0 ? null : at]
    }),
  ) as ColumnMap
}

/** A cell as it is taken: without blanks around it, and in one line. */
const tidy = (cell: string) =>
  said(cell)
    .split(/[\r\n]+/)
    .map(line => line.trim())
    .filter(Boolean)
    .join(' ')

export type BatchCells = Readonly<Record<BatchColumn, string>>
/** What a row says, by columns; '' where it says nothing. */
export const cellsBy = (columns: ColumnMap, cells: readonly string[]): BatchCells =>
  Object.fromEntries(
    batchColumns.map(column => {
      const at = columns[column]
      return [column, at === null ? '' : tidy(cells[at] ?? '')]
    }),
  ) as BatchCells
