import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBadge, aLearner, aLesson, at, heldBy, record, retireBadges } from '../../test/badges.ts'
import { aBrowserOf, anEmployee, anOrder } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { positionOf } from '../audit/follow.ts'
import { execute, number, selectOne, text } from '../db/query.ts'
import { catchUpBadges } from './catchUp.ts'
import { followOutbox } from './follow.ts'

describe.each(engines)('what is followed up, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())
  beforeEach(() => retireBadges(house))

  const all = async (turn: () => Promise<number>) => {
    while ((await turn()) > 0);
  }
  const follow = () => all(followOutbox(house.deps))
  const catchUp = () => all(catchUpBadges(house.deps))
  const tell = (id: number, userId: number) =>
    house.deps.db.models.outbox.create({ id, topic: 'person.signedIn', payload: { userId }, createdAt: house.clock.now(), processedAt: null })
  const lastTold = async () => number((await selectOne(house.deps.db, 'SELECT MAX(id) AS id FROM outbox'))?.['id'])
  const theFirstSignIn = () => aBadge(house, 'special', { firstSignIn: true })

  it('a certificate issued by hand counts for badges', async () => {
    const badge = await aBadge(house, 'special', { statistic: 'certificates', atLeast: 1 })
    const learner = await aLearner(house)
    const issuer = await aBrowserOf(house, 'issuer')
    await issuer.client.certificates.issue({ body: await anOrder(house, { employeeNo: learner.employeeNo }) })
    await follow()
    expect(await heldBy(house, learner)).toEqual([badge])
  })

  it('whoever signs in for the first time gets the badge for it, as of that moment, and once', async () => {
    const badge = await theFirstSignIn()
    const { id, employeeNo } = await anEmployee(house)
    const { day } = at(house, 0)
    await house.signIn(employeeNo)
    house.clock.pass(86_400_000)
    await house.signIn(employeeNo)
    await follow()
    expect(await heldBy(house, { userId: id, employeeNo })).toEqual([badge])
    const row = await selectOne(house.deps.db, 'SELECT COUNT(*) AS n, MAX(day) AS day FROM learning_events WHERE user_id = :id', { id })
    expect([number(row?.['n']), text(row?.['day'])]).toEqual([2, day])
  })

  it('what is committed late is not stepped over, and neither after a restart', async () => {
    const badge = await theFirstSignIn()
    const [early, late, later] = [await aLearner(house), await aLearner(house), await aLearner(house)]
    const last = await lastTold()
    const turn = followOutbox(house.deps)
    await tell(last + 3, early.userId)
    await all(turn)
    await tell(last + 2, late.userId)
    await all(turn)
    await tell(last + 1, later.userId)
    await follow()
    for (const learner of [early, late, later]) expect(await heldBy(house, learner)).toEqual([badge])
  })

  it('the position moves on once a minute has passed', async () => {
    await tell((await lastTold()) + 1, (await aLearner(house)).userId)
    const turn = followOutbox(house.deps)
    await all(turn)
    const before = await positionOf(house.deps.db, 'badges')
    house.clock.pass(61_000)
    await turn()
    expect([before < (await lastTold()), await positionOf(house.deps.db, 'badges')]).toEqual([true, await lastTold()])
  })

  it('what cannot be followed up does not hold up the rest', async () => {
    const badge = await theFirstSignIn()
    const learner = await aLearner(house)
    const last = await lastTold()
    await tell(last + 1, 2_000_000)
    await tell(last + 2, learner.userId)
    await follow()
    expect(await heldBy(house, learner)).toEqual([badge])
  })

  it('a badge that is published later goes to everyone who had earned it, as of the day they did', async () => {
    const learners = [await aLearner(house), await aLearner(house), await aLearner(house)]
    for (const [i, learner] of learners.entries()) for (let n = 0; n <= i; n += 1) await record(house, learner, aLesson(house, n + 1, -10 + n))
    const gone = await aLearner(house)
    await record(house, gone, aLesson(house, 1), aLesson(house, 2))
    await execute(house.deps.db, 'UPDATE users SET is_active = 0 WHERE id = :userId', { userId: gone.userId })
    await catchUp()
    const badge = await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 2 })
    await catchUp()
    expect(await Promise.all([...learners, gone].map(learner => heldBy(house, learner)))).toEqual([[], [badge], [badge], []])
    const earned = await selectOne(house.deps.db, 'SELECT COUNT(*) AS n FROM learning_events WHERE event_key = :key AND day = :day', {
      key: `badge:${badge}`,
      day: at(house, -9).day,
    })
    expect(number(earned?.['n'])).toBe(2)
    expect(await catchUpBadges(house.deps)()).toBe(0)
  })
})
