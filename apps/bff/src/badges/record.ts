import type { Badge } from '@wallet/shared/badges/badge'
import type { BadgeCategory } from '@wallet/shared/badges/category'
import { categoriesTouchedBy, type LearningEvent } from '@wallet/shared/badges/event'
import { foldEvent } from '@wallet/shared/badges/statistics'
import { isoDayIn } from '@wallet/shared/certificates/validity'
import { pointsFor } from '@wallet/shared/growth/points'
import { scoresOf } from '@wallet/shared/growth/score'
import { appendOutbox } from '../audit/outbox.ts'
import type { CertificateRow } from '../certificates/row.ts'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { awardBadges, giveBadge, type Awarded, type Gift, type Learner } from './award.ts'
import { insertEvent, isRecorded, lockLearner, paidAnswersOn, pointsOfExam, type RecordedEvent } from './events.ts'
import { addScores } from './scoreStore.ts'
import { loadStatistics, saveStatistics } from './statisticsStore.ts'
import { hasBadge } from './store.ts'

/** What came of events: badges and the certificates they brought, for the moment to be celebrated. */
export interface Recorded {
  readonly badges: readonly Awarded[]
}

/** When something happens, as an event says it. */
export const whenOf = ({ clock, config }: Pick<Deps, 'clock' | 'config'>, at: Date = clock.now()) => ({
  at: at.toISOString(),
  day: isoDayIn(at, config.zone),
})

/** The event of a certificate that was issued. */
export const issuedEvent = (deps: Pick<Deps, 'clock' | 'config'>, { certificateNo, type, issuedAt }: CertificateRow): LearningEvent => ({
  kind: 'certificateIssued',
  ...whenOf(deps, issuedAt),
  certificateNo,
  type,
})

const pointsOf = async (tx: Db, userId: number, event: LearningEvent) =>
  pointsFor(event, {
    ofThisExam: event.kind === 'examTaken' ? await pointsOfExam(tx, userId, event.examId) : 0,
    rightThatDay: event.kind === 'practiceAnswered' ? await paidAnswersOn(tx, userId, event.day) : 0,
  })

/** Tells those who sum up what happens by unit. */
const tellLearned = async (tx: Db, userId: number, events: readonly LearningEvent[]) => {
  const [first] = events
  if (!first) return
  const days = [...new Set(events.map(({ day }) => day))]
  const courseIds = events.flatMap(event => (event.kind === 'courseCompleted' ? [event.courseId] : []))
  const badgeIds = events.flatMap(event => (event.kind === 'badgeEarned' ? [event.badgeId] : []))
  await appendOutbox(tx, 'person.learned', { userId, days, courseIds, badgeIds }, new Date(first.at))
}

/** Those that were not there yet, written down. */
const write = async (tx: Db, userId: number, events: readonly LearningEvent[]): Promise<LearningEvent[]> => {
  const fresh: RecordedEvent[] = []
  for (const event of events) {
    if (await isRecorded(tx, userId, event)) continue
    const points = await pointsOf(tx, userId, event)
    await insertEvent(tx, userId, event, points)
    fresh.push({ event, points })
  }
  await addScores(tx, userId, scoresOf(fresh))
  await tellLearned(
    tx,
    userId,
    fresh.map(({ event }) => event),
  )
  return fresh.map(({ event }) => event)
}

const touchedBy = (events: readonly LearningEvent[]): BadgeCategory[] => [...new Set(events.flatMap(({ kind }) => categoriesTouchedBy[kind]))]

/** What giving badges is in its turn: events that may meet the rules of other badges. */
const eventsOf = (deps: Deps, awarded: readonly Awarded[]): LearningEvent[] =>
  awarded.flatMap(({ badge, earnedAt, certificate }): LearningEvent[] => [
    { kind: 'badgeEarned', ...whenOf(deps, earnedAt), badgeId: badge.id },
    ...(certificate && certificate.cycle === 1 ? [issuedEvent(deps, certificate)] : []),
  ])

/** Gives badges of these categories, and what follows from giving them, until nothing more follows. */
const settle = async (tx: Db, deps: Deps, learner: Learner, begun: readonly BadgeCategory[]): Promise<Recorded> => {
  const badges: Awarded[] = []
  for (let categories = begun; categories.length > 0;) {
    const statistics = await loadStatistics(tx, learner.userId, categories)
    const awarded = await awardBadges(tx, deps, learner, { statistics, categories, today: whenOf(deps).day })
    badges.push(...awarded)
    categories = await fold(tx, learner, eventsOf(deps, awarded))
  }
  return { badges }
}

/** Writes events down and adds them to the statistics; answers which categories are others now. */
const fold = async (tx: Db, { userId }: Learner, events: readonly LearningEvent[]): Promise<BadgeCategory[]> => {
  const fresh = await write(tx, userId, events)
  const categories = touchedBy(fresh)
  await saveStatistics(tx, userId, fresh.reduce(foldEvent, await loadStatistics(tx, userId, categories)), categories)
  return categories
}

/**
 * Records what a learner did, each thing once, in the transaction in which it was done: points, statistics, badges, and the certificates
 * that badges award. Whatever happens twice, or in another order, comes out the same.
 */
export const recordEvents = async (tx: Db, deps: Deps, learner: Learner, events: readonly LearningEvent[]): Promise<Recorded> => {
  await lockLearner(tx, learner.userId)
  return settle(tx, deps, learner, await fold(tx, learner, events))
}

/** Gives a badge by hand, once, and what follows from having it. */
export const recordGift = async (tx: Db, deps: Deps, learner: Learner, badge: Badge, gift: Gift): Promise<Recorded> => {
  await lockLearner(tx, learner.userId)
  if (await hasBadge(tx, learner.userId, badge.id)) return { badges: [] }
  const given = await giveBadge(tx, deps, learner, { badge, earnedAt: deps.clock.now() }, gift)
  const { badges } = await settle(tx, deps, learner, await fold(tx, learner, eventsOf(deps, [given])))
  return { badges: [given, ...badges] }
}

/** Gives what badges of these categories have been earned already. */
export const recordAwards = async (tx: Db, deps: Deps, learner: Learner, categories: readonly BadgeCategory[]): Promise<Recorded> => {
  await lockLearner(tx, learner.userId)
  return settle(tx, deps, learner, categories)
}
