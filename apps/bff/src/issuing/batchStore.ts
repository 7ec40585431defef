import type { CertificateType } from '@wallet/shared/certificates/certificate'
import type { Batch, BatchSettings, BatchState, ColumnMap, WholeBatch } from '@wallet/shared/issuing/batch'
import { batchVerdicts, verdictOf, type BatchReason } from '@wallet/shared/issuing/batchFile'
import type { Page } from '@wallet/shared/page'
import type { ProblemCode } from '@wallet/shared/problem'
import type { TableDelimiter, TableEncoding } from '@wallet/shared/table'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { date, dateOrNull, execute, instant, json, number, numberOrNull, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'
import { insertRows } from '../db/rows.ts'
import { insertBatchRows } from './batchRowStore.ts'
import type { JudgedRow } from './judge.ts'

/** A batch as stored, with the names that belong to it. */
export interface BatchRecord {
  readonly id: number
  readonly state: BatchState
  readonly templateVersionId: number
  readonly template: Batch['template']
  readonly settings: BatchSettings
  readonly file: Pick<WholeBatch, 'fileName' | 'encoding' | 'delimiter' | 'header'> & { readonly hash: string }
  readonly counts: Batch['counts']
  readonly pictures: number
  readonly position: number
  readonly runMs: number
  /** When its rows were last judged, or something was issued. */
  readonly touchedAt: Date
  readonly problem: ProblemCode | null
  readonly createdByName: string
  readonly createdAt: Date
  readonly confirmedBy: number | null
  readonly confirmedByName: string | null
  readonly confirmedAt: Date | null
  readonly finishedAt: Date | null
}

const columns = `b.*, t.name AS template_name, v.type AS template_type, v.version AS template_version, u.full_name AS created_by_name, w.full_name AS confirmed_by_name,
  CASE WHEN b.issued = 0 THEN 0 ELSE (SELECT COUNT(*) FROM batch_certificates i JOIN certificate_pictures p ON p.certificate_id = i.certificate_id WHERE i.batch_id = b.id) END AS pictures`
const tables = `batches b JOIN certificate_templates t ON t.id = b.template_id JOIN template_versions v ON v.id = b.template_version_id
  JOIN users u ON u.id = b.created_by LEFT JOIN users w ON w.id = b.confirmed_by`

const recordOf = (row: Row): BatchRecord => ({
  id: number(row['id']),
  state: text(row['state']) as BatchState,
  templateVersionId: number(row['template_version_id']),
  template: {
    id: number(row['template_id']),
    name: text(row['template_name']),
    type: text(row['template_type']) as CertificateType,
    version: number(row['template_version']),
  },
  settings: {
    templateId: number(row['template_id']),
    duplicates: text(row['duplicates']) as BatchSettings['duplicates'],
    columns: json(row['columns']) as ColumnMap,
  },
  file: {
    fileName: text(row['file_name']),
    hash: text(row['file_hash']),
    encoding: text(row['encoding']) as TableEncoding,
    delimiter: text(row['delimiter']) as TableDelimiter,
    header: json(row['header']) as string[],
  },
  counts: {
    rows: number(row['rows_total']),
    valid: number(row['valid']),
    invalid: number(row['invalid']),
    skipped: number(row['skipped']),
    warned: number(row['warned']),
    issued: number(row['issued']),
  },
  pictures: number(row['pictures']),
  position: number(row['position']),
  runMs: number(row['run_ms']),
  touchedAt: date(row['touched_at']),
  problem: textOrNull(row['problem']) as ProblemCode | null,
  createdByName: text(row['created_by_name']),
  createdAt: date(row['created_at']),
  confirmedBy: numberOrNull(row['confirmed_by']),
  confirmedByName: textOrNull(row['confirmed_by_name']),
  confirmedAt: dateOrNull(row['confirmed_at']),
  finishedAt: dateOrNull(row['finished_at']),
})

export const findBatch = async (db: Db, id: number): Promise<BatchRecord | null> => {
  const row = await selectOne(db, `SELECT ${columns} FROM ${tables} WHERE b.id = :id`, { id })
  return row && recordOf(row)
}

/** The batch that is open under a key, or null. */
export const findOpenBatch = async (db: Db, openKey: string): Promise<BatchRecord | null> => {
  const row = await selectOne(db, `SELECT ${columns} FROM ${tables} WHERE b.open_key = :openKey`, { openKey })
  return row && recordOf(row)
}

/** The batch, locked until the transaction ends; null where there is none. */
export const lockBatch = async (tx: Db, id: number): Promise<BatchRecord | null> => {
  await selectOne(tx, `SELECT id FROM batches WHERE id = :id${tx.engine === 'sqlite' ? '' : ' FOR UPDATE'}`, { id })
  return findBatch(tx, id)
}

/** A batch that is being issued, locked until the transaction ends; null where another process is at it, or it is not running any more. */
export const claimRunning = async (tx: Db, id: number): Promise<BatchRecord | null> => {
  const lock = tx.engine === 'sqlite' ? '' : ' FOR UPDATE SKIP LOCKED'
  const row = await selectOne(tx, `SELECT id FROM batches WHERE id = :id AND state = 'running'${lock}`, { id })
  return row && findBatch(tx, id)
}

export const listRunning = async (db: Db): Promise<number[]> =>
  (await select(db, "SELECT id FROM batches WHERE state = 'running' ORDER BY id")).map(row => number(row['id']))

/** Batches newest first, without those that were called off before they began. */
export const listBatches = async (
  db: Db,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  item: (record: BatchRecord) => Batch,
): Promise<Page<Batch>> => {
  const [before] = cursor === undefined ? [2_147_483_647] : decodeCursor(cursor, 'integer')
  const rows = await select(
    db,
    `SELECT ${columns} FROM ${tables} WHERE b.id < :before AND NOT (b.state = 'cancelled' AND b.confirmed_at IS NULL) ORDER BY b.id DESC LIMIT :limit`,
    { before, limit: limit + 1 },
  )
  return pageOfRows(rows.map(recordOf), limit, ({ id }) => [id], item)
}

/** A batch that has been judged: what is written of it. */
export interface JudgedBatch {
  readonly settings: BatchSettings
  readonly templateVersionId: number
  readonly openKey: string
  readonly rows: readonly JudgedRow[]
  readonly at: Date
}

const countsOf = (rows: readonly JudgedRow[]) => {
  const verdicts = rows.map(({ reasons }) => verdictOf(reasons))
  const [ready, check, skip, bad] = batchVerdicts.map(verdict => verdicts.filter(one => one === verdict).length)
  return { rowsTotal: rows.length, valid: (ready ?? 0) + (check ?? 0), invalid: bad ?? 0, skipped: skip ?? 0, warned: check ?? 0 }
}

const judgedColumns = ({ settings, templateVersionId, openKey, rows, at }: JudgedBatch) => ({
  ...{ templateId: settings.templateId, duplicates: settings.duplicates, columns: JSON.stringify(settings.columns) },
  ...{ templateVersionId, openKey, touchedAt: at, ...countsOf(rows) },
})

interface NewBatch extends JudgedBatch {
  readonly file: BatchRecord['file']
  readonly createdBy: number
}
/** Writes a batch and its rows; the unique key refuses a second one of the same file and settings. Answers its id. */
export const insertBatch = async (tx: Db, batch: NewBatch): Promise<number> => {
  const { file, createdBy, at } = batch
  const created = await tx.models.batches.create(
    {
      ...{ state: 'previewed', issued: 0, position: 0, runMs: 0, createdBy, createdAt: at, ...judgedColumns(batch) },
      ...{ fileName: file.fileName, fileHash: file.hash, encoding: file.encoding, delimiter: file.delimiter, header: JSON.stringify(file.header) },
    },
    { transaction: tx.transaction },
  )
  const id = number(created.get('id'))
  await insertBatchRows(tx, id, batch.rows)
  return id
}

/** Writes how its rows were judged anew. */
export const rewriteBatch = async (tx: Db, id: number, batch: JudgedBatch): Promise<void> => {
  await tx.models.batches.update(judgedColumns(batch), { where: { id }, transaction: tx.transaction })
  await execute(tx, 'DELETE FROM batch_rows WHERE batch_id = :id', { id })
  await insertBatchRows(tx, id, batch.rows)
}

/** Moves a batch on in its life. */
export const saveState = async (
  tx: Db,
  id: number,
  change: { state: BatchState; problem?: ProblemCode | null; touchedAt: Date; openKey?: null; confirmedBy?: number; confirmedAt?: Date; finishedAt?: Date },
): Promise<void> => {
  await tx.models.batches.update(change, { where: { id }, transaction: tx.transaction })
}

/** What came of a chunk of rows. */
export interface Dealt {
  readonly issued: readonly { readonly row: number; readonly certificateId: number }[]
  readonly others: readonly { readonly row: number; readonly reason: BatchReason }[]
  readonly position: number
  readonly at: Date
  readonly ms: number
}
/** Notes what came of rows, and how far the batch is. */
export const saveDealt = async (tx: Db, { id }: BatchRecord, { issued, others, position, at, ms }: Dealt): Promise<void> => {
  await insertRows(tx, {
    table: 'batch_certificates',
    columns: ['batch_id', 'row_no', 'certificate_id'],
    rows: issued.map(({ row, certificateId }) => [id, row, certificateId]),
  })
  const verdicts = others.map(({ reason }) => verdictOf([reason]))
  for (const [i, { row, reason }] of others.entries())
    await execute(tx, 'UPDATE batch_rows SET verdict = :verdict, reasons = :reasons WHERE batch_id = :id AND row_no = :row', {
      ...{ id, row, verdict: verdicts[i], reasons: JSON.stringify([reason]) },
    })
  const skipped = verdicts.filter(verdict => verdict === 'skip').length
  await execute(
    tx,
    `UPDATE batches SET position = :position, issued = issued + :issued, valid = valid - :others, skipped = skipped + :skipped, invalid = invalid + :bad,
     run_ms = run_ms + :ms, touched_at = :at WHERE id = :id`,
    { id, position, issued: issued.length, others: others.length, skipped, bad: others.length - skipped, ms, at: instant(tx, at) },
  )
}

/** Forgets lists that nobody has confirmed since, and those that were called off before they began. */
export const dropOldPreviews = async (tx: Db, before: Date): Promise<void> => {
  const old = "confirmed_at IS NULL AND state IN ('previewed', 'cancelled') AND touched_at < :before"
  await execute(tx, `DELETE FROM batch_rows WHERE batch_id IN (SELECT id FROM batches WHERE ${old})`, { before: instant(tx, before) })
  await execute(tx, `DELETE FROM batches WHERE ${old}`, { before: instant(tx, before) })
}
