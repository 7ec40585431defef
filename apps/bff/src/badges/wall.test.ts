import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBadge, aLesson, at, record, retireBadges } from '../../test/badges.ts'
import { aBrowserOf, templateOf, type Employee } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { execute } from '../db/query.ts'

describe.each(engines)('the badge wall, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())
  beforeEach(() => retireBadges(house))

  const learnerOf = ({ id, employeeNo }: Employee) => ({ userId: id, employeeNo })
  const somebody = async () => {
    const browser = await aBrowserOf(house, 'employee')
    return { ...browser, learner: learnerOf(browser.person) }
  }

  it('shows how far I am, what I have, and the certificate that came with it', async () => {
    const five = await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 5 })
    const streak = await aBadge(house, 'streak', { streak: 3 })
    const certified = await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 2 }, { templateId: await templateOf(house, 'achievement') })
    const { client, learner } = await somebody()
    await record(house, learner, aLesson(house, 1, -1), aLesson(house, 2))
    const wall = await client.badges.list()
    expect(wall.items.map(({ id, progress, earnedAt }) => [id, progress, earnedAt])).toEqual([
      [five, { have: 2, need: 5 }, null],
      [certified, { have: 2, need: 2 }, at(house, 0).at],
      [streak, { have: 2, need: 3 }, null],
    ])
    expect(wall.counts).toEqual({ earned: 1, total: 3 })
    const { items } = await client.certificates.list()
    expect(wall.items[1]).toMatchObject({ awardsCertificate: true, certificateNo: items[0]?.certificateNo })
  })

  it('hides drafts, and keeps a retired badge for those who have it', async () => {
    await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 1 }, { state: 'draft' })
    const badge = await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 1 })
    const [mine, other] = [await somebody(), await somebody()]
    await record(house, mine.learner, aLesson(house, 1))
    await execute(house.deps.db, "UPDATE badges SET state = 'retired' WHERE id = :badge", { badge })
    expect((await mine.client.badges.list()).items.map(({ id }) => id)).toEqual([badge])
    expect((await other.client.badges.list()).items).toEqual([])
  })

  it('stays full where a rule has become harder since', async () => {
    const badge = await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 1 })
    const { client, learner } = await somebody()
    await record(house, learner, aLesson(house, 1))
    await execute(house.deps.db, 'UPDATE badges SET rule = :rule WHERE id = :badge', { badge, rule: '{"statistic":"lessonsDone","atLeast":9}' })
    expect((await client.badges.list()).items[0]?.progress).toEqual({ have: 9, need: 9 })
  })

  it('names the growth paths that rules speak of', async () => {
    const now = house.clock.now()
    const fields = {
      summary: '',
      sortOrder: 0,
      state: 'published',
      version: 1,
      publishedVersion: 1,
      post: '客服',
      stages: '[]',
      createdAt: now,
      updatedAt: now,
    }
    const path = await house.deps.db.models.growthPaths.create({ title: '客服专员成长路径', englishTitle: 'Customer Service Path', ...fields })
    const id = Number(path.get('id'))
    await aBadge(house, 'special', { path: id })
    const { client } = await somebody()
    expect((await client.badges.list()).paths).toEqual([{ id, title: '客服专员成长路径', englishTitle: 'Customer Service Path' }])
  })

  it('gives me what I have earned when I ask, once, by category or at all', async () => {
    const { client, learner, send } = await somebody()
    await record(house, learner, aLesson(house, 1))
    const [learning, streak] = [await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 1 }), await aBadge(house, 'streak', { streak: 1 })]
    expect((await client.badges.check({ query: { category: 'exam' } })).badges).toEqual([])
    expect((await client.badges.check({ query: { category: 'learning' } })).badges.map(({ id }) => id)).toEqual([learning])
    expect((await client.badges.check()).badges.map(({ id }) => id)).toEqual([streak])
    expect(await client.badges.check()).toEqual({ badges: [], certificates: [] })
    expect((await send('POST', '/api/badges/check?category=nothing')).status).toBe(422)
  })

  it('is for those who are signed in, and shows nothing of anybody else', async () => {
    await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 1 })
    const [mine, other] = [await somebody(), await somebody()]
    await record(house, mine.learner, aLesson(house, 1))
    expect((await other.client.badges.list()).items[0]).toMatchObject({ earnedAt: null, progress: { have: 0, need: 1 } })
    expect((await house.browser().send('GET', '/api/badges')).status).toBe(401)
    expect((await house.browser().send('POST', '/api/badges/check')).status).toBe(401)
  })
})
