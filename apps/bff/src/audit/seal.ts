import { createHash } from 'node:crypto'
import { inTransaction, type Db } from '../db/connect.ts'
import { date, execute, number, numberOrNull, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'

const genesis = '0'.repeat(64)

/** The hash of a row: of everything it says, and of the row before. */
const hashOf = (row: Row, sealNo: number, previousHash: string) =>
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

/** Where the chain breaks first: the seal number, and what is wrong with it. */
export interface Break {
  readonly sealNo: number
  readonly reason: 'changed' | 'missing' | 'truncated'
}

const firstBreak = (rows: readonly Row[], sealNo: number, hash: string): Break | null => {
  let [expected, previous] = [sealNo, hash]
  for (const row of rows) {
    expected += 1
    if (number(row['seal_no']) !== expected) return { sealNo: expected, reason: 'missing' }
    if (textOrNull(row['previous_hash']) !== previous || textOrNull(row['hash']) !== hashOf(row, expected, previous))
      return { sealNo: expected, reason: 'changed' }
    previous = text(row['hash'])
  }
  return null
}

/** Walks the whole chain; null where every event is as it was sealed. */
export const verifyAudit = async (db: Db): Promise<Break | null> => {
  const head = await selectOne(db, 'SELECT seal_no, hash FROM audit_head WHERE id = 1')
  let [sealNo, hash] = [0, genesis]
  for (;;) {
    const rows = await select(
      db,
      'SELECT id, event, subject, actor_id, data, at, seal_no, previous_hash, hash FROM audit_events WHERE seal_no > :sealNo ORDER BY seal_no LIMIT 1000',
      { sealNo },
    )
    const last = rows.at(-1)
    if (!last) break
    const found = firstBreak(rows, sealNo, hash)
    if (found) return found
    ;[sealNo, hash] = [number(last['seal_no']), text(last['hash'])]
  }
  return head && (number(head['seal_no']) !== sealNo || text(head['hash']) !== hash) ? { sealNo: sealNo + 1, reason: 'truncated' } : null
}
