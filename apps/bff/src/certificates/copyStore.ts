import type { Db } from '../db/connect.ts'
import { json, number, selectOne, text } from '../db/query.ts'

/** A copy that has been made: what it is called, what it holds (in the file store), and who made it. */
export interface MadeCopy {
  readonly certificateId: number
  readonly form: string
  readonly sha256: string
  readonly size: number
  readonly maker: string
}

export const findCopy = async (db: Db, certificateId: number, form: string): Promise<MadeCopy | null> => {
  const row = await selectOne(db, 'SELECT sha256, size, maker FROM certificate_files WHERE certificate_id = :certificateId AND form = :form', {
    certificateId,
    form,
  })
  return row && { certificateId, form, sha256: text(row['sha256']), size: number(row['size']), maker: text(row['maker']) }
}

/** Writes it down; what stood there before under the same name gives way. */
export const saveCopy = async (db: Db, copy: MadeCopy, createdAt: Date): Promise<void> => {
  await db.models.certificateFiles.upsert({ ...copy, createdAt }, { transaction: db.transaction })
}

/** The fingerprint of the facts in the audit trail, as it was written at issue, or when a name was taken out of them. */
export const findIssuedHash = async (db: Db, certificateNo: string): Promise<unknown> => {
  const row = await selectOne(
    db,
    "SELECT data FROM audit_events WHERE subject = :certificateNo AND event IN ('certificate.issued', 'certificate.withheld') ORDER BY id DESC LIMIT 1",
    { certificateNo },
  )
  const data = row && json(row['data'])
  return typeof data === 'object' && data !== null && 'factsHash' in data ? data.factsHash : null
}
