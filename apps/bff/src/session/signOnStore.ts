import { createHash } from 'node:crypto'
import type { Db } from '../db/connect.ts'
import { date, execute, instant, selectOne, text } from '../db/query.ts'

/** A sign-in that was begun: where it goes, and hashes of what it hangs on. */
export interface AttemptRow {
  readonly browserHash: string
  readonly provider: string
  readonly returnTo: string
  readonly expiresAt: Date
}

/** Only hashes are kept of what names a sign-in and of what the browser keeps: with a copy of the database nobody finishes one. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export const insertAttempt = async (
  db: Db,
  {
    state,
    secret,
    ...attempt
  }: { readonly state: string; readonly secret: string; readonly provider: string; readonly returnTo: string; readonly expiresAt: Date },
): Promise<void> => {
  await db.models.signOnAttempts.create({ stateHash: hashOf(state), browserHash: hashOf(secret), ...attempt, usedAt: null }, { transaction: db.transaction })
}

export const findAttempt = async (db: Db, state: string): Promise<AttemptRow | null> => {
  const row = await selectOne(db, 'SELECT browser_hash, provider, return_to, expires_at FROM sign_on_attempts WHERE state_hash = :stateHash', {
    stateHash: hashOf(state),
  })
  return (
    row && {
      browserHash: text(row['browser_hash']),
      provider: text(row['provider']),
      returnTo: text(row['return_to']),
      expiresAt: date(row['expires_at']),
    }
  )
}

/** Marks a sign-in as used; answers whether it was this time. */
export const useAttempt = async (db: Db, state: string, at: Date): Promise<boolean> => {
  const [marked] = await db.models.signOnAttempts.update({ usedAt: at }, { where: { stateHash: hashOf(state), usedAt: null }, transaction: db.transaction })
  return marked > 0
}

/** Forgets sign-ins that expired before an instant. */
export const dropOldSignOns = (db: Db, before: Date): Promise<void> =>
  execute(db, 'DELETE FROM sign_on_attempts WHERE expires_at < :before', { before: instant(db, before) })

/** Forgets where people were going, who are just signing in by another service: an address may name somebody. They come to the beginning instead. */
export const forgetWaysBack = (tx: Db): Promise<void> => execute(tx, "UPDATE sign_on_attempts SET return_to = '/'")
