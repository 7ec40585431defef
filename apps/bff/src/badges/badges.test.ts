import type { BadgeRule } from '@wallet/shared/badges/condition'
import type { BadgeCategory } from '@wallet/shared/badges/category'
import type { LearningEvent } from '@wallet/shared/badges/event'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee, anOrder, templateOf } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { inTransaction } from '../db/connect.ts'
import { execute, number, select, selectOne } from '../db/query.ts'
import { checkBadges } from './check.ts'
import { followIssues } from './follow.ts'
import { rebuildStatistics } from './rebuild.ts'
import { recordEvents, whenOf } from './record.ts'
import { loadStatistics } from './statisticsStore.ts'

const dayMs = 86_400_000

describe.each(engines)('badges, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())
  beforeEach(() => execute(house.deps.db, "UPDATE badges SET state = 'retired'"))

  const aBadge = async (category: BadgeCategory, rule: BadgeRule, more: { templateId?: number; title?: string } = {}) => {
    const now = house.clock.now()
    const created = await house.deps.db.models.badges.create({
      ...{
        title: '奖章',
        englishTitle: 'Badge',
        summary: '',
        sortOrder: 0,
        state: 'published',
        version: 1,
        publishedVersion: 1,
        icon: 'star',
        templateId: null,
      },
      ...more,
      ...{ category, rule: JSON.stringify(rule), createdAt: now, updatedAt: now },
    })
    return number(created.get('id'))
  }
  const aLearner = async () => {
    const { id, employeeNo } = await anEmployee(house)
    return { userId: id, employeeNo }
  }
  type Learner = Awaited<ReturnType<typeof aLearner>>
  const record = (learner: Learner, ...events: LearningEvent[]) => inTransaction(house.deps.db, tx => recordEvents(tx, house.deps, learner, events))
  const at = (days: number) => whenOf(house.deps, new Date(house.clock.now().getTime() + days * dayMs))
  const lesson = (lessonId: number, days = 0): LearningEvent => ({ kind: 'lessonCompleted', ...at(days), lessonId })
  const held = async ({ userId }: Learner) =>
    (await select(house.deps.db, 'SELECT badge_id FROM user_badges WHERE user_id = :userId ORDER BY badge_id', { userId })).map(row => number(row['badge_id']))
  const points = async ({ userId }: Learner) =>
    number((await selectOne(house.deps.db, 'SELECT SUM(points) AS n FROM learning_events WHERE user_id = :userId', { userId }))?.['n'])

  it('are given with the deed that earns them, once, however often it is told', async () => {
    const badge = await aBadge('learning', { statistic: 'lessonsDone', atLeast: 2 })
    const learner = await aLearner()
    expect((await record(learner, lesson(1))).badges).toEqual([])
    expect((await record(learner, lesson(1), lesson(2))).badges.map(awarded => awarded.badge.id)).toEqual([badge])
    expect((await record(learner, lesson(1), lesson(2))).badges).toEqual([])
    expect([await held(learner), await points(learner)]).toEqual([[badge], 40])
  })

  it('are given once when fifty tell of the same deed at the same moment', async () => {
    const badge = await aBadge('learning', { statistic: 'lessonsDone', atLeast: 1 })
    const learner = await aLearner()
    const told = await Promise.all(Array.from({ length: 50 }, () => record(learner, lesson(7))))
    expect(told.flatMap(({ badges }) => badges)).toHaveLength(1)
    expect([await held(learner), await points(learner)]).toEqual([[badge], 30])
  })

  it('bring their certificate with them, and it counts for other badges', async () => {
    const templateId = await templateOf(house, 'achievement')
    const first = await aBadge('learning', { statistic: 'lessonsDone', atLeast: 1 }, { templateId, title: '初学有成' })
    const second = await aBadge('special', { statistic: 'certificates', atLeast: 1 })
    const learner = await aLearner()
    const { badges } = await record(learner, lesson(1))
    expect(badges.map(({ badge }) => badge.id)).toEqual([first, second])
    expect(badges[0]?.certificate).toMatchObject({ type: 'achievement', title: '初学有成', badgeId: first, userId: learner.userId })
    expect(await held(learner)).toEqual([first, second])
  })

  it('are given later, when the rule comes later, as of the day on which they were earned', async () => {
    const learner = await aLearner()
    await record(learner, lesson(1, -5), lesson(2, -4), lesson(3, -3))
    const badge = await aBadge('streak', { streak: 2 })
    const given = await checkBadges(house.deps, learner, 'streak')
    expect(given.map(awarded => [awarded.badge.id, awarded.earnedAt.toISOString()])).toEqual([[badge, at(-4).at]])
    expect(await checkBadges(house.deps, learner, 'streak')).toEqual([])
    expect(await held(learner)).toEqual([badge])
  })

  it('of one category are checked by that category alone', async () => {
    await aBadge('learning', { statistic: 'lessonsDone', atLeast: 1 })
    const learner = await aLearner()
    await execute(house.deps.db, "UPDATE badges SET state = 'draft' WHERE state = 'published'")
    await record(learner, lesson(1))
    await execute(house.deps.db, "UPDATE badges SET state = 'published' WHERE state = 'draft'")
    for (const category of ['exam', 'practice', 'streak', 'special'] as const) expect(await checkBadges(house.deps, learner, category)).toEqual([])
    expect(await checkBadges(house.deps, learner, 'learning')).toHaveLength(1)
  })

  it('rest on statistics that are the same when they are made anew', async () => {
    const learner = await aLearner()
    const events: LearningEvent[] = [
      lesson(1, -9),
      lesson(2, -8),
      { kind: 'lessonStudied', ...at(-8), lessonId: 2, seconds: 90 },
      { kind: 'courseCompleted', ...at(-8), courseId: 1 },
      { kind: 'examTaken', ...at(-2), attemptId: 1, examId: 1, attemptNo: 1, score: 55.5, isPassed: false },
      { kind: 'examTaken', ...at(-1), attemptId: 2, examId: 1, attemptNo: 2, score: 91.25, isPassed: true },
      { kind: 'practiceAnswered', ...at(0), roundId: 1, questionId: 1, isRight: true },
    ]
    for (const event of events.toReversed()) await record(learner, event)
    const kept = await loadStatistics(house.deps.db, learner.userId)
    await execute(house.deps.db, 'DELETE FROM learner_statistics WHERE user_id = :userId', { userId: learner.userId })
    await rebuildStatistics(house.deps.db, learner.userId)
    expect(await loadStatistics(house.deps.db, learner.userId)).toEqual(kept)
    expect(kept.exam).toEqual({ 1: { best: 91.25, isPassed: true, isFirstTry: false } })
  })

  it('count certificates that were issued by hand', async () => {
    const badge = await aBadge('special', { statistic: 'certificates', atLeast: 1 })
    const learner = await aLearner()
    const issuer = await aBrowserOf(house, 'issuer')
    await issuer.client.certificates.issue({ body: await anOrder(house, { employeeNo: learner.employeeNo }) })
    const follow = followIssues(house.deps)
    while ((await follow()) > 0);
    expect(await held(learner)).toEqual([badge])
  })
})
