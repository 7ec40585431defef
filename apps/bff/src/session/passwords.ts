import { createHash } from 'node:crypto'
import { fail } from '@wallet/shared/problem'
import { isGuessable } from '@wallet/shared/session/passwordRules'
import { appendAudit } from '../audit/append.ts'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { networkOf } from '../http/limits.ts'
import type { SignedIn } from '../http/guard.ts'
import { findByEmployeeNo } from '../people/store.ts'
import { countAttempt, forgetAttempts, perAccount, type Allowance } from './attempts.ts'
import { hashPassword, isPassword } from './password.ts'
import { findLink, passwordOf, putLink, savePassword, takeLink } from './passwordStore.ts'
import { endAllSessions, endOtherSessions } from './store.ts'

const linkLastsMs = 72 * 3_600_000
/** Links that one network may try; a token has 256 random bits. */
const perNetwork: Allowance = { hits: 30, windowMs: 15 * 60_000 }
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Where people sign in elsewhere only, a password would be a way around it. */
const insistOnPasswords = ({ signOn }: Deps['config']): void => {
  if (!signOn.password) fail('password_sign_in_off')
}

/** Makes a link for a person; the token is nowhere else. An older one stops working. */
export const makeLink = async ({ db, clock, random, config }: Deps, me: SignedIn, employeeNo: string): Promise<{ url: string; expiresAt: string }> => {
  insistOnPasswords(config)
  const person = (await findByEmployeeNo(db, employeeNo)) ?? fail('person_not_found')
  if (!person.isActive) fail('person_inactive')
  const now = clock.now()
  const token = Buffer.from(random(32)).toString('base64url')
  const expiresAt = new Date(now.getTime() + linkLastsMs)
  await inTransaction(db, async tx => {
    await putLink(tx, { userId: person.id, tokenHash: hashOf(token), createdBy: me.userId, createdAt: now, expiresAt })
    await appendAudit(tx, { event: 'password.linkMade', subject: `person:${person.id}`, actorId: me.userId, data: {}, at: now })
  })
  return { url: `${config.publicOrigin}/password#${token}`, expiresAt: expiresAt.toISOString() }
}

const countTry = async ({ db, clock }: Deps, address: string) => {
  const { left, retryAfter } = await countAttempt(db, clock, 'password-link', networkOf(address), perNetwork)
  if (left < 0) fail('too_many_attempts', { retryAfter })
}

/** Whose link it is. */
export const checkLink = async (deps: Deps, token: string, address: string): Promise<{ employeeNo: string; expiresAt: string }> => {
  await countTry(deps, address)
  const link = (await findLink(deps.db, hashOf(token), deps.clock.now())) ?? fail('password_link_gone')
  return { employeeNo: link.person.employeeNo, expiresAt: link.expiresAt.toISOString() }
}

/** Sets the password once; whoever was signed in as this person is not any more. */
export const setByLink = async (deps: Deps, token: string, password: string, address: string): Promise<void> => {
  insistOnPasswords(deps.config)
  await countTry(deps, address)
  const { db, clock } = deps
  const { person } = (await findLink(db, hashOf(token), clock.now())) ?? fail('password_link_gone')
  if (isGuessable(password, person)) fail('password_guessable')
  const passwordHash = await hashPassword(password)
  await inTransaction(db, async tx => {
    const now = clock.now()
    if (!(await takeLink(tx, hashOf(token), now))) fail('password_link_gone')
    await savePassword(tx, person.id, passwordHash, now)
    await endAllSessions(tx, person.id)
    await appendAudit(tx, { event: 'password.set', subject: `person:${person.id}`, actorId: person.id, data: { by: 'link' }, at: now })
  })
  await forgetAttempts(db, 'account', `person:${person.id}`)
}

/** Changes one's own password; this device stays signed in, every other one does not. */
export const changeOwn = async ({ db, clock, config }: Deps, me: SignedIn, { current, password }: { current: string; password: string }): Promise<void> => {
  insistOnPasswords(config)
  const who = `person:${me.userId}`
  const { left, retryAfter } = await countAttempt(db, clock, 'account', who, perAccount)
  if (left < 0) fail('too_many_attempts', { retryAfter })
  const known = await passwordOf(db, me.userId)
  if (!(await isPassword(current, known.passwordHash))) fail('wrong_password')
  if (isGuessable(password, { ...me, email: known.email })) fail('password_guessable')
  const passwordHash = await hashPassword(password)
  await inTransaction(db, async tx => {
    const now = clock.now()
    await savePassword(tx, me.userId, passwordHash, now)
    await endOtherSessions(tx, me.userId, me.sessionId)
    await appendAudit(tx, { event: 'password.set', subject: who, actorId: me.userId, data: { by: 'oneself' }, at: now })
  })
  await forgetAttempts(db, 'account', who)
}
