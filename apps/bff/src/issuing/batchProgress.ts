import { setTimeout as wait } from 'node:timers/promises'
import type { BatchProgress } from '@wallet/shared/issuing/batch'
import type { Db } from '../db/connect.ts'
import type { Happening } from '../http/events.ts'
import { listRows } from './batchRowStore.ts'
import { findBatch } from './batchStore.ts'
import { shownBatch } from './shownBatch.ts'

const lookEveryMs = 400
const latestShown = 5

const isOver = ({ state, pictures, counts }: BatchProgress) => state === 'cancelled' || state === 'previewed' || (state === 'done' && pictures >= counts.issued)

/** How far a batch is, whenever that changes, until it is over and its pictures are drawn. Read from the database: any process may be issuing it. */
export const batchProgress = (db: Db, id: number, everyMs = lookEveryMs) =>
  async function* (signal: AbortSignal): AsyncGenerator<Happening> {
    let before = ''
    for (let step = 1; !signal.aborted; step += 1) {
      const batch = await findBatch(db, id)
      if (!batch) return
      const latest = batch.counts.issued > 0 ? (await listRows(db, batch, { show: 'issued', limit: latestShown })).items : []
      const data: BatchProgress = { ...shownBatch(batch), latest }
      const now = JSON.stringify(data)
      if (now !== before) yield { event: 'progress', id: String(step), data }
      if (isOver(data)) return
      before = now
      await wait(everyMs, undefined, { signal }).catch(() => undefined)
    }
  }
