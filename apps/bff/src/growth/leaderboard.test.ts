import type { Leaderboard } from '@wallet/shared/growth/board'
import { boardFor, type Entry } from '@wallet/shared/growth/leaderboard'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aLesson, at, record } from '../../test/badges.ts'
import { aBrowserOf, aUnit, type Employee, type Unit } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { execute, number, selectOne } from '../db/query.ts'
import { closeBoards } from './close.ts'

type Somebody = Browser & { readonly person: Employee }

describe.each(engines)('the leaderboard, on %s', engine => {
  let house: House
  let root: Unit
  let lessonNo = 0
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())
  beforeEach(async () => {
    // A Wednesday, in weeks that no test before has touched.
    house.clock.pass(40 * 7 * 86_400_000)
    house.clock.set(new Date(house.clock.now().getTime() - ((house.clock.now().getUTCDay() + 4) % 7) * 86_400_000))
    await execute(house.deps.db, 'UPDATE users SET is_active = 0')
    root = await aUnit(house)
  })

  const somebody = (unit: Unit = root): Promise<Somebody> => aBrowserOf(house, 'employee', { unit, fullName: `人 ${(lessonNo += 1)}` })
  /** So many lessons, ten points each, so many days ago. */
  const learn = async ({ person }: Somebody, lessons: number, days = 0) => {
    for (let n = 0; n < lessons; n += 1) await record(house, { userId: person.id, employeeNo: person.employeeNo }, aLesson(house, (lessonNo += 1), days))
  }
  type Query = NonNullable<Parameters<Browser['client']['growth']['leaderboard']>[0]>['query']
  const board = (who: Somebody, query: Query = {}) => who.client.growth.leaderboard({ query })
  const lines = ({ rows }: Leaderboard) =>
    rows.map(row => (row.kind === 'gap' ? `${row.from}–${row.to}` : `${row.rank}${row.isShared ? '=' : ''} ${row.fullName} ${row.value}`))
  const nameOf = ({ person: { fullName } }: Somebody) => fullName

  it('ranks 1, 2, 2, 4, the earlier achiever first, and shows me with what is missing to the next', async () => {
    const [a, b, c, d] = [await somebody(), await somebody(), await somebody(), await somebody()]
    await learn(a, 4)
    await learn(c, 3)
    house.clock.pass(60_000)
    await learn(b, 3)
    await learn(d, 1)
    const seen = await board(d)
    expect(lines(seen)).toEqual([`1 ${nameOf(a)} 40`, `2= ${nameOf(c)} 30`, `2= ${nameOf(b)} 30`, `4 ${nameOf(d)} 10`])
    expect(seen).toMatchObject({ mine: { rank: 4, value: 10, isMe: true }, next: { rank: 2, missing: 21 }, total: 4, isClosed: false, isOptedOut: false })
    expect(JSON.stringify(seen)).not.toContain(a.person.employeeNo)
  })

  it('of a team holds my unit and all below it; that of the enterprise holds everybody', async () => {
    const [department, other] = [await aUnit(house, { parent: root }), await aUnit(house, { parent: root })]
    const team = await aUnit(house, { parent: department })
    const [manager, member, stranger] = [await somebody(department), await somebody(team), await somebody(other)]
    for (const [who, lessons] of [
      [manager, 1],
      [member, 2],
      [stranger, 3],
    ] as const)
      await learn(who, lessons)
    expect(lines(await board(member))).toEqual([`1 ${nameOf(member)} 20`])
    expect(lines(await board(manager))).toEqual([`1 ${nameOf(member)} 20`, `2 ${nameOf(manager)} 10`])
    const all = await board(member, { scope: 'enterprise' })
    expect([lines(all).length, all.unit]).toEqual([3, { id: root.id, name: root.name }])
  })

  it('shows neither who has opted out nor who has left; who has opted out still sees their own row', async () => {
    const [a, b, gone] = [await somebody(), await somebody(), await somebody()]
    for (const [who, lessons] of [
      [a, 3],
      [b, 2],
      [gone, 9],
    ] as const)
      await learn(who, lessons)
    await execute(house.deps.db, 'UPDATE users SET is_active = 0 WHERE id = :id', { id: gone.person.id })
    await a.client.session.updateMe({ body: { isOffBoards: true } })
    expect(lines(await board(b))).toEqual([`1 ${nameOf(b)} 20`])
    const mine = await board(a)
    expect([lines(mine), mine.isOptedOut]).toEqual([[`1 ${nameOf(a)} 30`, `1 ${nameOf(b)} 20`], true])
    await a.client.session.updateMe({ body: { isOffBoards: false } })
    expect(lines(await board(b))).toHaveLength(2)
  })

  it('counts by points, minutes, certificates and badges, by week, by month and in all', async () => {
    const me = await somebody()
    const learner = { userId: me.person.id, employeeNo: me.person.employeeNo }
    await record(
      house,
      learner,
      { kind: 'lessonStudied', ...at(house, 0), lessonId: 1, seconds: 59 },
      { kind: 'lessonStudied', ...at(house, -1), lessonId: 1, seconds: 61 },
    )
    await record(house, learner, { kind: 'certificateIssued', ...at(house, -60), certificateNo: `X${lessonNo}`, type: 'exam' })
    await record(house, learner, { kind: 'badgeEarned', ...at(house, -60), badgeId: 9_999 })
    const value = async (metric: 'points' | 'minutes' | 'certificates' | 'badges', period: 'week' | 'month' | 'all') =>
      (await board(me, { metric, period })).mine.value
    expect([await value('minutes', 'week'), await value('minutes', 'all')]).toEqual([2, 2])
    expect([await value('certificates', 'month'), await value('certificates', 'all'), await value('badges', 'all'), await value('points', 'all')]).toEqual([
      0, 1, 1, 20,
    ])
  })

  it('begins anew on Monday in the zone of the organisation', async () => {
    const me = await somebody()
    const monday = new Date(house.clock.now().getTime())
    monday.setUTCHours(16, 0, 0, 0)
    monday.setUTCDate(monday.getUTCDate() - 3) // Sunday, 16:00 UTC: midnight in Shanghai
    house.clock.set(new Date(monday.getTime() - 1))
    await learn(me, 1)
    const before = await board(me)
    house.clock.set(monday)
    const after = await board(me)
    expect([before.mine.value, after.mine.value, before.period.until === after.period.from]).toEqual([10, 0, true])
  })

  it('says how far everybody has moved since the period before', async () => {
    const [a, b, fresh] = [await somebody(), await somebody(), await somebody()]
    await learn(a, 2, -7)
    await learn(b, 1, -7)
    for (const [who, lessons] of [
      [a, 1],
      [b, 2],
      [fresh, 3],
    ] as const)
      await learn(who, lessons)
    const { rows } = await board(a)
    expect(rows.map(row => (row.kind === 'place' ? [row.fullName, row.movement] : []))).toEqual([
      [nameOf(fresh), null],
      [nameOf(b), 0],
      [nameOf(a), -2],
    ])
    expect((await board(a, { period: 'all' })).mine.movement).toBeNull()
  })

  it('does not change any more once its period is over, whatever comes to light later', async () => {
    const [a, b] = [await somebody(), await somebody()]
    await learn(a, 2, -7)
    await learn(b, 1, -7)
    const before = await board(a, { back: 1 })
    await learn(b, 9, -7)
    const unit = await aUnit(house, { parent: root })
    await execute(house.deps.db, 'UPDATE users SET org_unit_id = :unit WHERE id = :id', { unit: unit.id, id: b.person.id })
    expect(await board(a, { back: 1 })).toEqual({ ...before })
    expect([before.isClosed, before.next, lines(before)]).toEqual([true, null, [`1 ${nameOf(a)} 20`, `2 ${nameOf(b)} 10`]])
    expect((await board(b, { period: 'all' })).mine.value).toBe(100)
  })

  it('hides whoever opts out later from a board that is closed, and leaves the ranks of all others', async () => {
    const [a, b] = [await somebody(), await somebody()]
    await learn(a, 2, -7)
    await learn(b, 1, -7)
    await board(b, { back: 1 })
    await a.client.session.updateMe({ body: { isOffBoards: true } })
    expect(lines(await board(b, { back: 1 }))).toEqual([`2 ${nameOf(b)} 10`])
    expect(lines(await board(a, { back: 1 }))[0]).toBe(`1 ${nameOf(a)} 20`)
  })

  it('is frozen without anybody asking, once', async () => {
    const me = await somebody()
    await learn(me, 1, -7)
    const close = closeBoards(house.deps)
    expect(await close()).toBeGreaterThan(0)
    expect(await close()).toBe(0)
    await learn(me, 5, -7)
    expect((await board(me, { back: 1 })).mine.value).toBe(10)
  })

  it('shows the top, a gap, and me between my neighbours', async () => {
    const people: Somebody[] = []
    for (let n = 0; n < 20; n += 1) {
      people.push(await somebody())
      await learn(people[n] as Somebody, 1)
      await execute(house.deps.db, 'UPDATE scores SET amount = :amount WHERE user_id = :id', { amount: 1000 - n, id: people[n]?.person.id })
    }
    const me = people[15] as Somebody
    expect(lines(await board(me)).map(line => line.split(' ')[0])).toEqual([...'123456789'].concat('10', '11–13', '14', '15', '16', '17', '18'))
  })

  it('is the one that the shared rule makes, in whatever order things happen', async () => {
    const people = [await somebody(), await somebody(), await somebody(), await somebody()]
    const events = fc.sample(fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 12, maxLength: 12 }), { numRuns: 1, seed: 7 })[0] ?? []
    const entries = people.map(({ person: { employeeNo } }, who): Entry => {
      const days = events.flatMap(([someone, day]) => (someone === who ? [day] : []))
      return { employeeNo, value: 10 * days.length, reachedAt: new Date(at(house, -Math.min(9, ...days)).at), isOptedOut: false }
    })
    for (const [who, day] of events.toReversed()) await learn(people[who] as Somebody, 1, -day)
    for (const [i, me] of people.entries()) {
      const { rows } = boardFor(entries, entries[i] as Entry, { top: 10, beside: 2 })
      const expected = rows.map(row => ('entry' in row ? [row.rank, row.entry.value] : []))
      expect((await board(me, { period: 'all' })).rows.map(row => (row.kind === 'place' ? [row.rank, row.value] : []))).toEqual(expected)
    }
  })

  it('refuses what there is not, and whoever is not signed in', async () => {
    const me = await somebody()
    const status = async (query: string) => (await me.send('GET', `/api/leaderboard${query}`)).status
    expect(await Promise.all(['?back=13', '?back=-1', '?metric=shoes', '?period=year', '?scope=world', '?period=all&back=1', '?unit=1'].map(status))).toEqual(
      Array(7).fill(422),
    )
    expect(await Promise.all(['', '?back=12', '?period=month&back=12&scope=enterprise', '?period=all'].map(status))).toEqual(Array(4).fill(200))
    expect((await house.browser().send('GET', '/api/leaderboard')).status).toBe(401)
    const frozen = await selectOne(house.deps.db, "SELECT COUNT(*) AS n FROM closed_boards WHERE period = 'all'")
    expect(number(frozen?.['n'])).toBe(0)
  })
})
