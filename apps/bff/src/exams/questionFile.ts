import { columnNames, fileColumns, questionFileLimits, type FileColumn } from '@wallet/shared/exams/questionFile'
import { columnFinder, readTable, said, type Table, type TableRow } from '../files/table.ts'

/** A row as it was written, and by columns. */
export interface WrittenRow extends TableRow {
  readonly by: Readonly<Record<FileColumn, string>>
}
export interface WrittenFile extends Table {
  readonly missing: readonly FileColumn[]
  readonly rows: readonly WrittenRow[]
}

const columnCalled = columnFinder<FileColumn>(
  Object.fromEntries(fileColumns.map(column => [column, Object.values(columnNames[column])])) as Record<FileColumn, string[]>,
)

const byColumn = (header: readonly string[], cells: readonly string[]) => {
  const by = Object.fromEntries(fileColumns.map(column => [column, ''])) as Record<FileColumn, string>
  for (const [i, name] of header.entries()) {
    const column = columnCalled(name)
    if (column && by[column] === '') by[column] = said(cells[i] ?? '')
  }
  return by
}

const needed: readonly FileColumn[] = ['kind', 'stem', 'optionA', 'optionB', 'answer', 'category']

/** Reads a file of questions: in which way it was written, and its rows. */
export const readQuestionFile = (base64: string): WrittenFile => {
  const isKnown = (name: string) => columnCalled(name) !== undefined
  const table = readTable(Buffer.from(base64, 'base64'), { isKnown, most: questionFileLimits.rows })
  const rows = table.rows.map(row => ({ ...row, by: byColumn(table.header, row.cells) }))
  const there = new Set(table.header.map(columnCalled))
  return { ...table, missing: needed.filter(column => !there.has(column)), rows }
}
