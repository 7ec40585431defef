import { z } from 'zod'
import { endpoint, eventsEndpoint, fileEndpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { pathId } from '../publication.ts'
import { locales } from '../session/session.ts'
import { Batch, BatchConfirmation, BatchForm, BatchProgress, BatchRow, BatchSettings, PreviewedBatch, rowFilters, WholeBatch } from './batch.ts'
import { batchLimits } from './batchFile.ts'

const params = z.object({ id: pathId })
const query = z.strictObject({ locale: z.enum(locales).default('zh-CN') })
const templateProblems = ['template_not_found', 'template_inactive'] as const

/** Lists of people to issue to: looked through, confirmed, issued in the background. */
export const batches = {
  /**
   * Looks through a list: CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or GBK, up to 10,000 rows. Every row gets a verdict with all its
   * reasons, and no certificate is written. The same file with the same template and settings is the same batch (200) as long as that is open.
   * A list of nobody, or one whose first row does not name the columns, is refused.
   */
  upload: endpoint({
    method: 'POST',
    path: '/api/batches',
    access: 'issuer',
    summary: 'Look through a list of people to issue to',
    form: BatchForm,
    maxBody: batchLimits.bytes,
    takesFile: true,
    returns: PreviewedBatch,
    status: [201, 200],
    problems: ['unsupported_media_type', 'file_unreadable', 'list_empty', 'list_headless', 'render_timeout', ...templateProblems],
  }),
  /** Lists that were looked through or issued, newest first; those called off before they began are left out. */
  list: endpoint({
    method: 'GET',
    path: '/api/batches',
    access: 'issuer',
    summary: 'Batches',
    query: z.strictObject(pageQuery),
    returns: pageOf(Batch),
  }),
  /** One batch, and how far it is. */
  get: endpoint({
    method: 'GET',
    path: '/api/batches/:id',
    access: 'issuer',
    summary: 'One batch',
    params,
    returns: WholeBatch,
    problems: ['batch_not_found'],
  }),
  /** Its rows as the file has them; what was issued last comes first under `issued`. */
  rows: endpoint({
    method: 'GET',
    path: '/api/batches/:id/rows',
    access: 'issuer',
    summary: 'Rows of a batch with their verdicts',
    params,
    query: z.strictObject({ show: z.enum(rowFilters).default('all'), ...pageQuery }),
    returns: pageOf(BatchRow),
    problems: ['batch_not_found'],
  }),
  /** Judges all rows again: with another template, another policy, or other columns. Where the same file is open with these settings, that batch is the answer. */
  settle: endpoint({
    method: 'PUT',
    path: '/api/batches/:id/settings',
    access: 'issuer',
    summary: 'Change the settings of a batch that is not confirmed yet',
    params,
    body: BatchSettings,
    returns: WholeBatch,
    problems: ['batch_not_found', 'batch_under_way', 'render_timeout', ...templateProblems],
  }),
  /**
   * Begins to issue in the background. However often it is said, it begins once. Refused where the template has a newer version than was looked at,
   * and where names differ from the register and were not looked at.
   */
  confirm: endpoint({
    method: 'POST',
    path: '/api/batches/:id/confirm',
    access: 'issuer',
    summary: 'Issue a batch',
    params,
    body: BatchConfirmation,
    returns: WholeBatch,
    idempotent: true,
    problems: ['batch_not_found', 'batch_over', 'batch_empty', 'batch_judged_anew', 'batch_unchecked', 'template_changed', ...templateProblems],
  }),
  /** Holds it up after what is just being written. */
  pause: endpoint({
    method: 'POST',
    path: '/api/batches/:id/pause',
    access: 'issuer',
    summary: 'Pause a batch',
    params,
    returns: WholeBatch,
    problems: ['batch_not_found', 'batch_over', 'batch_not_confirmed'],
  }),
  /** Goes on where it was, also after it failed. */
  resume: endpoint({
    method: 'POST',
    path: '/api/batches/:id/resume',
    access: 'issuer',
    summary: 'Resume a batch',
    params,
    returns: WholeBatch,
    problems: ['batch_not_found', 'batch_over', 'batch_not_confirmed', ...templateProblems],
  }),
  /** Calls it off. What is issued stays issued; the rest is in the error file. One that was not confirmed is thrown away. */
  cancel: endpoint({
    method: 'POST',
    path: '/api/batches/:id/cancel',
    access: 'issuer',
    summary: 'Cancel a batch',
    params,
    returns: WholeBatch,
    problems: ['batch_not_found', 'batch_over'],
  }),
  /** How far it is, whenever that changes, until it is over and its pictures are drawn. */
  events: eventsEndpoint({
    method: 'GET',
    path: '/api/batches/:id/events',
    access: 'issuer',
    summary: 'Progress of a batch',
    params,
    events: { progress: BatchProgress },
    problems: ['batch_not_found'],
  }),
  /** The rows that were not issued, as they were written, each with its reasons: to be put right and sent again. */
  errors: fileEndpoint({
    method: 'GET',
    path: '/api/batches/:id/errors.csv',
    access: 'issuer',
    summary: 'The rows of a batch that were not issued, with their reasons (CSV)',
    params,
    query,
    contentType: 'text/csv; charset=utf-8',
    problems: ['batch_not_found'],
  }),
  /** A list to begin with: every column explained, and two people. */
  example: fileEndpoint({
    method: 'GET',
    path: '/api/batches/example.csv',
    access: 'issuer',
    summary: 'An example of a list (CSV)',
    query,
    contentType: 'text/csv; charset=utf-8',
  }),
}
