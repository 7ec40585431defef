import type { LearningEvent } from '@wallet/shared/badges/event'
import { fail } from '@wallet/shared/problem'
import { follower } from '../audit/follow.ts'
import { findByNo } from '../certificates/store.ts'
import { inTransaction } from '../db/connect.ts'
import { date, json, number, select, text, type Row } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { findById } from '../people/store.ts'
import type { Learner } from './award.ts'
import { forgetVerdicts } from './earned.ts'
import { issuedEvent, recordEvents, whenOf } from './record.ts'

/** What was told in the outbox. */
interface Told {
  readonly id: number
  readonly topic: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly at: Date
}
const toldOf = (row: Row): Told => ({
  id: number(row['id']),
  topic: text(row['topic']),
  payload: json(row['payload']) as Told['payload'],
  at: date(row['created_at']),
})

interface Deed {
  readonly learner: Learner
  readonly event: LearningEvent
}

/** Renewals and corrections are no new achievement. */
const issued = async (deps: Deps, certificateNo: string): Promise<Deed | null> => {
  const certificate = (await findByNo(deps.db, certificateNo)) ?? fail('internal')
  return certificate.cycle > 1 ? null : { learner: certificate, event: issuedEvent(deps, certificate) }
}

const signedIn = async (deps: Deps, userId: number, at: Date): Promise<Deed> => {
  const { employeeNo } = (await findById(deps.db, userId)) ?? fail('internal')
  return { learner: { userId, employeeNo }, event: { kind: 'signedIn', ...whenOf(deps, at) } }
}

const deedOf = async (deps: Deps, { topic, payload, at }: Told): Promise<Deed | null> => {
  if (topic === 'certificate.issued') return issued(deps, text(payload['certificateNo']))
  return topic === 'person.signedIn' ? signedIn(deps, number(payload['userId']), at) : null
}

/**
 * Follows what happens outside of learning and counts for badges all the same: certificates issued by hand, and who signs in for the first
 * time. What was recorded already, by a course or an exam or by another process, is not recorded again.
 */
export const followOutbox = (deps: Deps): (() => Promise<number>) =>
  follower(deps, {
    name: 'badges',
    read: async (after, limit) =>
      (await select(deps.db, 'SELECT id, topic, payload, created_at FROM outbox WHERE id > :after ORDER BY id LIMIT :limit', { after, limit })).map(toldOf),
    handle: async told => {
      const deed = await deedOf(deps, told)
      if (!deed) return
      const { badges } = await inTransaction(deps.db, tx => recordEvents(tx, deps, deed.learner, [deed.event]))
      forgetVerdicts(deps, { certificate: null, badges })
    },
  })
