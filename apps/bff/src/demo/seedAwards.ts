import type { LearningEvent } from '@wallet/shared/badges/event'
import { whenOf } from '../badges/record.ts'
import { execute, instant } from '../db/query.ts'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { awardsAlong } from './awards.ts'
import { badgeOf, type DemoBadge } from './seedBadges.ts'
import type { IssuedDemo } from './seedLearning.ts'

type Seed = Pick<Deps, 'clock' | 'config'>
type Events = ReadonlyMap<number, readonly LearningEvent[]>
const minuteMs = 60_000

interface Given {
  readonly badges: readonly DemoBadge[]
  readonly issued: readonly IssuedDemo[]
  readonly idOf: (person: number) => number
  /** Who gives what is given by hand. */
  readonly issuerId: number
}

/** Whoever has done anything had signed in for the first time some minutes before. */
const signIns = async (tx: Db, seed: Seed, events: Events): Promise<Map<number, LearningEvent[]>> => {
  const withSignIn = new Map<number, LearningEvent[]>()
  for (const [userId, happened] of events) {
    const first = Math.min(...happened.map(({ at }) => Date.parse(at)))
    const at = new Date(first - 10 * minuteMs)
    await execute(tx, 'UPDATE users SET first_signed_in_at = :at WHERE id = :userId', { userId, at: instant(tx, at) })
    withSignIn.set(userId, [{ kind: 'signedIn', ...whenOf(seed, at) }, ...happened])
  }
  return withSignIn
}

/** What one person was given: by rules, and by hand where a certificate says so. */
const givenTo = (seed: Seed, userId: number, events: readonly LearningEvent[], { badges, issued, idOf, issuerId }: Given) => {
  const came = issued.flatMap(({ id, demo, issuedAt }) => {
    const its = idOf(demo.person) === userId ? badgeOf(badges, demo) : null
    return its ? [{ badge: its.badge, certificateId: id, issuedAt }] : []
  })
  const byRule = awardsAlong(
    badges.map(({ badge }) => badge),
    events,
  ).map(({ badge, at }) => ({ badge, earnedAt: new Date(at), awardedBy: null }))
  const byHand = came.filter(({ badge }) => 'manual' in badge.rule).map(({ badge, issuedAt }) => ({ badge, earnedAt: issuedAt, awardedBy: issuerId }))
  return [...byRule, ...byHand].map(({ badge, earnedAt, awardedBy }) => {
    const { certificateId = null, issuedAt = earnedAt } = came.find(one => one.badge === badge) ?? {}
    return {
      row: { userId, badgeId: badge.id, earnedAt, awardedAt: issuedAt, awardedBy, certificateId },
      event: { kind: 'badgeEarned', ...whenOf(seed, earnedAt), badgeId: badge.id } as const,
    }
  })
}

/** Gives everybody the badges that their past has earned, and answers the past with all that came of it. */
export const seedAwards = async (tx: Db, seed: Seed, events: Events, given: Given): Promise<Events> => {
  const whole = await signIns(tx, seed, events)
  const awards = [...whole].map(([userId, happened]) => ({ userId, awards: givenTo(seed, userId, happened, given) }))
  await tx.models.userBadges.bulkCreate(
    awards.flatMap(one => one.awards.map(({ row }) => row)),
    { transaction: tx.transaction },
  )
  return new Map(awards.map(one => [one.userId, [...(whole.get(one.userId) ?? []), ...one.awards.map(({ event }) => event)]]))
}
