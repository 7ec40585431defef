import { badgeCategories } from '@wallet/shared/badges/category'
import type { LearningEvent } from '@wallet/shared/badges/event'
import { gainsOf, periodsWith } from '@wallet/shared/growth/score'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBadge, aLearner, aLesson, at, heldBy, record, retireBadges } from '../../test/badges.ts'
import { anEmployee, templateOf } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { inTransaction } from '../db/connect.ts'
import { execute, number, select, selectOne, text } from '../db/query.ts'
import type { Learner } from './award.ts'
import { checkBadges } from './check.ts'
import { listRecorded } from './events.ts'
import { rebuildStatistics } from './rebuild.ts'
import { recordGift } from './record.ts'
import { loadStatistics } from './statisticsStore.ts'
import { listOpenBadges } from './store.ts'

describe.each(engines)('badges, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())
  beforeEach(() => retireBadges(house))

  const lesson = (lessonId: number, days = 0) => aLesson(house, lessonId, days)
  const points = async ({ userId }: Learner) =>
    number((await selectOne(house.deps.db, 'SELECT SUM(points) AS n FROM learning_events WHERE user_id = :userId', { userId }))?.['n'])
  const scores = async ({ userId }: Learner) =>
    Object.fromEntries(
      (await select(house.deps.db, 'SELECT period, metric, amount FROM scores WHERE user_id = :userId ORDER BY period, metric', { userId })).map(row => [
        `${text(row['period'])} ${text(row['metric'])}`,
        number(row['amount']),
      ]),
    )

  it('are given with the deed that earns them, once, however often it is told', async () => {
    const badge = await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 2 })
    const learner = await aLearner(house)
    expect((await record(house, learner, lesson(1))).badges).toEqual([])
    expect((await record(house, learner, lesson(1), lesson(2))).badges.map(awarded => awarded.badge.id)).toEqual([badge])
    expect((await record(house, learner, lesson(1), lesson(2))).badges).toEqual([])
    expect([await heldBy(house, learner), await points(learner)]).toEqual([[badge], 40])
  })

  it('are given once when fifty tell of the same deed at the same moment', async () => {
    const badge = await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 1 })
    const learner = await aLearner(house)
    const told = await Promise.all(Array.from({ length: 50 }, () => record(house, learner, lesson(7))))
    expect(told.flatMap(({ badges }) => badges)).toHaveLength(1)
    expect([await heldBy(house, learner), await points(learner)]).toEqual([[badge], 30])
    expect((await scores(learner))['all points']).toBe(30)
  })

  it('bring their certificate with them, and it counts for other badges', async () => {
    const templateId = await templateOf(house, 'achievement')
    const first = await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 1 }, { templateId, title: '初学有成' })
    const second = await aBadge(house, 'special', { statistic: 'certificates', atLeast: 1 })
    const learner = await aLearner(house)
    const { badges } = await record(house, learner, lesson(1))
    expect(badges.map(({ badge }) => badge.id)).toEqual([first, second])
    expect(badges[0]?.certificate).toMatchObject({ type: 'achievement', title: '初学有成', badgeId: first, userId: learner.userId })
    expect(await heldBy(house, learner)).toEqual([first, second])
  })

  it('are given later, when the rule comes later, as of the day on which they were earned', async () => {
    const learner = await aLearner(house)
    await record(house, learner, lesson(1, -5), lesson(2, -4), lesson(3, -3))
    const badge = await aBadge(house, 'streak', { streak: 2 })
    const given = await checkBadges(house.deps, learner, 'streak')
    expect(given.map(awarded => [awarded.badge.id, awarded.earnedAt.toISOString()])).toEqual([[badge, at(house, -4).at]])
    expect(await checkBadges(house.deps, learner, 'streak')).toEqual([])
    expect(await heldBy(house, learner)).toEqual([badge])
  })

  it('of one category are checked by that category alone', async () => {
    const learner = await aLearner(house)
    await record(house, learner, lesson(1))
    await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 1 })
    for (const category of ['exam', 'practice', 'streak', 'special'] as const) expect(await checkBadges(house.deps, learner, category)).toEqual([])
    expect(await checkBadges(house.deps, learner, 'learning')).toHaveLength(1)
  })

  it('given by hand are given once, and what follows from having them follows', async () => {
    const given = await aBadge(house, 'special', { manual: true }, { templateId: await templateOf(house, 'achievement') })
    const follows = await aBadge(house, 'special', { statistic: 'certificates', atLeast: 1 })
    const [learner, { id: awardedBy }] = [await aLearner(house), await anEmployee(house, { role: 'issuer' })]
    const [badge] = await listOpenBadges(house.deps.db, learner.userId, ['special'])
    const give = () =>
      badge ? inTransaction(house.deps.db, tx => recordGift(tx, house.deps, learner, badge, { awardedBy, reason: '乐于助人', keyHash: null })) : null
    expect((await give())?.badges.map(awarded => awarded.badge.id)).toEqual([given, follows])
    expect(await give()).toEqual({ badges: [] })
    expect([await heldBy(house, learner), await points(learner)]).toEqual([[given, follows], 40])
  })

  it('rest on statistics and scores that are the same when they are made anew, whatever the order was', async () => {
    const learner = await aLearner(house)
    const events: LearningEvent[] = [
      lesson(1, -9),
      lesson(2, -8),
      { kind: 'lessonStudied', ...at(house, -8), lessonId: 2, seconds: 90 },
      { kind: 'courseCompleted', ...at(house, -8), courseId: 1 },
      { kind: 'examTaken', ...at(house, -2), attemptId: 1, examId: 1, attemptNo: 1, score: 55.5, isPassed: false },
      { kind: 'examTaken', ...at(house, -1), attemptId: 2, examId: 1, attemptNo: 2, score: 91.25, isPassed: true },
      { kind: 'practiceAnswered', ...at(house, 0), roundId: 1, questionId: 1, isRight: true },
    ]
    for (const event of events.toReversed()) await record(house, learner, event)
    const [kept, keptScores] = [await loadStatistics(house.deps.db, learner.userId), await scores(learner)]
    for (const table of ['learner_statistics', 'scores'])
      await execute(house.deps.db, `DELETE FROM ${table} WHERE user_id = :userId`, { userId: learner.userId })
    await rebuildStatistics(house.deps.db, learner.userId)
    expect(await loadStatistics(house.deps.db, learner.userId)).toEqual(kept)
    expect(await scores(learner)).toEqual(keptScores)
    expect(kept.exam).toEqual({ 1: { best: 91.25, isPassed: true, isFirstTry: false } })
  })

  it('are the same, with their certificates, in whatever order and however often things are told, and where their rules come later', async () => {
    const templateId = await templateOf(house, 'achievement')
    const publish = async (name: string) => [
      await aBadge(
        house,
        'learning',
        {
          all: [
            { statistic: 'lessonsDone', atLeast: 3 },
            { statistic: 'coursesCompleted', atLeast: 1 },
          ],
        },
        { templateId, title: name },
      ),
      await aBadge(house, 'streak', { streak: 3 }, { templateId, title: `${name} streak` }),
      await aBadge(house, 'exam', { examScore: { atLeast: 90, times: 1 } }),
      await aBadge(house, 'special', { statistic: 'certificates', atLeast: 2 }),
      await aBadge(house, 'practice', { statistic: 'questionsAnswered', atLeast: 2 }),
    ]
    const events: LearningEvent[] = [
      ...[lesson(1, -9), lesson(2, -8), lesson(3, -7)],
      { kind: 'courseCompleted', ...at(house, -7), courseId: 1 },
      { kind: 'examTaken', ...at(house, -2), attemptId: 1, examId: 1, attemptNo: 1, score: 50, isPassed: false },
      { kind: 'examTaken', ...at(house, -1), attemptId: 2, examId: 1, attemptNo: 2, score: 92.5, isPassed: true },
      { kind: 'practiceAnswered', ...at(house, 0), roundId: 1, questionId: 1, isRight: true },
    ]
    const outcome = async (learner: Learner, badges: readonly number[]) => ({
      badges: (await heldBy(house, learner)).map(id => badges.indexOf(id)),
      certificates: (
        await select(house.deps.db, 'SELECT badge_id, cycle FROM user_certificates WHERE user_id = :userId ORDER BY badge_id', { userId: learner.userId })
      ).map(row => [badges.indexOf(number(row['badge_id'])), number(row['cycle'])]),
      points: await points(learner),
      statistics: { ...(await loadStatistics(house.deps.db, learner.userId)), special: null },
    })
    const early = await publish('初学有成')
    const tell = async (told: readonly LearningEvent[]) => {
      const learner = await aLearner(house)
      for (const event of told) await record(house, learner, event)
      return outcome(learner, early)
    }
    const inOrder = await tell(events)
    expect(inOrder).toMatchObject({
      badges: [0, 1, 2, 3],
      certificates: [
        [0, 1],
        [1, 1],
      ],
    })
    expect(await tell(events.toReversed())).toEqual(inOrder)
    expect(await tell([...events.slice(4), ...events, ...events.slice(0, 5).toReversed()])).toEqual(inOrder)

    await retireBadges(house)
    const late = await aLearner(house)
    for (const event of events) await record(house, late, event)
    const added = await publish('后来才有')
    for (const category of badgeCategories) await checkBadges(house.deps, late, category)
    expect(await outcome(late, added)).toEqual(inOrder)
  })

  it('rest on scores that say what the events say', async () => {
    const learner = await aLearner(house)
    for (const days of [-40, -8, -1, 0])
      await record(house, learner, lesson(100 - days, days), { kind: 'lessonStudied', ...at(house, days), lessonId: 1, seconds: 45 })
    const summed: Record<string, number> = {}
    for (const { event, points: earned } of await listRecorded(house.deps.db, learner.userId))
      for (const { metric, amount } of gainsOf(event, earned))
        for (const period of periodsWith(event.day)) summed[`${period} ${metric}`] = (summed[`${period} ${metric}`] ?? 0) + amount
    expect(await scores(learner)).toEqual(summed)
    expect(summed['all minutes']).toBe(180)
  })
})
