import { fail } from '@wallet/shared/problem'
import { findByNo } from '../certificates/store.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import { json, number, select, type Row } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { positionOf, savePosition } from './events.ts'
import { issuedEvent, recordEvents } from './record.ts'

const follower = 'badges'
const atOnce = 100
/** Ids are given out before their transactions commit: so far back a late one is still found. What was recorded already is not recorded again. */
const lookBack = 50

const numberIn = (row: Row): string | null => {
  const payload = json(row['payload'])
  return typeof payload === 'object' && payload !== null && 'certificateNo' in payload ? String(payload.certificateNo) : null
}

const record = async (tx: Db, deps: Deps, certificateNo: string) => {
  const certificate = (await findByNo(tx, certificateNo)) ?? fail('internal')
  // Renewals and corrections are no new achievement.
  if (certificate.cycle > 1) return
  await recordEvents(tx, deps, { userId: certificate.userId, employeeNo: certificate.employeeNo }, [issuedEvent(deps, certificate)])
}

/**
 * Follows certificates that were issued by hand, so that they count for badges as well. Each turn takes some of the outbox, answers how
 * many there were, and remembers how far it has come; several processes may do it.
 */
export const followIssues = (deps: Deps) => async (): Promise<number> => {
  const { db } = deps
  const position = await positionOf(db, follower)
  const rows = await select(db, "SELECT id, payload FROM outbox WHERE id > :after AND topic = 'certificate.issued' ORDER BY id LIMIT :limit", {
    after: Math.max(0, position - lookBack),
    limit: atOnce + lookBack,
  })
  const last = Math.max(position, ...rows.map(row => number(row['id'])))
  if (last === position) return 0
  for (const row of rows) {
    const certificateNo = numberIn(row)
    if (certificateNo !== null) await inTransaction(db, tx => record(tx, deps, certificateNo))
  }
  await savePosition(db, follower, last)
  return rows.length
}
