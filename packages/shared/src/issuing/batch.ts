import { z } from 'zod'
import { CertificateTypeField } from '../certificates/certificate.ts'
import { problemCodes } from '../problem.ts'
import { pathId, rowId } from '../publication.ts'
import { tableDelimiters, tableEncodings } from '../table.ts'
import { batchColumns, batchTroubleNames, batchVerdicts } from './batchFile.ts'

/**
 * The life of a list that is issued at once: looked through, being issued, held up, issued to the end. `failed`: it cannot go on, and can be
 * taken up again; `cancelled`: called off, and what was issued stays.
 */
export const batchStates = ['previewed', 'running', 'paused', 'done', 'failed', 'cancelled'] as const
export type BatchState = (typeof batchStates)[number]

/** What is done for whoever holds the certificate already: nothing, or the next cycle, from 90 days before its end. */
export const duplicatePolicies = ['skip', 'renew'] as const
export type DuplicatePolicy = (typeof duplicatePolicies)[number]
const Duplicates = z.enum(duplicatePolicies)

const column = z.int().min(0).max(999).nullable()
/** In which column of the file each thing stands, counted from 0; null: nowhere. */
export const ColumnMap = z
  .strictObject(
    Object.fromEntries(batchColumns.map(name => [name, column.default(null)])) as Record<(typeof batchColumns)[number], z.ZodDefault<typeof column>>,
  )
  .meta({ id: 'ColumnMap' })
export type ColumnMap = z.infer<typeof ColumnMap>

/** What comes with a file: `duplicates` is `skip` where nothing is said, and columns are found by their names. */
export const BatchForm = z.strictObject({
  templateId: pathId,
  duplicates: Duplicates.default('skip'),
})

/** Other settings for a list that has not been confirmed. */
export const BatchSettings = z.strictObject({ templateId: rowId, duplicates: Duplicates, columns: ColumnMap }).meta({ id: 'BatchSettings' })
export type BatchSettings = z.infer<typeof BatchSettings>

/** With what a list is confirmed: names that differ from the register have to be looked at first. */
export const BatchConfirmation = z
  .strictObject({
    namesChecked: z.boolean().default(false).describe('Whether somebody has looked at the rows whose names differ from the register'),
    judgedAt: z.iso.datetime().optional().describe('Which judgement was looked at; where the list was judged anew since: 409'),
  })
  .meta({ id: 'BatchConfirmation' })
export type BatchConfirmation = z.input<typeof BatchConfirmation>

/** A list that is issued at once. Of its rows, `valid` are or will be issued, `skipped` need nothing, `invalid` have to be put right; `warned` of the valid ones have a name that differs from the register. */
export const Batch = z
  .object({
    id: z.int(),
    state: z.enum(batchStates),
    fileName: z.string(),
    encoding: z.enum(tableEncodings),
    delimiter: z.enum(tableDelimiters),
    columns: ColumnMap,
    template: z.object({ id: z.int(), name: z.string(), type: CertificateTypeField, version: z.int() }),
    duplicates: Duplicates,
    counts: z.object({ rows: z.int(), valid: z.int(), invalid: z.int(), skipped: z.int(), warned: z.int(), issued: z.int() }),
    pictures: z.int().describe('How many of the issued ones have been drawn'),
    seconds: z.number().describe('Spent on issuing so far; time in which nothing ran does not count'),
    perSecond: z.number().nullable().describe('How fast it goes; null where nobody knows yet'),
    secondsLeft: z.number().nullable(),
    problem: z.enum(problemCodes).nullable().describe('Why it failed'),
    createdByName: z.string(),
    createdAt: z.iso.datetime(),
    judgedAt: z.iso.datetime().nullable().describe('When its rows were judged last; null once it is confirmed'),
    confirmedByName: z.string().nullable(),
    confirmedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Batch' })
export type Batch = z.infer<typeof Batch>

/** The same with the names of its columns: up to a hundred, so that lists and what is told again and again leave them out. */
export const WholeBatch = Batch.extend({ header: z.array(z.string()) }).meta({ id: 'WholeBatch' })
export type WholeBatch = z.infer<typeof WholeBatch>

/** One row of a list: whose, what becomes of it, and every reason at once. */
export const BatchRow = z
  .object({
    row: z.int().describe('As a spreadsheet counts: the header is row 1'),
    employeeNo: z.string().describe('As it was written'),
    fullName: z.string().describe('As registered; as it was written where nobody is'),
    score: z.string().describe('As it was written'),
    verdict: z.enum(batchVerdicts),
    reasons: z.array(
      z.object({ column: z.enum(batchColumns).nullable(), trouble: z.enum(batchTroubleNames), value: z.string().nullable().describe('What is to be named') }),
    ),
    certificateNo: z.string().nullable().describe('What was issued'),
    unitName: z.string().nullable(),
    issuedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'BatchRow' })
export type BatchRow = z.infer<typeof BatchRow>

/** A list that has just been looked through, with its first rows. */
export const PreviewedBatch = WholeBatch.extend({ rows: z.array(BatchRow).describe('The first 100; `…/rows` has all of them') }).meta({ id: 'PreviewedBatch' })

/** How far it is, and what was issued last. */
export const BatchProgress = Batch.extend({ latest: z.array(BatchRow) }).meta({ id: 'BatchProgress' })
export type BatchProgress = z.infer<typeof BatchProgress>

/** Which rows are listed: all, those to look at (everything but `ready`), those that are or will be issued, what was issued. */
export const rowFilters = ['all', 'attention', 'valid', 'issued'] as const
export type RowFilter = (typeof rowFilters)[number]
