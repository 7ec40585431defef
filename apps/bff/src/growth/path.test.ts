import type { PathNode } from '@wallet/shared/growth/path'
import type { GrowthView } from '@wallet/shared/growth/shownPath'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBadge, heldBy } from '../../test/badges.ts'
import { aBrowserOf, anOrder, templateOf } from '../../test/builders.ts'
import { anExam } from '../../test/exams.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { aCourse, retire } from '../../test/learning.ts'
import { aPath, certificateNode, courseNode, examNode, givePost } from '../../test/paths.ts'
import { number, selectOne } from '../db/query.ts'
import { catchUpPaths, followPaths } from './complete.ts'

let posts = 0
const aPost = () => `岗位 ${(posts += 1)}`

describe.each(engines)('the growth path, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())

  const walker = async (stages: readonly (readonly PathNode[])[]) => {
    const post = aPost()
    const pathId = await aPath(house, post, stages)
    const browser = await aBrowserOf(house, 'employee')
    await givePost(house, browser.person.id, post)
    return { ...browser, post, pathId, learner: { userId: browser.person.id, employeeNo: browser.person.employeeNo } }
  }
  type Walker = Awaited<ReturnType<typeof walker>>
  const see = ({ client }: Walker) => client.growth.path()
  const study = async ({ client }: Walker, lessonIds: readonly number[]) => {
    for (const id of lessonIds) await client.courses.report({ params: { id }, body: { seconds: 0, completed: true } })
  }
  const pass = async ({ client }: Walker, id: number, right = 4) => {
    const attempt = await client.exams.begin({ params: { id } })
    if (attempt.state !== 'running') throw new Error('the attempt has ended')
    const answers = attempt.questions.map(({ id: questionId, options }, i) => {
      const key = options.find(({ text }) => text.endsWith(i < right ? 'B' : 'C'))?.key ?? 'A'
      return { questionId, picked: [key], isFlagged: false }
    })
    await client.exams.save({ params: { id: attempt.id }, body: { answers } })
    await client.exams.submit({ params: { id: attempt.id } })
  }
  const states = ({ road }: GrowthView) => road?.stages.map(({ state, nodes }) => [state, ...nodes.map(node => node.state)])
  const all = async (turn: () => Promise<number>) => {
    while ((await turn()) > 0);
  }
  const completedBy = async ({ person, pathId }: Walker) =>
    number(
      (
        await selectOne(house.deps.db, 'SELECT COUNT(*) AS n FROM learning_events WHERE user_id = :id AND event_key = :key', {
          id: person.id,
          key: `path:${pathId}`,
        })
      )?.['n'],
    )

  it('opens stage by stage as one goes, with what stands in the way', async () => {
    const [first, second] = [await aCourse(house, { title: '入职' }), await aCourse(house, { templateId: await templateOf(house, 'course') })]
    const exam = await anExam(house, { courseId: second.id, minutes: 20 })
    const me = await walker([[courseNode(first.id)], [courseNode(second.id), examNode(exam.id)], [certificateNode(await templateOf(house, 'exam'))]])
    const fresh = await see(me)
    expect(states(fresh)).toEqual([
      ['available', 'available'],
      ['locked', 'locked', 'locked'],
      ['locked', 'locked'],
    ])
    expect(fresh).toMatchObject({ post: me.post, path: { id: me.pathId, isMine: true }, road: { here: 0, toGo: 1, done: 0, total: 4 } })
    expect(fresh.road?.stages[1]?.nodes[1]).toMatchObject({ kind: 'exam', id: exam.id, minutes: 20, waitsFor: { id: second.id } })

    await study(me, first.lessonIds)
    await study(me, second.lessonIds.slice(0, 1))
    const going = await see(me)
    expect(states(going)?.slice(0, 2)).toEqual([
      ['done', 'done'],
      ['inProgress', 'inProgress', 'locked'],
    ])
    expect(going.road?.stages[1]?.nodes[0]).toMatchObject({ percent: 33.33, minutes: 12, score: null })

    await study(me, second.lessonIds)
    await pass(me, exam.id, 1)
    expect(states(await see(me))?.[1]).toEqual(['inProgress', 'done', 'inProgress'])
    await pass(me, exam.id, 3)
    const last = await see(me)
    expect(states(last)).toEqual([
      ['done', 'done'],
      ['done', 'done', 'done'],
      ['done', 'done'],
    ])
    expect(last.road).toMatchObject({ here: null, toGo: 0, done: 4 })
    expect(last.road?.stages[1]?.nodes[1]).toMatchObject({ score: 75, certificate: { examId: exam.id, score: 75 }, waitsFor: null })
    expect(last.road?.stages[1]?.nodes[0]?.certificate).toMatchObject({ courseId: second.id, status: 'valid' })
  })

  it('opens a stage again when its certificate has run out', async () => {
    const templateId = await templateOf(house, 'exam')
    const me = await walker([[certificateNode(templateId)]])
    const issuer = await aBrowserOf(house, 'issuer')
    await issuer.client.certificates.issue({ body: await anOrder(house, { employeeNo: me.person.employeeNo, templateId, validUntil: '2026-12-31' }) })
    expect((await see(me)).road).toMatchObject({ here: null })
    const before = house.clock.now()
    house.clock.set('2027-01-02T00:00:00.000Z')
    const again = await house.signIn(me.person.employeeNo)
    expect((await again.client.growth.path()).road).toMatchObject({ here: 0, toGo: 1 })
    house.clock.set(before)
  })

  it('does not stop anybody by a course that has been retired, unless they have begun it', async () => {
    const [gone, kept] = [await aCourse(house), await aCourse(house)]
    const me = await walker([[courseNode(gone.id), courseNode(kept.id)]])
    await study(me, gone.lessonIds.slice(0, 1))
    await retire(house.deps, gone.id)
    expect(states(await see(me))).toEqual([['inProgress', 'inProgress', 'available']])
    const fresh = await aBrowserOf(house, 'employee')
    const seen = await fresh.client.growth.path({ query: { pathId: me.pathId } })
    expect([states(seen), seen.path?.isMine]).toEqual([[['available', 'available']], false])
  })

  it('shows nothing that is not published, and says so where there is no path for me', async () => {
    const draft = await aCourse(house, { state: 'draft' })
    const { id: examId } = await anExam(house, { state: 'draft' })
    const published = await aCourse(house)
    const me = await walker([[courseNode(draft.id), examNode(examId), courseNode(published.id)]])
    expect(states(await see(me))).toEqual([['available', 'available']])
    const hidden = await aPath(house, '秘密岗位', [[courseNode(published.id)]], { state: 'draft' })
    const stranger = await aBrowserOf(house, 'employee')
    const view = await stranger.client.growth.path()
    expect(view).toMatchObject({ post: null, path: null, road: null })
    expect([view.paths.some(({ id }) => id === me.pathId), view.paths.some(({ id }) => id === hidden)]).toEqual([true, false])
    const status = async (query: string) => (await stranger.send('GET', `/api/growth-path${query}`)).status
    expect(await Promise.all([`?pathId=${hidden}`, '?pathId=999999', '?pathId=0', '?pathId=x', '?post=1'].map(status))).toEqual([404, 404, 422, 422, 422])
    expect((await house.browser().send('GET', '/api/growth-path')).status).toBe(401)
  })

  it('is completed once, with the badges for it, as of the day its end was reached', async () => {
    const course = await aCourse(house)
    const me = await walker([[courseNode(course.id)], [courseNode((await aCourse(house)).id, false), courseNode((await aCourse(house)).id)]])
    const other = await walker([[courseNode(course.id)]])
    const badge = await aBadge(house, 'special', { path: other.pathId })
    await study(me, course.lessonIds)
    await study(other, course.lessonIds)
    const follow = followPaths(house.deps)
    await all(follow)
    await all(followPaths(house.deps))
    expect([await completedBy(me), await completedBy(other)]).toEqual([0, 1])
    expect([await heldBy(house, other.learner), await heldBy(house, me.learner)]).toEqual([[badge], [badge]])
  })

  it('that is published later is completed by those who had come to its end', async () => {
    const course = await aCourse(house)
    const { id: examId } = await anExam(house)
    const me = await walker([[courseNode(course.id)]])
    await study(me, course.lessonIds)
    await pass(me, examId)
    await all(followPaths(house.deps))
    await all(catchUpPaths(house.deps))
    house.clock.pass(86_400_000)
    const later = await aPath(house, aPost(), [[courseNode(course.id)], [examNode(examId), courseNode((await aCourse(house)).id, false)]])
    await all(catchUpPaths(house.deps))
    const row = await selectOne(house.deps.db, 'SELECT day FROM learning_events WHERE event_key = :key', { key: `path:${later}` })
    expect(row?.['day']).toBe('2026-11-23')
    expect(await catchUpPaths(house.deps)()).toBe(0)
  })
})
