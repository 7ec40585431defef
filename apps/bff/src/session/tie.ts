import { fail } from '@wallet/shared/problem'
import { UniqueConstraintError } from 'sequelize'
import { appendAudit } from '../audit/append.ts'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { findByAccount, findByEmployeeNo, findById, lockActive, type PersonRow } from '../people/store.ts'
import { deleteIdentity, findIdentity, insertIdentity, touchIdentity } from './identityStore.ts'
import type { Match, Proof, SignOnProvider } from './signOnProvider.ts'
import { endAllSessions } from './store.ts'

type Ground = Pick<Deps, 'db' | 'clock'>

const active = (person: PersonRow | null): PersonRow => {
  if (!person) return fail('sign_on_unknown_person')
  return person.isActive ? person : fail('sign_on_inactive')
}

const matched = async ({ db }: Ground, match: Match): Promise<PersonRow> => {
  if ('refused' in match) return fail(match.refused)
  if ('employeeNo' in match) return active(await findByEmployeeNo(db, match.employeeNo))
  return active(match.email.includes('@') ? await findByAccount(db, match.email) : null)
}

const tie = ({ db, clock }: Ground, { id: kind }: SignOnProvider, { issuer, subject }: Proof, { id: userId }: PersonRow) =>
  inTransaction(db, async tx => {
    const at = clock.now()
    // Asking another service takes time, in which they may have left.
    if (!(await lockActive(tx, [userId])).has(userId)) fail('sign_on_inactive')
    const id = await insertIdentity(tx, { kind, issuer, subject, userId, at })
    await appendAudit(tx, { event: 'identity.tied', subject: `person:${userId}`, actorId: userId, data: { identity: id, provider: kind }, at })
  })

/** Whose account it is. One that nobody has used before is tied to the person it belongs to, for good: who is called so later is somebody else. */
export const personOfAccount = async (ground: Ground, provider: SignOnProvider, proof: Proof): Promise<PersonRow> => {
  const known = await findIdentity(ground.db, proof)
  if (known) {
    const person = active(await findById(ground.db, known.userId))
    await touchIdentity(ground.db, known.id, ground.clock.now())
    return person
  }
  const person = await matched(ground, proof.match)
  try {
    await tie(ground, provider, proof, person)
  } catch (error) {
    if (!(error instanceof UniqueConstraintError)) throw error
    // The same account, twice at once; or the person has another there already.
    if ((await findIdentity(ground.db, proof))?.userId !== person.id) return fail('sign_on_taken')
  }
  return person
}

/** Unties an account from a person; whoever is signed in as them has to sign in anew. */
export const untie = ({ db, clock }: Ground, { id: userId }: PersonRow, id: number, actorId: number): Promise<void> =>
  inTransaction(db, async tx => {
    if (!(await deleteIdentity(tx, userId, id))) return fail('identity_not_found')
    await endAllSessions(tx, userId)
    await appendAudit(tx, { event: 'identity.untied', subject: `person:${userId}`, actorId, data: { identity: id }, at: clock.now() })
  })
