import type { BatchState } from '@wallet/shared/issuing/batch'
import { fail } from '@wallet/shared/problem'
import type { AuditName } from '@wallet/shared/audit/event'
import { appendAudit } from '../audit/append.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { usableTemplate } from '../templates/usable.ts'
import { findBatch, lockBatch, saveState, type BatchRecord } from './batchStore.ts'

/** What happened to a batch, in the trail. */
export const auditBatch = (tx: Db, event: Extract<AuditName, `batch.${string}`>, { id, counts, file }: BatchRecord, actorId: number | null, at: Date) => {
  const { rows, valid, issued, skipped, invalid } = counts
  return appendAudit(tx, { event, subject: `batch:${id}`, actorId, data: { rows, valid, issued, skipped, invalid, sha256: file.hash }, at })
}

type Move = (tx: Db, batch: BatchRecord, at: Date) => Promise<void>
const moving = async ({ db, clock }: Deps, id: number, move: Move): Promise<BatchRecord> => {
  await inTransaction(db, async tx => {
    const batch = (await lockBatch(tx, id)) ?? fail('batch_not_found')
    await move(tx, batch, clock.now())
  })
  return (await findBatch(db, id)) ?? fail('batch_not_found')
}

const isOver = ({ state }: BatchRecord) => state === 'done' || state === 'cancelled'
const begun = new Set<BatchState>(['running', 'paused', 'failed', 'done'])

/** Who confirms, and what of the list they have seen: `judgedAt` says which judgement. */
interface Confirmation {
  readonly namesChecked: boolean
  readonly judgedAt?: string | undefined
  readonly userId: number
}

/** Begins to issue what was looked through; said again, it is the same batch. */
export const confirmBatch = (deps: Deps, id: number, { namesChecked, judgedAt, userId }: Confirmation): Promise<BatchRecord> =>
  moving(deps, id, async (tx, batch, at) => {
    if (begun.has(batch.state)) return
    if (batch.state === 'cancelled') fail('batch_over')
    if (judgedAt !== undefined && Date.parse(judgedAt) !== batch.touchedAt.getTime()) fail('batch_judged_anew')
    if (batch.counts.valid === 0) fail('batch_empty')
    if (batch.counts.warned > 0 && !namesChecked) fail('batch_unchecked')
    const template = await usableTemplate(tx, batch.template.id)
    if (template.current.id !== batch.templateVersionId) fail('template_changed')
    await saveState(tx, id, { state: 'running', confirmedBy: userId, confirmedAt: at, touchedAt: at })
    await auditBatch(tx, 'batch.confirmed', batch, userId, at)
  })

/** Holds a batch up. The chunk that is being written is waited for. */
export const pauseBatch = (deps: Deps, id: number, userId: number): Promise<BatchRecord> =>
  moving(deps, id, async (tx, batch, at) => {
    if (isOver(batch)) fail('batch_over')
    if (batch.state === 'previewed') fail('batch_not_confirmed')
    if (batch.state !== 'running') return
    await saveState(tx, id, { state: 'paused', touchedAt: at })
    await auditBatch(tx, 'batch.paused', batch, userId, at)
  })

/** Goes on where it was. */
export const resumeBatch = (deps: Deps, id: number, userId: number): Promise<BatchRecord> =>
  moving(deps, id, async (tx, batch, at) => {
    if (isOver(batch)) fail('batch_over')
    if (batch.state === 'previewed') fail('batch_not_confirmed')
    if (batch.state === 'running') return
    await usableTemplate(tx, batch.template.id)
    await saveState(tx, id, { state: 'running', problem: null, touchedAt: at })
    await auditBatch(tx, 'batch.resumed', batch, userId, at)
  })

/** Calls a batch off. What is issued stays. */
export const cancelBatch = (deps: Deps, id: number, userId: number): Promise<BatchRecord> =>
  moving(deps, id, async (tx, batch, at) => {
    if (batch.state === 'cancelled') return
    if (batch.state === 'done') fail('batch_over')
    await saveState(tx, id, { state: 'cancelled', touchedAt: at, finishedAt: at, openKey: null })
    if (batch.state !== 'previewed') await auditBatch(tx, 'batch.cancelled', batch, userId, at)
  })
