import { setTimeout as wait } from 'node:timers/promises'
import { fail, Failure, type ProblemCode } from '@wallet/shared/problem'
import { issueMany } from '../certificates/issueMany.ts'
import { inTransaction, isPassing, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { findVersion, type CurrentTemplate } from '../templates/store.ts'
import { usableTemplate } from '../templates/usable.ts'
import { orderOf } from './batchRow.ts'
import { nextRows, type OpenRow } from './batchRowStore.ts'
import { claimRunning, listRunning, lockBatch, saveDealt, saveState, type BatchRecord } from './batchStore.ts'
import { auditBatch } from './lifeOfBatch.ts'

/** What it takes to issue: no pictures. */
export type Issuing = Pick<Deps, 'db' | 'clock' | 'random' | 'config' | 'verdicts' | 'log'>

/** Rows that are written together: all of them, what they cause, and how far the batch is. */
export const rowsAtOnce = 1_000
/** Time without a chunk that still counts as work: longer, and nobody was there to do it. */
const longestStepMs = 5_000
/** So long a turn lasts at most, so that whoever ends the server does not have to wait. */
const turnMs = 1_000
/** Between chunks others get at the database. */
const breatherMs = 5

/** The template as it was looked at. Where it was taken out of use since, nothing more is issued from it. */
const templateOf = async (tx: Db, { template: { id }, templateVersionId }: BatchRecord): Promise<CurrentTemplate> => {
  const template = await usableTemplate(tx, id)
  return { ...template, current: (await findVersion(tx, templateVersionId)) ?? fail('internal') }
}

/** Issues the rows; answers what came of them, and the numbers that verdicts may be kept of. */
const issueRows = async (tx: Db, deps: Issuing, batch: BatchRecord, rows: readonly OpenRow[]) => {
  const template = await templateOf(tx, batch)
  const wanted = rows.flatMap(one => (one.person ? [{ row: one.row, person: one.person, order: orderOf(one, template.id) }] : []))
  const { duplicates } = batch.settings
  const results = await issueMany(tx, deps, { template, issuedBy: batch.confirmedBy ?? fail('internal'), duplicates, wanted })
  const dealt = wanted.map(({ row }, i) => ({ row, result: results[i] ?? fail('internal') }))
  const gone = rows.filter(({ person }) => !person)
  return {
    issued: dealt.flatMap(({ row, result }) => (result.standing ? [] : [{ row, certificateId: result.id }])),
    others: [
      ...gone.map(({ row }) => ({ row, reason: { column: 'employeeNo', trouble: 'inactive', value: null } as const })),
      ...dealt.flatMap(({ row, result: { standing } }) => (standing ? [{ row, reason: { column: null, ...standing } }] : [])),
    ],
    numbers: results.flatMap(result => (result.standing ? [] : [result.certificateNo])),
  }
}

const finish = async (tx: Db, id: number, at: Date) => {
  const batch = (await lockBatch(tx, id)) ?? fail('internal')
  await saveState(tx, id, { state: 'done', touchedAt: at, finishedAt: at, openKey: null })
  await auditBatch(tx, 'batch.finished', batch, null, at)
}

/**
 * Issues the next rows of a batch: their certificates, what follows from them, and how far the batch is, in one transaction, so that whoever goes
 * on after a crash finds all of it or nothing. The batch's row is locked meanwhile: processes take turns, and none waits for another. Answers
 * whether there may be more to do here.
 */
export const issueChunk = async (deps: Issuing, id: number, size = rowsAtOnce): Promise<boolean> => {
  const { db, clock, verdicts } = deps
  const done = await inTransaction(db, async tx => {
    const batch = await claimRunning(tx, id)
    if (!batch) return null
    const rows = await nextRows(tx, batch, size)
    const { numbers, ...dealt } = rows.length > 0 ? await issueRows(tx, deps, batch, rows) : { issued: [], others: [], numbers: [] }
    const at = clock.now()
    const ms = Math.max(0, Math.min(longestStepMs, at.getTime() - batch.touchedAt.getTime()))
    await saveDealt(tx, batch, { ...dealt, position: rows.at(-1)?.row ?? batch.position, at, ms })
    const isMore = rows.length === size
    if (!isMore) await finish(tx, id, at)
    return { numbers, isMore }
  })
  for (const certificateNo of done?.numbers ?? []) verdicts.forget(certificateNo)
  return done?.isMore ?? false
}

const mostTries = 5

/** Issues batches that are under way, turn by turn. What fails time and again is held up and says why; nothing fails for the database being away. */
export const batchRunner = (deps: Issuing, size = rowsAtOnce): (() => Promise<void>) => {
  const { db, clock, log } = deps
  const failures = new Map<number, number>()
  const giveUp = (id: number, problem: ProblemCode) =>
    inTransaction(db, async tx => {
      const batch = await lockBatch(tx, id)
      if (batch?.state !== 'running') return
      await saveState(tx, id, { state: 'failed', problem, touchedAt: clock.now() })
      await auditBatch(tx, 'batch.failed', batch, null, clock.now())
    })
  const failed = async (id: number, error: unknown) => {
    log.error({ err: error, batchId: id }, 'a batch cannot go on')
    const tries = (failures.get(id) ?? 0) + 1
    failures.set(id, tries)
    const problem = error instanceof Failure ? error.code : 'internal'
    if (!isPassing(error) && (error instanceof Failure || tries >= mostTries)) {
      failures.delete(id)
      await giveUp(id, problem)
    }
  }
  const run = async (id: number, until: number) => {
    try {
      while ((await issueChunk(deps, id, size)) && performance.now() < until) await wait(breatherMs)
      failures.delete(id)
    } catch (error) {
      await failed(id, error)
    }
  }
  return async () => {
    const until = performance.now() + turnMs
    for (const id of await listRunning(db)) await run(id, until)
  }
}
