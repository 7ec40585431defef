import { createHash } from 'node:crypto'
import type { LessonReport } from '@wallet/shared/courses/learning'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { aBrowserOf, templateOf } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { aCourse, retire } from '../../test/learning.ts'
import { inTransaction } from '../db/connect.ts'
import { execute, number, select, selectOne } from '../db/query.ts'
import { keepMedia, mediaUrlOf } from './media.ts'
import { publishCourse } from './write.ts'

type Learner = Awaited<ReturnType<typeof aBrowserOf>>
const through: LessonReport = { seconds: 0, completed: true }

describe.each(engines)('courses, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())

  const aLearner = () => aBrowserOf(house, 'employee')
  const tell = ({ client }: Learner, id: number, body: LessonReport = through) => client.courses.report({ params: { id }, body })
  const see = ({ client }: Learner, id: number) => client.courses.get({ params: { id } })
  const count = async (sql: string, replacements: Record<string, unknown>) => number((await selectOne(house.deps.db, sql, replacements))?.['n'])
  const certificatesOf = ({ person }: Learner) => count('SELECT COUNT(*) AS n FROM user_certificates WHERE user_id = :id', { id: person.id })
  const eventsOf = async ({ person }: Learner) =>
    (await select(house.deps.db, 'SELECT event_key FROM learning_events WHERE user_id = :id', { id: person.id }))
      .map(row => String(row['event_key']))
      .toSorted()
  const statusOf = async (asked: Promise<unknown>) => asked.catch((error: { problem?: { status: number } }) => error.problem)

  describe('on the shelf', () => {
    it('show what they hold, what they earn and how far I am', async () => {
      const course = await aCourse(house, { templateId: await templateOf(house, 'exam'), title: '消防安全', category: 'safety' })
      const learner = await aLearner()
      house.clock.pass(60_000)
      const { items } = await learner.client.courses.list({ query: { category: 'safety' } })
      expect(items.find(({ id }) => id === course.id)).toMatchObject({
        ...{ title: '消防安全', category: 'safety', cover: 'navy', chapterCount: 2, lessonCount: 3, minutes: 12, learnerCount: 0, progress: null },
        earns: { type: 'exam', name: '考试合格', validityMonths: 24, orientation: 'landscape' },
      })
      await tell(learner, course.lessonIds[0] ?? 0)
      house.clock.pass(60_000)
      const [mine] = (await learner.client.courses.list({ query: { state: 'inProgress' } })).items
      expect(mine).toMatchObject({ id: course.id, learnerCount: 1, progress: { done: 1, total: 3, percent: 33.33, completedAt: null, certificateNo: null } })
    })

    it('are found by title in either language and by summary, and a percent sign is a percent sign', async () => {
      const { id } = await aCourse(house, { title: '带好团队', englishTitle: 'Leading a team', summary: '新任主管的 100% 指南', category: 'management' })
      const { client } = await aLearner()
      const find = async (q: string) => (await client.courses.list({ query: { q, category: 'management' } })).items.map(course => course.id)
      expect([await find('带好'), await find('leading'), await find('100%'), await find('10%')]).toEqual([[id], [id], [id], []])
    })

    it('come in every order once, page by page', async () => {
      for (const sortOrder of [5, 1, 1]) {
        house.clock.pass(1000)
        await aCourse(house, { category: 'product', sortOrder, chapters: [Array.from({ length: sortOrder }, () => 'text' as const)] })
      }
      const { client } = await aLearner()
      for (const order of ['recommended', 'newest', 'popular', 'shortest'] as const) {
        const query = { category: 'product', order } as const
        const whole = (await client.courses.list({ query })).items.map(({ id }) => id)
        const turned: number[] = []
        let cursor: string | undefined
        do {
          const page = await client.courses.list({ query: { ...query, limit: 1, ...(cursor !== undefined && { cursor }) } })
          turned.push(...page.items.map(({ id }) => id))
          cursor = page.nextCursor ?? undefined
        } while (cursor !== undefined)
        expect([order, turned, new Set(whole).size]).toEqual([order, whole, 3])
      }
    })

    it('say which of them the path of my post requires', async () => {
      const [required, optional] = [await aCourse(house), await aCourse(house)]
      const learner = await aLearner()
      const now = house.clock.now()
      const nodes = [required, optional].map(({ id }, at) => ({ kind: 'course', courseId: id, isRequired: at === 0 }))
      await house.deps.db.models.growthPaths.create({
        ...{ title: '客服', englishTitle: 'Service', summary: '', sortOrder: 0, state: 'published', version: 1, publishedVersion: 1, post: '客服专员' },
        ...{ stages: JSON.stringify([{ title: '新人', englishTitle: 'New', nodes }]), createdAt: now, updatedAt: now },
      })
      expect((await see(learner, required.id)).isRequired).toBe(false)
      await execute(house.deps.db, "UPDATE users SET post = '客服专员' WHERE id = :id", { id: learner.person.id })
      expect([(await see(learner, required.id)).isRequired, (await see(learner, optional.id)).isRequired]).toEqual([true, false])
    })
  })

  describe('that are not for everybody', () => {
    it('are not there before they are published', async () => {
      const draft = await aCourse(house, { state: 'draft', title: '还没有写完' })
      const learner = await aLearner()
      const [lessonId = 0] = draft.lessonIds
      const { courses } = learner.client
      const calls = [
        () => see(learner, draft.id),
        () => courses.enrol({ params: { id: draft.id } }),
        () => courses.lesson({ params: { id: lessonId } }),
        () => tell(learner, lessonId),
      ]
      for (const call of calls) expect(await statusOf(call())).toMatchObject({ status: 404 })
      expect(JSON.stringify((await learner.client.courses.list()).items)).not.toContain('还没有写完')
    })

    it('show the published version while a newer one is being written', async () => {
      const { id, lessonIds } = await aCourse(house)
      const learner = await aLearner()
      const lesson = { id: 999_999, title: '秘密', kind: 'text', minutes: 1, body: '秘密', mediaUrl: null }
      await execute(house.deps.db, "UPDATE courses SET title = '秘密', version = 2, content = :content WHERE id = :id", {
        id,
        content: JSON.stringify({ chapters: [{ id: 1, title: '秘密', lessons: [lesson] }] }),
      })
      const [list, course, shown] = await Promise.all([
        learner.client.courses.list(),
        see(learner, id),
        learner.client.courses.lesson({ params: { id: lessonIds[0] ?? 0 } }),
      ])
      expect(JSON.stringify([list, course, shown])).not.toContain('秘密')
    })

    it('stay with those who are enrolled once they are retired', async () => {
      const { id, lessonIds } = await aCourse(house)
      const [enrolled, late] = [await aLearner(), await aLearner()]
      await enrolled.client.courses.enrol({ params: { id } })
      await retire(house.deps, id)
      expect(await see(enrolled, id)).toMatchObject({ isRetired: true })
      expect((await tell(enrolled, lessonIds[0] ?? 0)).course.done).toBe(1)
      const calls = [() => see(late, id), () => late.client.courses.enrol({ params: { id } }), () => tell(late, lessonIds[0] ?? 0)]
      for (const call of calls) expect(await statusOf(call())).toMatchObject({ status: 404 })
    })

    it.each(['0', '999999', '-1', '1.5', 'x', '99999999999', "1'--"])('are not found under the id %s', async id => {
      const { send } = await aLearner()
      const json = { 'content-type': 'application/json' }
      for (const path of [`/api/courses/${id}`, `/api/courses/${id}/specimen.webp`, `/api/lessons/${id}`])
        expect([path, (await send('GET', path)).status]).toEqual([path, 404])
      expect((await send('POST', `/api/courses/${id}/enrol`)).status).toBe(404)
      expect((await send('POST', `/api/lessons/${id}/progress`, { headers: json, body: JSON.stringify(through) })).status).toBe(404)
    })

    it('lose a lesson to a newer version, and what was learnt in the others stays', async () => {
      const { id, lessonIds } = await aCourse(house)
      const learner = await aLearner()
      const [first = 0, second = 0, third = 0] = lessonIds
      await tell(learner, first)
      await tell(learner, third)
      const lesson = (lessonId: number) => ({ id: lessonId, title: '课', kind: 'text', minutes: 1, body: '课', mediaUrl: null })
      await execute(house.deps.db, 'UPDATE courses SET version = 2, content = :content WHERE id = :id', {
        id,
        content: JSON.stringify({ chapters: [{ id: 1, title: '章', lessons: [lesson(first), lesson(second)] }] }),
      })
      await inTransaction(house.deps.db, tx => publishCourse(tx, id, null, house.clock.now()))
      expect((await see(learner, id)).progress).toMatchObject({ done: 1, total: 2, percent: 50 })
      expect(await statusOf(tell(learner, third))).toMatchObject({ status: 404 })
    })
  })

  describe('that are learnt', () => {
    it('are enrolled in once', async () => {
      const { id } = await aCourse(house)
      const { send, person } = await aLearner()
      const answers = await Promise.all(Array.from({ length: 10 }, () => send('POST', `/api/courses/${id}/enrol`)))
      expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array.from({ length: 9 }, () => 200), 201])
      expect(await count('SELECT COUNT(*) AS n FROM enrolments WHERE user_id = :id', { id: person.id })).toBe(1)
    })

    it('are enrolled in by learning, and go on where they were left', async () => {
      const { id, lessonIds } = await aCourse(house, { chapters: [['text', 'video'], ['text']] })
      const learner = await aLearner()
      expect((await learner.client.courses.continue()).course).toBeNull()
      await tell(learner, lessonIds[0] ?? 0)
      const { course } = await learner.client.courses.continue()
      expect(course).toMatchObject({ id, minutesLeft: 8, next: { id: lessonIds[1], chapterNo: 1, lessonNo: 2, kind: 'video' } })
      const view = await see(learner, id)
      expect(view.chapters.map(({ done }) => done)).toEqual([1, 0])
      expect(view.chapters[0]?.lessons[0]?.progress).toMatchObject({ seconds: 0, completedAt: house.clock.now().toISOString() })
      const lesson = await learner.client.courses.lesson({ params: { id: lessonIds[1] ?? 0 } })
      expect(lesson).toMatchObject({ chapterNo: 1, lessonNo: 2, previous: { id: lessonIds[0] }, next: { id: lessonIds[2] }, progress: null })
      expect(lesson.body).toContain('三个信号')
    })

    it('bring their certificate with the last lesson, once, and with it what badges count', async () => {
      const course = await aCourse(house, { templateId: await templateOf(house, 'course'), title: '客户服务', summary: '听懂客户要什么。' })
      const learner = await aLearner()
      const told = []
      for (const id of course.lessonIds) told.push(await tell(learner, id))
      expect(told.map(({ earned }) => earned.certificates.length)).toEqual([0, 0, 1])
      const certificate = told[2]?.earned.certificates[0]
      expect(certificate).toMatchObject({
        type: 'course',
        title: '客户服务',
        description: '听懂客户要什么。',
        courseId: course.id,
        completionRate: 100,
        score: null,
      })
      expect(told[2]?.course).toMatchObject({ percent: 100, certificateNo: certificate?.certificateNo, completedAt: house.clock.now().toISOString() })
      expect((await learner.client.courses.continue()).course).toBeNull()
      expect(await eventsOf(learner)).toEqual(
        [`certificate:${certificate?.certificateNo}`, `course:${course.id}`, ...course.lessonIds.map(id => `lesson:${id}`)].toSorted(),
      )
      expect((await learner.send('GET', certificate?.svgUrl ?? '')).status).toBe(200)
      expect((await tell(learner, course.lessonIds[2] ?? 0)).earned).toEqual({ certificates: [], badges: [] })
      expect(await certificatesOf(learner)).toBe(1)
    })

    it('bring badges in the same answer', async () => {
      const now = house.clock.now()
      const badge = {
        title: '初学有成',
        englishTitle: 'First lesson',
        summary: '学完第一节',
        sortOrder: 0,
        state: 'published',
        version: 1,
        publishedVersion: 1,
      }
      await house.deps.db.models.badges.create({
        ...badge,
        ...{ category: 'learning', icon: 'book', templateId: null, createdAt: now, updatedAt: now },
        rule: JSON.stringify({ statistic: 'lessonsDone', atLeast: 1 }),
      })
      const [lessonId = 0] = (await aCourse(house)).lessonIds
      const { earned } = await tell(await aLearner(), lessonId)
      expect(earned.badges).toMatchObject([
        { title: '初学有成', englishTitle: 'First lesson', category: 'learning', icon: 'book', earnedAt: now.toISOString() },
      ])
      await execute(house.deps.db, "UPDATE badges SET state = 'retired'")
    })

    it('may be completed before the last lesson, and say how far that was', async () => {
      const course = await aCourse(house, { templateId: await templateOf(house, 'course'), threshold: 66 })
      const learner = await aLearner()
      await tell(learner, course.lessonIds[0] ?? 0)
      const { earned, course: progress } = await tell(learner, course.lessonIds[2] ?? 0)
      expect([earned.certificates[0]?.completionRate, progress.percent]).toEqual([66.67, 66.67])
      await tell(learner, course.lessonIds[1] ?? 0)
      expect(await certificatesOf(learner)).toBe(1)
    })

    it('are not certified anew after a revocation', async () => {
      const course = await aCourse(house, { templateId: await templateOf(house, 'course'), chapters: [['text']] })
      const learner = await aLearner()
      const { earned } = await tell(learner, course.lessonIds[0] ?? 0)
      const issuer = await aBrowserOf(house, 'issuer')
      await issuer.client.certificates.revoke({ params: { certificateNo: earned.certificates[0]?.certificateNo ?? '' }, body: { reason: '抄袭' } })
      expect((await tell(learner, course.lessonIds[0] ?? 0)).earned.certificates).toEqual([])
      expect(await certificatesOf(learner)).toBe(1)
    })

    it('are completed while their template is out of use, and certified once it is back', async () => {
      const templateId = await templateOf(house, 'course')
      const course = await aCourse(house, { templateId, chapters: [['text']] })
      const learner = await aLearner()
      const use = (isActive: number) =>
        execute(house.deps.db, 'UPDATE certificate_templates SET is_active = :isActive WHERE id = :templateId', { isActive, templateId })
      await use(0)
      const told = await tell(learner, course.lessonIds[0] ?? 0)
      expect([told.earned.certificates, told.course.percent]).toEqual([[], 100])
      await use(1)
      expect((await tell(learner, course.lessonIds[0] ?? 0)).earned.certificates).toHaveLength(1)
      expect(await eventsOf(learner)).toContain(`course:${course.id}`)
    })

    it('answer at once what is asked of the new certificate, though it was asked about before', async () => {
      const course = await aCourse(house, { templateId: await templateOf(house, 'course'), chapters: [['text']] })
      const { earned } = await tell(await aLearner(), course.lessonIds[0] ?? 0)
      const certificateNo = earned.certificates[0]?.certificateNo ?? ''
      expect(await house.browser().client.verification.verify({ params: { certificateNo } })).toMatchObject({ outcome: 'valid' })
    })
  })

  describe('on two phones at once', () => {
    it('are completed once by twenty reports of the last lesson', async () => {
      const course = await aCourse(house, { templateId: await templateOf(house, 'course'), chapters: [['text']] })
      const learner = await aLearner()
      const told = await Promise.all(Array.from({ length: 20 }, () => tell(learner, course.lessonIds[0] ?? 0, { seconds: 30, completed: true })))
      expect(told.flatMap(({ earned }) => earned.certificates)).toHaveLength(1)
      expect([await certificatesOf(learner), (await eventsOf(learner)).length]).toEqual([1, 3])
    })

    it('never count more time than has passed', async () => {
      const course = await aCourse(house)
      const learner = await aLearner()
      await learner.client.courses.enrol({ params: { id: course.id } })
      house.clock.pass(45_000)
      const both = await Promise.all(course.lessonIds.slice(0, 2).map(id => tell(learner, id, { seconds: 40, completed: false })))
      expect(both.reduce((sum, { lesson }) => sum + lesson.seconds, 0)).toBe(40)
      house.clock.pass(15_000)
      expect((await tell(learner, course.lessonIds[2] ?? 0, { seconds: 86_400, completed: false })).lesson.seconds).toBe(15)
      expect(await count("SELECT SUM(seconds) AS n FROM learning_events WHERE user_id = :id AND kind = 'lessonStudied'", { id: learner.person.id })).toBe(55)
    })

    it('count no time twice over two courses, and none after the clock of the server was set back', async () => {
      const [one, other] = [await aCourse(house), await aCourse(house)]
      const learner = await aLearner()
      for (const { id } of [one, other]) await learner.client.courses.enrol({ params: { id } })
      house.clock.pass(30_000)
      const seconds = async ({ lessonIds }: typeof one) => (await tell(learner, lessonIds[0] ?? 0, { seconds: 30, completed: false })).lesson.seconds
      expect([await seconds(one), await seconds(other)]).toEqual([30, 0])
      house.clock.pass(-20_000)
      expect(await seconds(other)).toBe(0)
      house.clock.pass(20_000)
      expect(await seconds(other)).toBe(0)
    })

    it('are seen as far as the further of the two has come', async () => {
      const course = await aCourse(house, { chapters: [['video'], ['text']] })
      const learner = await aLearner()
      const [video = 0] = course.lessonIds
      const watch = (position: number) => tell(learner, video, { seconds: 0, completed: true, position, duration: 900 })
      expect((await watch(522)).lesson).toMatchObject({ position: 522, completedAt: null })
      expect((await watch(80)).lesson).toMatchObject({ position: 522, completedAt: null })
      expect((await tell(learner, video)).lesson.completedAt).toBeNull()
      expect((await watch(810)).lesson.completedAt).not.toBeNull()
      expect((await watch(0)).lesson).toMatchObject({ position: 810, completedAt: expect.any(String) })
    })

    it('come out the same in whatever order and however often it is told', { timeout: 120_000 }, async () => {
      const templateId = await templateOf(house, 'course')
      const outcome = async (order: readonly number[]) => {
        const course = await aCourse(house, {
          templateId,
          chapters: [
            ['text', 'video'],
            ['document', 'picture'],
          ],
        })
        const learner = await aLearner()
        const [text = 0, video = 0, document = 0, picture = 0] = course.lessonIds
        const reports: [number, LessonReport][] = [
          [text, through],
          [video, { seconds: 0, completed: false, position: 100, duration: 200 }],
          [video, { seconds: 0, completed: true, position: 190, duration: 200 }],
          [document, through],
          [picture, { seconds: 0, completed: false }],
          [picture, through],
        ]
        const told = []
        for (const at of order) told.push(await tell(learner, ...(reports[at] ?? [text, through])))
        const { chapters, progress } = await see(learner, course.id)
        const lessons = chapters.flatMap(({ lessons: lines }) => lines.map(line => [line.progress?.position, line.progress?.completedAt]))
        const earned = told.flatMap(({ earned: { certificates } }) => certificates.map(({ completionRate }) => completionRate))
        return { lessons, progress: { ...progress, certificateNo: null }, earned, held: await certificatesOf(learner) }
      }
      const all = [0, 1, 2, 3, 4, 5]
      const usual = await outcome(all)
      expect([usual.earned, usual.held]).toEqual([[100], 1])
      const orders = fc.tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.array(fc.constantFrom(...all), { maxLength: 4 }))
      await fc.assert(
        fc.asyncProperty(orders, async ([order, again]) => {
          expect(await outcome([...order.slice(0, 3), ...again, ...order])).toEqual(usual)
        }),
        { numRuns: 8 },
      )
    })

    it.each([
      ['no second', { completed: true }],
      ['seconds of the past', { seconds: -1, completed: false }],
      ['half a second', { seconds: 0.5, completed: false }],
      ['more than a day', { seconds: 86_401, completed: false }],
      ['a time of its own', { seconds: 1, completed: true, at: '2030-01-01T00:00:00Z' }],
      ['words', { seconds: '30', completed: 'yes' }],
    ])('refuse a report with %s', async (_, body) => {
      const { lessonIds } = await aCourse(house)
      const { send } = await aLearner()
      const response = await send('POST', `/api/lessons/${lessonIds[0]}/progress`, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      expect(response.status).toBe(422)
    })
  })

  describe('with pictures, videos and documents', () => {
    const bytes = Buffer.from('0123456789')
    it('send them whole or in parts, to those who are signed in', async () => {
      await keepMedia(
        house.deps.db,
        house.deps.files,
        { token: `video-${engine}`, name: 'a.mp4', contentType: 'video/mp4', bytes },
        { createdBy: null, now: house.clock.now() },
      )
      const { send } = await aLearner()
      const url = mediaUrlOf(`video-${engine}`)
      const whole = await send('GET', url)
      expect([whole.status, whole.headers.get('content-type'), whole.headers.get('accept-ranges'), await whole.text()]).toEqual([
        200,
        'video/mp4',
        'bytes',
        '0123456789',
      ])
      const part = async (range: string, more: Record<string, string> = {}) => {
        const response = await send('GET', url, { headers: { range, ...more } })
        return [response.status, response.headers.get('content-range'), await response.text()]
      }
      expect(await part('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234'])
      expect(await part('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789'])
      expect(await part('bytes=-2')).toEqual([206, 'bytes 8-9/10', '89'])
      expect(await part('bytes=0-1', { 'if-range': whole.headers.get('etag') ?? '' })).toEqual([206, 'bytes 0-1/10', '01'])
      expect(await part('bytes=0-1', { 'if-range': '"another"' })).toEqual([200, null, '0123456789'])
      expect(await part('bytes=20-')).toEqual([416, 'bytes */10', ''])
      expect(await part('lines=1-2')).toEqual([200, null, '0123456789'])
      expect((await send('GET', url, { headers: { 'if-none-match': whole.headers.get('etag') ?? '' } })).status).toBe(304)
      expect([(await house.browser().send('GET', url)).status, (await send('GET', mediaUrlOf('unknown'))).status]).toEqual([401, 404])
    })

    it('are read no further than somebody asks: a film is too large to be held for each who watches it', async () => {
      const [token, film] = [`film-${engine}`, Buffer.from('a film')]
      const media = { token, name: 'a.mp4', contentType: 'video/mp4', bytes: film }
      await keepMedia(house.deps.db, house.deps.files, media, { createdBy: null, now: house.clock.now() })
      const { send } = await aLearner()
      const readWhole = vi.spyOn(house.deps.files, 'read')
      expect(await (await send('GET', mediaUrlOf(token), { headers: { range: 'bytes=2-4' } })).text()).toBe('fil')
      const head = await send('HEAD', mediaUrlOf(token))
      expect([head.status, head.headers.get('content-length'), readWhole.mock.calls]).toEqual([200, '6', []])
      readWhole.mockRestore()
      await house.deps.files.remove(createHash('sha256').update(film).digest('hex'))
      expect((await send('GET', mediaUrlOf(token))).status).toBe(404)
    })

    it('show the certificate that they earn, made out to nobody', async () => {
      const course = await aCourse(house, { templateId: await templateOf(house, 'course') })
      const none = await aCourse(house)
      const { send } = await aLearner()
      const specimen = await send('GET', `/api/courses/${course.id}/specimen.webp`)
      expect([specimen.status, specimen.headers.get('content-type')]).toEqual([200, 'image/webp'])
      expect((await send('GET', `/api/courses/${none.id}/specimen.webp`)).status).toBe(404)
      expect((await send('GET', `/api/courses/${course.id}/specimen.webp?width=5000`)).status).toBe(422)
    })
  })
})
