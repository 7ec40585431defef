import type { Db } from '../db/connect.ts'
import { number } from '../db/query.ts'
import type { FrozenFacts } from './facts.ts'

/** What is written when one is issued. */
export interface NewCertificate extends FrozenFacts {
  readonly templateId: number
  readonly orgUnitId: number
  readonly factsHash: string
  readonly supersedesId: number | null
  readonly issuedBy: number | null
}

/** Writes the row and answers its id; the unique keys refuse a second one. */
export const insertCertificate = async (tx: Db, certificate: NewCertificate): Promise<number> => {
  const files = `/api/certificates/${certificate.certificateNo}`
  const created = await tx.models.userCertificates.create(
    { ...certificate, imageUrl: `${files}/file.png`, pdfUrl: `${files}/file.pdf`, createdAt: certificate.issuedAt, updatedAt: certificate.issuedAt },
    { transaction: tx.transaction },
  )
  return number(created.get('id'))
}

/** Points the predecessor to its successor. */
export const markSuperseded = async (tx: Db, id: number, supersededById: number, at: Date): Promise<void> => {
  await tx.models.userCertificates.update({ supersededById, supersededAt: at, updatedAt: at }, { where: { id }, transaction: tx.transaction })
}

/** Revokes unless that has happened already; answers whether it was this call. */
export const markRevoked = async (tx: Db, id: number, reason: string, at: Date): Promise<boolean> => {
  const [changed] = await tx.models.userCertificates.update(
    { revokedAt: at, revocationReason: reason, updatedAt: at },
    { where: { id, revokedAt: null }, transaction: tx.transaction },
  )
  return changed > 0
}
