import { fail } from '@wallet/shared/problem'
import type { BatchSettings, DuplicatePolicy } from '@wallet/shared/issuing/batch'
import { UniqueConstraintError } from 'sequelize'
import { sha256 } from '../certificates/facts.ts'
import { once } from '../certificates/once.ts'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { aFewAtATime } from '../http/receive.ts'
import { hashOf } from '../files/content.ts'
import type { TableRow } from '../files/table.ts'
import { usableTemplate } from '../templates/usable.ts'
import { columnsIn, readBatchFile } from './batchFile.ts'
import { listWritten } from './batchRowStore.ts'
import { findBatch, findOpenBatch, insertBatch, lockBatch, rewriteBatch, type BatchRecord, type JudgedBatch } from './batchStore.ts'
import { judgeRows } from './judge.ts'

/** Each is held in memory, with all that is said of it, while it is looked through. */
const mostAtOnce = 2

interface Uploaded {
  readonly file: { readonly name: string; readonly bytes: Buffer }
  readonly templateId: number
  readonly duplicates: DuplicatePolicy
  readonly userId: number
}
interface Previewed {
  readonly batch: BatchRecord
  readonly isNew: boolean
}

/** What makes two lists the same batch, as long as it is open. */
const openKeyOf = (fileHash: string, { templateId, duplicates, columns }: BatchSettings) =>
  sha256(JSON.stringify([fileHash, templateId, duplicates, Object.entries(columns).toSorted(([a], [b]) => (a < b ? -1 : 1))]))

/** The name as it is shown: no path, nothing unseen. */
const fileNameOf = (name: string) =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{C}\u2028\u2029]/gu, '')
    .trim()
    .slice(-200) || 'list.csv'

const judged = async (deps: Deps, fileHash: string, settings: BatchSettings, rows: readonly TableRow[]): Promise<JudgedBatch> => {
  const template = await usableTemplate(deps.db, settings.templateId)
  const at = deps.clock.now()
  return {
    settings,
    templateVersionId: template.current.id,
    openKey: openKeyOf(fileHash, settings),
    rows: await judgeRows(deps, { rows, settings, template }),
    at,
  }
}

/** Judges a list anew that is still only looked at: people, certificates and the template may have changed. */
const refresh = async (deps: Deps, { id, file }: BatchRecord, settings: BatchSettings): Promise<BatchRecord> => {
  const batch = await judged(deps, file.hash, settings, await listWritten(deps.db, id))
  await inTransaction(deps.db, async tx => {
    const now = (await lockBatch(tx, id)) ?? fail('batch_not_found')
    if (now.state === 'previewed') await rewriteBatch(tx, id, batch)
  })
  return (await findBatch(deps.db, id)) ?? fail('batch_not_found')
}

/** Looks through a list. The same one with the same settings is the batch that is open, judged as things are now. */
export const previewer = (deps: Deps) => {
  const { db, clock } = deps
  const inTurn = aFewAtATime(mostAtOnce)
  const preview = async ({ file, templateId, duplicates, userId }: Uploaded, hash: string, arrivedAt: Date): Promise<Previewed> => {
    const table = readBatchFile(file.bytes)
    const settings = { templateId, duplicates, columns: columnsIn(table.header) }
    const open = await findOpenBatch(db, openKeyOf(hash, settings))
    if (open) return { batch: open.state === 'previewed' && open.touchedAt < arrivedAt ? await refresh(deps, open, settings) : open, isNew: false }
    const batch = await judged(deps, hash, settings, table.rows)
    const { encoding, delimiter, header } = table
    try {
      const kept = { fileName: fileNameOf(file.name), hash, encoding, delimiter, header: [...header] }
      const id = await inTransaction(db, tx => insertBatch(tx, { ...batch, file: kept, createdBy: userId }))
      return { batch: (await findBatch(db, id)) ?? fail('internal'), isNew: true }
    } catch (error) {
      // Somebody else has sent the same in the same moment.
      if (!(error instanceof UniqueConstraintError)) throw error
      return { batch: (await findOpenBatch(db, batch.openKey)) ?? fail('internal'), isNew: false }
    }
  }
  return (uploaded: Uploaded): Promise<Previewed> => {
    const hash = hashOf(uploaded.file.bytes)
    const arrivedAt = clock.now()
    return once(db.sequelize, `preview ${hash} ${uploaded.templateId} ${uploaded.duplicates}`, () => inTurn(() => preview(uploaded, hash, arrivedAt)))
  }
}

/** Gives a list other settings. Where the same file is open with these, that batch is the answer. */
export const settleBatch = async (deps: Deps, id: number, settings: BatchSettings): Promise<BatchRecord> => {
  const batch = (await findBatch(deps.db, id)) ?? fail('batch_not_found')
  if (batch.state !== 'previewed') fail('batch_under_way')
  const beyond = Object.entries(settings.columns).filter(([, at]) => at !== null && at >= batch.file.header.length)
  if (beyond.length > 0) fail('invalid_request', { errors: beyond.map(([column]) => ({ path: `columns.${column}`, message: 'is not in the file' })) })
  const other = await findOpenBatch(deps.db, openKeyOf(batch.file.hash, settings))
  if (other && other.id !== id) return other
  try {
    return await refresh(deps, batch, settings)
  } catch (error) {
    if (!(error instanceof UniqueConstraintError)) throw error
    return (await findOpenBatch(deps.db, openKeyOf(batch.file.hash, settings))) ?? fail('internal')
  }
}
