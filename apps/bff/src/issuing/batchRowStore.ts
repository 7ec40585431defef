import type { BatchRow, ColumnMap, RowFilter } from '@wallet/shared/issuing/batch'
import { verdictOf, type BatchReason, type BatchVerdict } from '@wallet/shared/issuing/batchFile'
import type { Page } from '@wallet/shared/page'
import { shortened } from '@wallet/shared/text'
import type { Holder } from '../certificates/draft.ts'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { boolean, dateOrNull, json, number, select, text, textOrNull, type Row } from '../db/query.ts'
import { insertRows } from '../db/rows.ts'
import type { TableRow } from '../files/table.ts'
import { cellsBy } from './batchFile.ts'
import type { BatchItem } from './batchRow.ts'
import type { BatchRecord } from './batchStore.ts'
import type { JudgedRow } from './judge.ts'

/** Rows that are written by one statement. */
const atOnce = 1_000
/** Writes the rows of a batch as they were judged. */
export const insertBatchRows = async (tx: Db, batchId: number, rows: readonly JudgedRow[]): Promise<void> => {
  for (let at = 0; at < rows.length; at += atOnce)
    await insertRows(tx, {
      table: 'batch_rows',
      columns: ['batch_id', 'row_no', 'cells', 'has_odd_quotes', 'employee_no', 'full_name', 'user_id', 'item', 'verdict', 'reasons'],
      rows: rows
        .slice(at, at + atOnce)
        .map(({ row, cells, hasOddQuotes, employeeNo, fullName, person, item, reasons }) => [
          ...[batchId, row, JSON.stringify(cells), hasOddQuotes ? 1 : 0, shortened(employeeNo, 100), shortened(person?.fullName ?? fullName, 100)],
          ...[person?.id ?? null, JSON.stringify(item), verdictOf(reasons), JSON.stringify(reasons)],
        ]),
    })
}

/** The rows as they were written. */
export const listWritten = async (db: Db, batchId: number): Promise<TableRow[]> =>
  (await select(db, 'SELECT row_no, cells, has_odd_quotes FROM batch_rows WHERE batch_id = :batchId ORDER BY row_no', { batchId })).map(row => ({
    row: number(row['row_no']),
    cells: json(row['cells']) as string[],
    hasOddQuotes: boolean(row['has_odd_quotes']),
  }))

/** A row that is to be issued. */
export interface OpenRow {
  readonly row: number
  readonly employeeNo: string
  /** As registered now; null: whoever it was has left since. */
  readonly person: Holder | null
  readonly item: BatchItem
}
/** The next rows that are to be issued: found first, so that MariaDB does not begin with everybody there is. */
export const nextRows = async (tx: Db, { id, position }: BatchRecord, limit: number): Promise<OpenRow[]> =>
  (
    await select(
      tx,
      `SELECT r.row_no, r.employee_no, r.item, u.id, u.full_name, u.is_active, o.id AS unit_id, o.name AS unit_name
       FROM (SELECT row_no, employee_no, item, user_id FROM batch_rows
         WHERE batch_id = :id AND row_no > :position AND verdict IN ('ready', 'check') ORDER BY row_no LIMIT :limit) r
       JOIN users u ON u.id = r.user_id JOIN org_units o ON o.id = u.org_unit_id ORDER BY r.row_no`,
      { id, position, limit },
    )
  ).map(row => ({
    row: number(row['row_no']),
    employeeNo: text(row['employee_no']),
    person: boolean(row['is_active'])
      ? { id: number(row['id']), fullName: text(row['full_name']), unit: { id: number(row['unit_id']), name: text(row['unit_name']) } }
      : null,
    item: json(row['item']) as BatchItem,
  }))

const shown: Readonly<Record<RowFilter, string>> = {
  all: '1 = 1',
  attention: "r.verdict IN ('check', 'skip', 'bad')",
  valid: "r.verdict IN ('ready', 'check')",
  issued: 'i.certificate_id IS NOT NULL',
}
const rowColumns = 'r.row_no, r.cells, r.employee_no, r.full_name, r.verdict, r.reasons, c.certificate_no, c.unit_name, c.issued_at'
const rowTables = `batch_rows r LEFT JOIN batch_certificates i ON i.batch_id = r.batch_id AND i.row_no = r.row_no LEFT JOIN user_certificates c ON c.id = i.certificate_id`

const rowOf =
  (columnMap: ColumnMap) =>
  (row: Row): BatchRow => ({
    row: number(row['row_no']),
    employeeNo: text(row['employee_no']),
    fullName: text(row['full_name']),
    score: cellsBy(columnMap, json(row['cells']) as string[]).score,
    verdict: text(row['verdict']) as BatchVerdict,
    reasons: json(row['reasons']) as BatchReason[],
    certificateNo: textOrNull(row['certificate_no']),
    unitName: textOrNull(row['unit_name']),
    issuedAt: dateOrNull(row['issued_at'])?.toISOString() ?? null,
  })

/** Rows of a batch as the file has them; of those that were issued, the last comes first. */
export const listRows = async (
  db: Db,
  { id, settings }: BatchRecord,
  { show, limit, cursor }: { show: RowFilter; limit: number; cursor?: string | undefined },
): Promise<Page<BatchRow>> => {
  const isBackwards = show === 'issued'
  const [after] = cursor === undefined ? [isBackwards ? 2_147_483_647 : 0] : decodeCursor(cursor, 'integer')
  const rows = await select(
    db,
    `SELECT ${rowColumns} FROM ${rowTables} WHERE r.batch_id = :id AND ${shown[show]} AND r.row_no ${isBackwards ? '<' : '>'} :after
     ORDER BY r.row_no ${isBackwards ? 'DESC' : ''} LIMIT :limit`,
    { id, after, limit: limit + 1 },
  )
  return pageOfRows(
    rows.map(rowOf(settings.columns)),
    limit,
    ({ row }) => [row],
    one => one,
  )
}

/** A row that was not issued, as it was written. */
export interface LeftRow extends Pick<TableRow, 'row' | 'cells'> {
  readonly reasons: readonly BatchReason[]
}
/** Rows that have to be put right; of a batch that was called off, also those that it did not come to. */
export const listLeft = async (db: Db, { id, state }: BatchRecord): Promise<LeftRow[]> => {
  const left = state === 'cancelled' ? "(r.verdict = 'bad' OR (r.verdict IN ('ready', 'check') AND i.certificate_id IS NULL))" : "r.verdict = 'bad'"
  return (
    await select(
      db,
      `SELECT r.row_no, r.cells, r.verdict, r.reasons FROM batch_rows r LEFT JOIN batch_certificates i ON i.batch_id = r.batch_id AND i.row_no = r.row_no
       WHERE r.batch_id = :id AND ${left} ORDER BY r.row_no`,
      { id },
    )
  ).map(row => ({
    row: number(row['row_no']),
    cells: json(row['cells']) as string[],
    reasons: text(row['verdict']) === 'bad' ? (json(row['reasons']) as BatchReason[]) : [],
  }))
}
