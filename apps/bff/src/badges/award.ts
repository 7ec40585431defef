import type { Badge } from '@wallet/shared/badges/badge'
import type { BadgeCategory } from '@wallet/shared/badges/category'
import { evaluate, firstMetBy } from '@wallet/shared/badges/evaluate'
import type { LearnerStatistics } from '@wallet/shared/badges/statistics'
import { issueIfUsable } from '../certificates/issueWithin.ts'
import type { CertificateRow } from '../certificates/row.ts'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { listEventsFor } from './events.ts'
import { insertHeldBadge, listOpenBadges } from './store.ts'

/** A learner within a transaction that holds their lock. */
export interface Learner {
  readonly userId: number
  readonly employeeNo: string
}
/** A badge that was just given, with the certificate that came with it. */
export interface Awarded {
  readonly badge: Badge
  readonly earnedAt: Date
  readonly certificate: CertificateRow | null
}

/** The certificate that a badge awards, where it awards one and that can be issued. */
const certificateFor = async (tx: Db, deps: Deps, { employeeNo }: Learner, badge: Badge): Promise<CertificateRow | null> => {
  if (badge.templateId === null) return null
  const order = { templateId: badge.templateId, employeeNo, title: badge.title, description: badge.summary, badgeId: badge.id }
  return (await issueIfUsable(tx, deps, { order, replaces: false }))?.certificate ?? null
}

/** Who gives a badge by hand, why, and the hash of the key under which they do. */
export interface Gift {
  readonly awardedBy: number
  readonly reason: string
  readonly keyHash: string | null
}

/** Gives a badge, once; the caller has made sure that the learner does not have it. */
export const giveBadge = async (
  tx: Db,
  deps: Deps,
  learner: Learner,
  given: Pick<Awarded, 'badge' | 'earnedAt'>,
  gift: Gift | null = null,
): Promise<Awarded> => {
  const { badge, earnedAt } = given
  const certificate = await certificateFor(tx, deps, learner, badge)
  const byHand = gift ?? { awardedBy: null, reason: null, keyHash: null }
  const held = { userId: learner.userId, badgeId: badge.id, earnedAt, awardedAt: deps.clock.now(), ...byHand, certificateId: certificate?.id ?? null }
  await insertHeldBadge(tx, held)
  return { badge, earnedAt, certificate }
}

/**
 * Gives every badge of these categories whose rule is met and that the learner does not have. Touches nothing of other categories. When it
 * was earned is told by the events, so that a rule that is added later gives what it would have given had it been there.
 */
export const awardBadges = async (
  tx: Db,
  deps: Deps,
  learner: Learner,
  { statistics, categories, today }: { statistics: LearnerStatistics; categories: readonly BadgeCategory[]; today: string },
): Promise<Awarded[]> => {
  const met = (await listOpenBadges(tx, learner.userId, categories)).filter(({ rule }) => evaluate(rule, statistics, today).isMet)
  const asked = met.map(({ category }) => category)
  const events = await listEventsFor(tx, learner.userId, asked)
  const awarded: Awarded[] = []
  for (const badge of met) {
    const event = firstMetBy(badge.rule, events)
    awarded.push(await giveBadge(tx, deps, learner, { badge, earnedAt: event ? new Date(event.at) : deps.clock.now() }))
  }
  return awarded
}
