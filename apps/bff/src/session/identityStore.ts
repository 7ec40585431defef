import { SignOnKind, type Identity } from '@wallet/shared/session/signOn'
import type { Db } from '../db/connect.ts'
import { date, number, select, selectOne, text } from '../db/query.ts'

/** An account elsewhere, by who vouches for it and what it is called there. */
export interface Account {
  readonly issuer: string
  readonly subject: string
}

/** Whose an account is, or null. */
export const findIdentity = async (db: Db, { issuer, subject }: Account): Promise<{ id: number; userId: number } | null> => {
  const row = await selectOne(db, 'SELECT id, user_id FROM identities WHERE issuer = :issuer AND subject = :subject', { issuer, subject })
  return row && { id: number(row['id']), userId: number(row['user_id']) }
}

export const insertIdentity = async (
  db: Db,
  identity: Account & { readonly kind: SignOnKind; readonly userId: number; readonly at: Date },
): Promise<number> => {
  const { at, ...columns } = identity
  const created = await db.models.identities.create({ ...columns, createdAt: at, lastUsedAt: at }, { transaction: db.transaction })
  return number(created.get('id'))
}

export const touchIdentity = async (db: Db, id: number, at: Date): Promise<void> => {
  await db.models.identities.update({ lastUsedAt: at }, { where: { id }, transaction: db.transaction })
}

/** The accounts of a person, the oldest first. */
export const listIdentities = async (db: Db, userId: number): Promise<Identity[]> => {
  const rows = await select(db, 'SELECT id, kind, issuer, subject, created_at, last_used_at FROM identities WHERE user_id = :userId ORDER BY id', { userId })
  return rows.map(row => ({
    id: number(row['id']),
    kind: SignOnKind.parse(row['kind']),
    issuer: text(row['issuer']),
    subject: text(row['subject']),
    createdAt: date(row['created_at']).toISOString(),
    lastUsedAt: date(row['last_used_at']).toISOString(),
  }))
}

/** Unties an account of a person; answers whether there was one. */
export const deleteIdentity = async (db: Db, userId: number, id: number): Promise<boolean> =>
  (await db.models.identities.destroy({ where: { id, userId }, transaction: db.transaction })) > 0

/** Forgets by which accounts elsewhere somebody signed in. */
export const forgetIdentities = async (tx: Db, userId: number): Promise<void> => {
  await tx.models.identities.destroy({ where: { userId }, transaction: tx.transaction })
}
