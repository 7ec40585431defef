import type { Db } from '../db/connect.ts'
import { instant } from '../db/query.ts'
import { insertRows } from '../db/rows.ts'

/** What is told, by topic: ids only, never names. */
interface Payloads {
  readonly 'certificate.issued': { readonly certificateNo: string }
  readonly 'certificate.revoked': { readonly certificateNo: string }
  readonly 'certificate.suspended': { readonly certificateNo: string }
  readonly 'certificate.restored': { readonly certificateNo: string }
  readonly 'certificate.superseded': { readonly certificateNo: string }
  /** A name was taken out of it. */
  readonly 'certificate.withheld': { readonly certificateNo: string }
  /** A correction that somebody asked for was made, or refused. */
  readonly 'correction.decided': { readonly requestId: number }
  /** For the first time ever. */
  readonly 'person.signedIn': { readonly userId: number }
  /** Nobody can be told any more who it was. */
  readonly 'person.anonymised': { readonly userId: number }
  /** Learned something: on which local days, and which courses and badges it concerns. */
  readonly 'person.learned': {
    readonly userId: number
    readonly days: readonly string[]
    readonly courseIds: readonly number[]
    readonly badgeIds: readonly number[]
  }
  /** Is published otherwise than before: perhaps in another category. */
  readonly 'badge.changed': { readonly badgeId: number }
  /** Moved, came or left; `unitIds` are where they were and where they are. */
  readonly 'person.changed': { readonly userId: number; readonly unitIds: readonly number[] }
  /** `parentIds` are what it was below and what it is below. */
  readonly 'unit.moved': { readonly unitId: number; readonly parentIds: readonly number[] }
  /** What people at and below a unit have to hold is something else now. */
  readonly 'requirement.changed': { readonly unitId: number }
}
export type Topic = keyof Payloads

/** Tells, in the same transaction, what has to be followed up afterwards: statistics, and verdicts kept by other processes. */
export const appendOutbox = async <T extends Topic>(tx: Db, topic: T, payload: Payloads[T], at: Date): Promise<void> => {
  await tx.models.outbox.create({ topic, payload, createdAt: at, processedAt: null }, { transaction: tx.transaction })
}

/** The same about many things at once. */
export const appendOutboxes = async <T extends Topic>(tx: Db, topic: T, payloads: readonly Payloads[T][], at: Date): Promise<void> => {
  const createdAt = instant(tx, at)
  await insertRows(tx, {
    table: 'outbox',
    columns: ['topic', 'payload', 'created_at'],
    rows: payloads.map(payload => [topic, JSON.stringify(payload), createdAt]),
  })
}
