import { setTimeout as wait } from 'node:timers/promises'
import { inTransaction, mayRetry, type Db } from '../db/connect.ts'
import { date, execute, instant, json, number, select, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { markTold, type Told } from './markTold.ts'
import { setAside } from './setAside.ts'
import { isUnderstood } from './understood.ts'

type Need = Pick<Deps, 'db' | 'clock' | 'config'> & Partial<Pick<Deps, 'log'>>

const forUpdate = ({ engine }: Db) => (engine === 'sqlite' ? '' : 'FOR UPDATE SKIP LOCKED')
const open = 'FROM outbox WHERE processed_at IS NULL'

/** The next rows of the outbox that nobody has folded, or one of them; other processes take others. */
const claim = async (tx: Db, limit: number, id: number | null): Promise<Told[]> => {
  const sql = `SELECT id, topic, payload, created_at ${open} ${id === null ? '' : 'AND id = :id'} ORDER BY id LIMIT :limit ${forUpdate(tx)}`
  return (await select(tx, sql, { limit, id })).map(row => ({
    id: number(row['id']),
    topic: text(row['topic']),
    payload: json(row['payload']) as Told['payload'],
    at: date(row['created_at']),
  }))
}

const foldSome = ({ db, clock, config, log }: Need, limit: number, id: number | null = null): Promise<number> =>
  inTransaction(db, async tx => {
    const told = await claim(tx, limit, id)
    const [fine, odd] = [told.filter(isUnderstood), told.filter(one => !isUnderstood(one))]
    const idsOf = (some: readonly Told[]) => some.map(one => one.id)
    await markTold(tx, config.zone, fine)
    if (fine.length > 0) await execute(tx, 'UPDATE outbox SET processed_at = :at WHERE id IN (:ids)', { ids: idsOf(fine), at: instant(tx, clock.now()) })
    if (odd.length > 0) await setAside(tx, idsOf(odd))
    for (const { id: oddId, topic } of odd) log?.error({ id: oddId, topic }, 'what was told could not be understood: no sum heeds it')
    return told.length
  })

/** Between two tries with a row that fails by itself. */
const pausesMs = [0, 50, 250, 1_000]

/** Where the database is in trouble, and not the row, setting it aside fails as well: then the next turn begins with it again. */
const foldOne = async (need: Need, id: number, pauses: readonly number[] = pausesMs): Promise<number> => {
  try {
    return await foldSome(need, 1, id)
  } catch (error) {
    if (mayRetry(error)) throw error
    const [pause, ...later] = pauses
    if (pause !== undefined) return wait(pause).then(() => foldOne(need, id, later))
    await setAside(need.db, [id])
    need.log?.error({ err: error, id }, 'what was told could not be followed up: no sum heeds it')
    return 1
  }
}

const foldOneByOne = async (need: Need, limit: number, over?: AbortSignal): Promise<number> => {
  const rows = await select(need.db, `SELECT id ${open} ORDER BY id LIMIT :limit`, { limit })
  let folded = 0
  for (const row of rows) if (!over?.aborted) folded += await foldOne(need, number(row['id']))
  return folded
}

/**
 * Turns what was told into marks on the sums that it touches; answers how much was told. What cannot be understood, or fails again and again
 * by itself, is set aside: it holds up nothing behind it.
 */
export const foldOutbox = (need: Need, over?: AbortSignal, limit = 500): Promise<number> =>
  foldSome(need, limit).catch((error: unknown) => {
    if (mayRetry(error)) throw error
    need.log?.warn({ err: error }, 'what was told could not be followed up all at once')
    return foldOneByOne(need, limit, over)
  })
