import type { Share, ShareOrder } from '@wallet/shared/sharing/share'
import type { Db } from '../db/connect.ts'
import { boolean, date, dateOrNull, instant, number, select, selectOne, text, type Row } from '../db/query.ts'

/** A link as it is kept; the token itself is not. */
export interface ShareRow {
  readonly certificateId: number
  readonly tokenHash: string
  readonly showName: boolean
  readonly showScore: boolean
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly withdrawnAt: Date | null
}

const rowOf = (row: Row): ShareRow => ({
  certificateId: number(row['certificate_id']),
  tokenHash: text(row['token_hash']),
  showName: boolean(row['show_name']),
  showScore: boolean(row['show_score']),
  createdAt: date(row['created_at']),
  expiresAt: dateOrNull(row['expires_at']),
  withdrawnAt: dateOrNull(row['withdrawn_at']),
})

/** Whether a link still leads anywhere at this instant. */
export const isOpen = ({ withdrawnAt, expiresAt }: Pick<ShareRow, 'withdrawnAt' | 'expiresAt'>, now: Date): boolean =>
  withdrawnAt === null && (expiresAt === null || expiresAt > now)

/** A link as its holder sees it. */
export const shareOf = (row: ShareRow, now: Date): Share => ({
  tokenHash: row.tokenHash,
  showName: row.showName,
  showScore: row.showScore,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  isOpen: isOpen(row, now),
})

const open = 's.withdrawn_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > :now)'

/** The open ones first, newest first, so many of them at most. */
export const listShares = async (db: Db, certificateId: number, { now, limit }: { now: Date; limit: number }): Promise<ShareRow[]> => {
  const sql = `SELECT s.* FROM certificate_shares s WHERE s.certificate_id = :certificateId ORDER BY CASE WHEN ${open} THEN 0 ELSE 1 END, s.id DESC LIMIT :limit`
  return (await select(db, sql, { certificateId, now: instant(db, now), limit })).map(rowOf)
}

/** The link of this token, whatever became of it; null also where its holder has been deactivated. */
export const findByTokenHash = async (db: Db, tokenHash: string): Promise<ShareRow | null> => {
  const row = await selectOne(
    db,
    `SELECT s.* FROM certificate_shares s JOIN user_certificates c ON c.id = s.certificate_id JOIN users u ON u.id = c.user_id
     WHERE s.token_hash = :tokenHash AND u.is_active = 1`,
    { tokenHash },
  )
  return row && rowOf(row)
}

export const countOpenShares = async (db: Db, certificateId: number, now: Date): Promise<number> => {
  const row = await selectOne(db, `SELECT COUNT(*) AS n FROM certificate_shares s WHERE s.certificate_id = :certificateId AND ${open}`, {
    certificateId,
    now: instant(db, now),
  })
  return number(row?.['n'])
}

/** Nobody else makes a link to it until the transaction is over. On SQLite every writing transaction is alone anyway. */
export const lockCertificate = async (tx: Db, certificateId: number): Promise<void> => {
  if (tx.engine === 'mariadb') await select(tx, 'SELECT id FROM user_certificates WHERE id = :certificateId FOR UPDATE', { certificateId })
}

interface NewShareRow extends Pick<ShareRow, 'certificateId' | 'tokenHash' | 'createdAt'> {
  readonly order: ShareOrder
}

export const insertShare = async (tx: Db, { order, ...share }: NewShareRow): Promise<ShareRow> => {
  const row: ShareRow = {
    ...share,
    showName: order.showName,
    showScore: order.showScore ?? false,
    expiresAt: order.expiresAt ? new Date(order.expiresAt) : null,
    withdrawnAt: null,
  }
  await tx.models.certificateShares.create({ ...row }, { transaction: tx.transaction })
  return row
}

/** Takes a link of this certificate back, unless that has happened already; answers whether it was this call. */
export const markWithdrawn = async (tx: Db, certificateId: number, tokenHash: string, at: Date): Promise<boolean> => {
  const where = { certificateId, tokenHash, withdrawnAt: null }
  const [changed] = await tx.models.certificateShares.update({ withdrawnAt: at }, { where, transaction: tx.transaction })
  return changed > 0
}
