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

/** Newest first, so many of them at most. */
export const listShares = async (db: Db, certificateId: number, limit: number): Promise<ShareRow[]> =>
  (await select(db, 'SELECT * FROM certificate_shares WHERE certificate_id = :certificateId ORDER BY id DESC LIMIT :limit', { certificateId, limit })).map(
    rowOf,
  )

/** The link of this token, whatever became of it. */
export const findByTokenHash = async (db: Db, tokenHash: string): Promise<ShareRow | null> => {
  const row = await selectOne(db, 'SELECT * FROM certificate_shares WHERE token_hash = :tokenHash', { tokenHash })
  return row && rowOf(row)
}

export const countOpenShares = async (db: Db, certificateId: number, now: Date): Promise<number> => {
  const open = 'withdrawn_at IS NULL AND (expires_at IS NULL OR expires_at > :now)'
  const row = await selectOne(db, `SELECT COUNT(*) AS n FROM certificate_shares WHERE certificate_id = :certificateId AND ${open}`, {
    certificateId,
    now: instant(db, now),
  })
  return number(row?.['n'])
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
