import { createHash } from 'node:crypto'
import type { AuditBreak } from '@wallet/shared/audit/contract'
import { inSnapshot, inTransaction, type Db } from '../db/connect.ts'
import { date, execute, number, numberOrNull, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'

const genesis = '0'.repeat(64)

/** The hash of a row: of everything it says, and of the row before. */
export const hashOf = (row: Row, sealNo: number, previousHash: string) =>
  createHash('sha256')
    .update(
      JSON.stringify([
        sealNo,
        previousHash,
        text(row['event']),
        text(row['subject']),
        numberOrNull(row['actor_id']),
        text(row['data']),
        date(row['at']).toISOString(),
      ]),
    )
    .digest('hex')

/** The head of the chain, locked until the transaction ends. */
const lockHead = async (tx: Db) => {
  const head = await selectOne(tx, `SELECT seal_no, hash FROM audit_head WHERE id = 1${tx.engine === 'sqlite' ? '' : ' FOR UPDATE'}`)
  return { sealNo: number(head?.['seal_no'] ?? 0), hash: text(head?.['hash'] ?? genesis) }
}

/** Chains up to `limit` new events behind the last sealed one; answers how many. One sealer at a time, whatever the number of processes. */
export const sealAudit = async (db: Db, limit = 500): Promise<number> =>
  inTransaction(db, async tx => {
    const head = await lockHead(tx)
    const rows = await select(tx, 'SELECT id, event, subject, actor_id, data, at FROM audit_events WHERE seal_no IS NULL ORDER BY id LIMIT :limit', { limit })
    let { sealNo, hash } = head
    for (const row of rows) {
      const previousHash = hash
      sealNo += 1
      hash = hashOf(row, sealNo, previousHash)
      await execute(tx, 'UPDATE audit_events SET seal_no = :sealNo, previous_hash = :previousHash, hash = :hash WHERE id = :id', {
        sealNo,
        previousHash,
        hash,
        id: number(row['id']),
      })
    }
    if (rows.length > 0) await execute(tx, 'UPDATE audit_head SET seal_no = :sealNo, hash = :hash WHERE id = 1', { sealNo, hash })
    return rows.length
  })

/** The end of the chain: how many events are in it, and the hash of the last. */
export const auditHead = async (db: Db): Promise<{ readonly sealNo: number; readonly hash: string }> => {
  const head = await selectOne(db, 'SELECT seal_no, hash FROM audit_head WHERE id = 1')
  return { sealNo: number(head?.['seal_no'] ?? 0), hash: text(head?.['hash'] ?? genesis) }
}

/** Somebody noted, at some time and elsewhere, that the chain ended so. */
export interface Noted {
  readonly sealNo: number
  readonly hash: string
}

/** The last event that stands where it was sealed; before the first one there is none. */
interface Link {
  readonly sealNo: number
  readonly hash: string
  readonly row: Row | null
}

const columns = 'id, event, subject, actor_id, data, at, seal_no, previous_hash, hash'
const fits = (row: Row, sealNo: number) => textOrNull(row['hash']) === hashOf(row, sealNo, text(row['previous_hash']))
const breakOf = (reason: AuditBreak['reason'], sealNo: number, row: Row | null, sealedAs: number | null = null): AuditBreak => ({
  sealNo,
  reason,
  event: row ? text(row['event']) : null,
  subject: row ? text(row['subject']) : null,
  sealedAs,
})

/** Whether the event that was sealed after this one still stands somewhere else. */
const stands = async (tx: Db, before: Link, instead: Row): Promise<boolean> => {
  const rows = await select(tx, `SELECT ${columns} FROM audit_events WHERE previous_hash = :hash AND id <> :id`, {
    hash: before.hash,
    id: number(instead['id']),
  })
  return rows.some(row => fits(row, before.sealNo + 1))
}

/** The place at which an event was sealed, where its own hash says that it was not here. */
const placeOf = (row: Row, last: number): number | null => {
  for (let place = 1; place <= last; place += 1) if (fits(row, place)) return place
  return null
}

/** What is wrong at the place after `before`; null: nothing. */
const breakAfter = async (tx: Db, before: Link, row: Row, last: number): Promise<AuditBreak | null> => {
  const here = before.sealNo + 1
  if (number(row['seal_no']) !== here) return breakOf('missing', here, null)
  const isItself = fits(row, here)
  if (isItself && textOrNull(row['previous_hash']) === before.hash) return here > last ? breakOf('inserted', here, row) : null
  const sealedAs = isItself ? here : placeOf(row, last + 1)
  if (await stands(tx, before, row)) return sealedAs === null || isItself ? breakOf('inserted', here, row) : breakOf('moved', here, row, sealedAs)
  if (sealedAs === null) return breakOf('changed', here, row)
  if (sealedAs > here) return breakOf('missing', here, null)
  // It was sealed behind something else than what stands before it now: that is what was put in, or rewritten together with its hash.
  return before.row ? breakOf(isItself ? 'changed' : 'inserted', before.sealNo, before.row) : breakOf('changed', here, row)
}

const atOnce = 1_000

/**
 * Walks the whole chain; null where every event is as it was sealed, and where it still runs through what was noted. Whoever can write every
 * row can also write a whole new chain: only a head that was noted elsewhere shows that.
 */
export const verifyAudit = (db: Db, noted?: Noted): Promise<AuditBreak | null> =>
  inSnapshot(db, async tx => {
    const head = await auditHead(tx)
    let before: Link = { sealNo: 0, hash: genesis, row: null }
    for (;;) {
      const rows = await select(tx, `SELECT ${columns} FROM audit_events WHERE seal_no > :sealNo ORDER BY seal_no LIMIT ${atOnce}`, { sealNo: before.sealNo })
      for (const row of rows) {
        const found = await breakAfter(tx, before, row, head.sealNo)
        if (found) return found
        before = { sealNo: before.sealNo + 1, hash: text(row['hash']), row }
        if (noted?.sealNo === before.sealNo && noted.hash !== before.hash) return breakOf('head', before.sealNo, row)
      }
      if (rows.length < atOnce) break
    }
    if (before.sealNo < Math.max(head.sealNo, noted?.sealNo ?? 0)) return breakOf('missing', before.sealNo + 1, null)
    return before.hash === head.hash ? null : breakOf('head', head.sealNo, before.row)
  })
