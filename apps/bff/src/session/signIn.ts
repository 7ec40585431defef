import { createHash } from 'node:crypto'
import { fail } from '@wallet/shared/problem'
import { appendAudit } from '../audit/append.ts'
import { appendOutbox } from '../audit/outbox.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { networkOf } from '../http/limits.ts'
import { findByAccount, markFirstSignIn, type PersonRow } from '../people/store.ts'
import { countAttempt, forgetAttempts, perAccount, perAddress, uncountAttempt } from './attempts.ts'
import { isPassword } from './password.ts'
import { startSession } from './store.ts'

interface Attempt {
  readonly account: string
  readonly password: string
  /** The caller's network address. */
  readonly address: string
  readonly userAgent: string
}

/** The first time ever is noted once, and followed up: it may earn a badge. */
const noteFirstTime = (db: Db, userId: number, at: Date) =>
  inTransaction(db, async tx => {
    if (await markFirstSignIn(tx, userId, at)) await appendOutbox(tx, 'person.signedIn', { userId }, at)
  })

/** Begins a session of a person who has proved who they are; `data` says how. */
export const enter = async (
  { db, clock, random }: Pick<Deps, 'db' | 'clock' | 'random'>,
  person: PersonRow,
  { userAgent, data }: { readonly userAgent: string; readonly data: Readonly<Record<string, string>> },
): Promise<string> => {
  const now = clock.now()
  if (person.firstSignedInAt === null) await noteFirstTime(db, person.id, now)
  const token = await startSession(db, { userId: person.id, userAgent, now, random })
  await appendAudit(db, { event: 'session.started', subject: `person:${person.id}`, actorId: person.id, data, at: now })
  return token
}

/** Signs in: the person and a new token. Every attempt counts before the password is looked at. */
export const signIn = async (deps: Deps, { account, password, address, userAgent }: Attempt): Promise<{ person: PersonRow; token: string }> => {
  const { db, clock, config } = deps
  if (!config.signOn.password) return fail('password_sign_in_off')
  const network = networkOf(address)
  const ofAddress = await countAttempt(db, clock, 'address', network, perAddress)
  if (ofAddress.left < 0) return fail('too_many_attempts', { retryAfter: ofAddress.retryAfter })
  const person = await findByAccount(db, account)
  // By whatever name somebody is called, it is one person's attempts.
  const who = person ? `person:${person.id}` : `account:${createHash('sha256').update(account.toLowerCase()).digest('hex').slice(0, 32)}`
  const ofAccount = await countAttempt(db, clock, 'account', who, perAccount)
  if (ofAccount.left < 0) return fail('too_many_attempts', { retryAfter: ofAccount.retryAfter })

  const isRight = await isPassword(password, person?.isActive ? person.passwordHash : null)
  if (!person || !isRight) {
    await appendAudit(db, { event: 'session.refused', subject: who, actorId: null, data: {}, at: clock.now() })
    return ofAccount.left > 0 ? fail('wrong_credentials', { attemptsLeft: ofAccount.left }) : fail('too_many_attempts', { retryAfter: ofAccount.retryAfter })
  }
  await Promise.all([forgetAttempts(db, 'account', who), uncountAttempt(db, 'address', network)])
  return { person, token: await enter(deps, person, { userAgent, data: {} }) }
}
