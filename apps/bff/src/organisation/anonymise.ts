import { symbols } from '@wallet/shared/certificates/certificateNo'
import type { Anonymisation, AnonymiseOrder } from '@wallet/shared/organisation/anonymising'
import { fail } from '@wallet/shared/problem'
import { appendAudit } from '../audit/append.ts'
import { appendOutbox } from '../audit/outbox.ts'
import { forgetInBadges } from '../badges/forgetStore.ts'
import { lookingAgain } from '../certificates/once.ts'
import { removeWithdrawnCopies, withholdName } from '../certificates/withhold.ts'
import { countOf, namesOn } from '../certificates/withholdStore.ts'
import { oweClearing } from '../db/clearPages.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { countListed, forgetInLists, holdUpBatches } from '../issuing/forgetStore.ts'
import { forgetNotices } from '../notices/write.ts'
import { emailOf, findByEmployeeNo, findById, forgetPerson, lockAdmins, lockPerson, type PersonRow } from '../people/store.ts'
import { forgetAttempts } from '../session/attempts.ts'
import { forgetIdentities } from '../session/identityStore.ts'
import { forgetLink } from '../session/passwordStore.ts'
import { forgetWaysBack } from '../session/signOnStore.ts'
import { countSessions, endAllSessions } from '../session/store.ts'
import { countInContent, takeOutOfContent } from './contentStore.ts'

/** A number with no letter in it may be any figure. */
const isUnmistakable = (employeeNo: string) => /[A-Z]/i.test(employeeNo) && employeeNo.length > 3

/** How a person is called: now, and on whatever they were issued. */
const namesOf = async (db: Db, { id, fullName }: PersonRow): Promise<string[]> => [...new Set([fullName, ...(await namesOn(db, id))])]
/** The same, and what else leads to them. */
const tracesOf = async (db: Db, person: PersonRow): Promise<string[]> => {
  const email = await emailOf(db, person.id)
  return [...(email === null ? [] : [email]), ...(await namesOf(db, person)), ...(isUnmistakable(person.employeeNo) ? [person.employeeNo] : [])]
}

const find = async (db: Db, employeeNo: string) => (await findByEmployeeNo(db, employeeNo)) ?? fail('person_not_found')

const obstacleFor = ({ id, anonymisedAt }: PersonRow, by: number): Anonymisation['obstacle'] => {
  if (anonymisedAt) return 'done'
  return id === by ? 'self' : null
}
const refusals = { self: 'person_self', done: 'person_anonymised' } as const

/** What anonymising somebody would do. */
export const previewAnonymising = async ({ db }: Pick<Deps, 'db'>, employeeNo: string, by: number): Promise<Anonymisation> => {
  const person = await find(db, employeeNo)
  return {
    ...{ employeeNo: person.employeeNo, fullName: person.fullName, isActive: person.isActive, obstacle: obstacleFor(person, by) },
    ...(await countOf(db, person.id)),
    sessions: await countSessions(db, person.id),
    listRows: await countListed(db, { userId: person.id, employeeNo: person.employeeNo }),
    mentions: person.anonymisedAt ? 0 : await countInContent(db, await tracesOf(db, person)),
  }
}

/** Tells nothing about anybody: chance. */
const pseudonymBy = (random: Deps['random']) => `X-${[...random(8)].map(byte => symbols.charAt(byte & 31)).join('')}`

interface Order extends AnonymiseOrder {
  readonly employeeNo: string
  readonly by: number
}

/** Whoever does this administers still, and is somebody else: so one who administers always stays. */
const lockBoth = async (tx: Db, { employeeNo, by }: Order): Promise<PersonRow> => {
  await holdUpBatches(tx)
  if (!(await lockAdmins(tx)).includes(by)) fail('forbidden')
  const { id } = await find(tx, employeeNo)
  await lockPerson(tx, id)
  const person = (await findById(tx, id)) ?? fail('internal')
  const obstacle = obstacleFor(person, by)
  return obstacle === null ? person : fail(refusals[obstacle])
}

const forgetWithin = async (tx: Db, deps: Deps, order: Order) => {
  const person = await lockBoth(tx, order)
  const { id: userId, employeeNo, unit } = person
  const [names, at, pseudonym] = [await tracesOf(tx, person), deps.clock.now(), pseudonymBy(deps.random)]
  const { own, others } = await withholdName(tx, deps, { userId, names, by: order.by, at })
  await forgetInLists(tx, { userId, employeeNo, pseudonym, names })
  await forgetInBadges(tx, userId, names)
  await forgetNotices(tx, userId)
  if (order.mentions === 'takeOut') await takeOutOfContent(tx, names)
  await endAllSessions(tx, userId)
  await forgetIdentities(tx, userId)
  await forgetLink(tx, userId)
  await forgetWaysBack(tx)
  await forgetAttempts(tx, 'account', `person:${userId}`)
  await forgetPerson(tx, userId, pseudonym, at)
  await appendAudit(tx, {
    event: 'person.anonymised',
    subject: `person:${userId}`,
    actorId: order.by,
    data: { certificates: own.length, mentions: order.mentions },
    at,
  })
  await appendOutbox(tx, 'person.anonymised', { userId }, at)
  await appendOutbox(tx, 'person.changed', { userId, unitIds: [unit.id] }, at)
  await oweClearing(tx)
  return { pseudonym, own, others }
}

/** Takes somebody's name out of everything that is kept: of the database all at once, and of the files as soon as that is written. */
export const anonymisePerson = async (deps: Deps, order: Order): Promise<{ employeeNo: string; certificates: number }> => {
  const wrong = order.confirm.toUpperCase() !== order.employeeNo.toUpperCase()
  if (wrong) fail('invalid_request', { errors: [{ path: 'confirm', message: 'has to be the employee number' }] })
  const { pseudonym, own, others } = await lookingAgain(() => inTransaction(deps.db, tx => forgetWithin(tx, deps, order)))
  for (const certificateNo of [...own, ...others]) deps.verdicts.forget(certificateNo)
  // What cannot be removed now is removed by the chore.
  await removeWithdrawnCopies(deps).catch((error: unknown) => deps.log.warn({ err: error }, 'copies of withheld certificates are removed later'))
  return { employeeNo: pseudonym, certificates: own.length }
}
