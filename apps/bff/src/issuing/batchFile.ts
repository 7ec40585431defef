import { batchColumnNames, batchColumns, batchColumnWritings, batchLimits, type BatchColumn } from '@wallet/shared/issuing/batchFile'
import type { ColumnMap } from '@wallet/shared/issuing/batch'
import { columnFinder, readTable, said, type Table } from '../files/table.ts'

const columnCalled = columnFinder<BatchColumn>(
  Object.fromEntries(batchColumns.map(column => [column, [...Object.values(batchColumnNames[column]), ...batchColumnWritings[column]]])) as Record<
    BatchColumn,
    string[]
  >,
)

/** Reads a list of people to issue to. */
export const readBatchFile = (bytes: Buffer): Table => readTable(bytes, { isKnown: name => columnCalled(name) !== undefined, most: batchLimits.rows })

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
