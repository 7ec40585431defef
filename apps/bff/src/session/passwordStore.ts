import type { Db } from '../db/connect.ts'
import { date, execute, instant, number, selectOne, text, textOrNull } from '../db/query.ts'

interface Link {
  readonly userId: number
  readonly tokenHash: string
  readonly createdBy: number
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** Puts a link in the place of the one a person had. */
export const putLink = async (tx: Db, { userId, tokenHash, createdBy, createdAt, expiresAt }: Link): Promise<void> => {
  await forgetLink(tx, userId)
  const values = { userId, tokenHash, createdBy, createdAt: instant(tx, createdAt), expiresAt: instant(tx, expiresAt) }
  const sql =
    'INSERT INTO password_links (user_id, token_hash, created_by, created_at, expires_at) VALUES (:userId, :tokenHash, :createdBy, :createdAt, :expiresAt)'
  await execute(tx, sql, values)
}

interface LinkedPerson {
  readonly id: number
  readonly employeeNo: string
  readonly fullName: string
  readonly email: string | null
}

/** A link that still works, of somebody who is still here; null: there is none. */
export const findLink = async (db: Db, tokenHash: string, now: Date): Promise<{ readonly person: LinkedPerson; readonly expiresAt: Date } | null> => {
  const row = await selectOne(
    db,
    `SELECT u.id, u.employee_no, u.full_name, u.email, l.expires_at FROM password_links l JOIN users u ON u.id = l.user_id
     WHERE l.token_hash = :tokenHash AND l.expires_at > :now AND u.is_active = 1`,
    { tokenHash, now: instant(db, now) },
  )
  return (
    row && {
      person: { id: number(row['id']), employeeNo: text(row['employee_no']), fullName: text(row['full_name']), email: textOrNull(row['email']) },
      expiresAt: date(row['expires_at']),
    }
  )
}

/** Uses a link up; false where somebody was quicker. */
export const takeLink = async (tx: Db, tokenHash: string, now: Date): Promise<boolean> => {
  const lock = tx.engine === 'sqlite' ? '' : ' FOR UPDATE'
  const found = await selectOne(tx, `SELECT user_id FROM password_links WHERE token_hash = :tokenHash AND expires_at > :now${lock}`, {
    tokenHash,
    now: instant(tx, now),
  })
  if (found) await execute(tx, 'DELETE FROM password_links WHERE token_hash = :tokenHash', { tokenHash })
  return found !== null
}

export const forgetLink = (tx: Db, userId: number): Promise<void> => execute(tx, 'DELETE FROM password_links WHERE user_id = :userId', { userId })

/** Forgets links that have run out. */
export const dropOldLinks = (db: Db, now: Date): Promise<void> => execute(db, 'DELETE FROM password_links WHERE expires_at < :now', { now: instant(db, now) })

export const savePassword = async (tx: Db, userId: number, passwordHash: string, now: Date): Promise<void> => {
  await tx.models.users.update({ passwordHash, updatedAt: now }, { where: { id: userId }, transaction: tx.transaction })
}

/** The hash of a person's password, and their address. */
export const passwordOf = async (db: Db, userId: number): Promise<{ readonly passwordHash: string | null; readonly email: string | null }> => {
  const row = await selectOne(db, 'SELECT password_hash, email FROM users WHERE id = :userId', { userId })
  return { passwordHash: textOrNull(row?.['password_hash']), email: textOrNull(row?.['email']) }
}
