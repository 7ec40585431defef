import type { Db } from '../db/connect.ts'

export type Topic = 'certificate.issued' | 'certificate.revoked' | 'certificate.superseded'

/** Tells, in the same transaction, what has to be followed up afterwards: statistics, and verdicts kept by other processes. */
export const appendOutbox = async (tx: Db, topic: Topic, certificateNo: string, at: Date): Promise<void> => {
  await tx.models.outbox.create({ topic, payload: { certificateNo }, createdAt: at, processedAt: null }, { transaction: tx.transaction })
}
