import type { BadgeAward } from '@wallet/shared/badges/authoring'
import { fail } from '@wallet/shared/problem'
import { UniqueConstraintError } from 'sequelize'
import { appendAudit } from '../audit/append.ts'
import { sha256 } from '../certificates/facts.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { findByEmployeeNo, type PersonRow } from '../people/store.ts'
import type { Awarded } from './award.ts'
import { forgetVerdicts } from './earned.ts'
import { findAward, findGift } from './giftStore.ts'
import { recordGift } from './record.ts'
import { findBadge } from './store.ts'

interface Order {
  readonly badgeId: number
  readonly employeeNo: string
  readonly reason: string
}
interface Given {
  readonly award: BadgeAward
  readonly isNew: boolean
  readonly badges: readonly Awarded[]
}

const badgeToGive = async (tx: Db, id: number) => {
  const badge = (await findBadge(tx, id)) ?? fail('badge_not_found')
  if (badge.state !== 'published') fail('not_published')
  return 'manual' in badge.rule ? badge : fail('badge_not_by_hand')
}

const reloadAward = async (tx: Db, badgeId: number, { id }: PersonRow) => (await findAward(tx, badgeId, id)) ?? fail('internal')

const replay = async (tx: Db, { badgeId, reason }: Order, person: PersonRow, awardedBy: number, keyHash: string | null): Promise<Given | null> => {
  const known = keyHash === null ? null : await findGift(tx, awardedBy, keyHash)
  if (!known) return null
  const isSame = known.badgeId === badgeId && known.userId === person.id && known.reason === reason
  return isSame ? { award: await reloadAward(tx, badgeId, person), isNew: false, badges: [] } : fail('idempotency_key_reused')
}

const attempt = (deps: Deps, order: Order, awardedBy: number, keyHash: string | null): Promise<Given> =>
  inTransaction(deps.db, async tx => {
    const person = (await findByEmployeeNo(tx, order.employeeNo)) ?? fail('person_not_found')
    const replayed = await replay(tx, order, person, awardedBy, keyHash)
    if (replayed) return replayed
    const badge = await badgeToGive(tx, order.badgeId)
    if (!person.isActive) fail('person_inactive')
    const { reason } = order
    const { badges } = await recordGift(tx, deps, { userId: person.id, employeeNo: person.employeeNo }, badge, { awardedBy, reason, keyHash })
    const isNew = badges.length > 0
    if (isNew)
      await appendAudit(tx, { event: 'badge.given', subject: `badge:${badge.id}`, actorId: awardedBy, data: { userId: person.id }, at: deps.clock.now() })
    return { award: await reloadAward(tx, badge.id, person), isNew, badges }
  })

/** Gives a badge by hand, once: whoever comes second, by the same key or for the same person, is told of the first. */
export const giveByHand = async (deps: Deps, order: Order, me: SignedIn, idempotencyKey: string | null): Promise<Given> => {
  const keyHash = idempotencyKey === null ? null : sha256(idempotencyKey)
  for (let tries = 1; ; tries += 1) {
    try {
      const given = await attempt(deps, order, me.userId, keyHash)
      forgetVerdicts(deps, { certificate: null, badges: given.badges })
      return given
    } catch (error) {
      // Lost a race for the key: the winner is there now.
      if (!(error instanceof UniqueConstraintError) || tries === 3) throw error
    }
  }
}
