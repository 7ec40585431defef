import type { AuthoredCourse, CourseEdit } from '@wallet/shared/courses/authoring'
import type { Problem } from '@wallet/shared/problem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBrowserOf, templateOf } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { select, text } from '../db/query.ts'
import { settleCourses } from './settle.ts'

type Author = Awaited<ReturnType<typeof aBrowserOf>>
type Lesson = CourseEdit['content']['chapters'][number]['lessons'][number]

const lesson = (title: string, more: Partial<Lesson> = {}): Lesson => ({ id: null, title, kind: 'text', minutes: 5, body: '正文', mediaUrl: null, ...more })
const edit = (lessons: readonly Lesson[], more: Partial<CourseEdit> = {}): CourseEdit => ({
  ...{ title: '消防安全', englishTitle: 'Fire safety', summary: '', category: 'safety', cover: 'seal', templateId: null, threshold: 100 },
  content: { chapters: [{ id: null, title: '第一章', lessons: [...lessons] }] },
  ...more,
})
/** What would be sent to change a course as it is. */
const editOf = ({ title, englishTitle, summary, category, cover, templateId, threshold, content, version }: AuthoredCourse) =>
  structuredClone({ title, englishTitle, summary, category, cover, templateId, threshold, content, version })
const lessonsOf = ({ content }: AuthoredCourse) => content.chapters.flatMap(({ lessons }) => lessons)

describe.each(engines)('courses and their authors, on %s', engine => {
  let house: House
  let issuer: Author
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
  })
  afterAll(() => house.close())
  beforeEach(() => house.clock.pass(60_000))

  const write = (body: CourseEdit) => issuer.client.courseAuthoring.create({ body })
  const change = (body: CourseEdit & { version: number }, id: number) => issuer.client.courseAuthoring.update({ params: { id }, body })
  const publish = ({ id, version }: AuthoredCourse) => issuer.client.courseAuthoring.publish({ params: { id }, body: { version } })
  const refusal = async (asked: Promise<unknown>) => ((await asked.catch((error: unknown) => error)) as { problem: Problem }).problem
  const aLearner = () => aBrowserOf(house, 'employee')
  const finish = ({ client }: Author, id: number) => client.courses.report({ params: { id }, body: { seconds: 0, completed: true } })
  const see = ({ client }: Author, id: number) => client.courses.get({ params: { id } })

  it('show learners nothing before a course is published, and then what was published', async () => {
    const learner = await aLearner()
    const written = await write(edit([lesson('灭火器'), lesson('逃生')]))
    expect(written).toMatchObject({ state: 'draft', version: 1, publishedVersion: null, learnerCount: 0 })
    expect((await refusal(see(learner, written.id))).code).toBe('course_not_found')
    expect(await publish(written)).toMatchObject({ state: 'published', version: 1, publishedVersion: 1 })
    const changed = await change({ ...editOf(written), title: '消防安全与逃生' }, written.id)
    expect(changed).toMatchObject({ state: 'published', version: 2, publishedVersion: 1 })
    expect((await see(learner, written.id)).title).toBe('消防安全')
    await publish(changed)
    expect((await see(learner, written.id)).title).toBe('消防安全与逃生')
  })

  it('may save what is not complete, and are told all that is missing when they publish it', async () => {
    const picture = lesson('', { kind: 'picture', minutes: 5 })
    const course = await write(edit([picture, lesson('空的', { body: '' })], { englishTitle: '', templateId: null }))
    const { code, errors = [] } = await refusal(publish(course))
    expect(code).toBe('invalid_request')
    const at = 'content.chapters.0.lessons'
    expect(errors.map(({ path }) => path).toSorted()).toEqual([`${at}.0.mediaUrl`, `${at}.0.title`, `${at}.1.body`, 'englishTitle'].toSorted())
    expect((await issuer.client.courseAuthoring.get({ params: { id: course.id } })).state).toBe('draft')
  })

  it('are told of a file or a template that is not there', async () => {
    const course = await write(edit([lesson('看图', { kind: 'picture', mediaUrl: '/api/media/nothing' })]))
    expect((await refusal(publish(course))).errors).toMatchObject([{ path: 'content.chapters.0.lessons.0.mediaUrl' }])
    expect((await refusal(write(edit([lesson('一')], { title: '' })))).errors).toMatchObject([{ path: 'title' }])
  })

  it('lose nothing to each other: the slower one is refused, and a change of nothing makes no version', async () => {
    const course = await write(edit([lesson('一')]))
    const [first, second] = [
      { ...editOf(course), title: '甲写的' },
      { ...editOf(course), title: '乙写的' },
    ]
    await change(first, course.id)
    expect((await refusal(change(second, course.id))).code).toBe('stale_version')
    expect((await refusal(publish(course))).code).toBe('stale_version')
    const now = await issuer.client.courseAuthoring.get({ params: { id: course.id } })
    expect([now.title, now.version]).toEqual(['甲写的', 2])
    expect((await change(editOf(now), course.id)).version).toBe(2)
  })

  it('cannot take over the lessons of another course', async () => {
    const [one, other] = [await write(edit([lesson('一')])), await write(edit([lesson('二')]))]
    const stolen = { ...editOf(other), content: structuredClone(one.content) }
    expect((await refusal(change(stolen, other.id))).errors).toMatchObject([{ path: 'content.chapters.0.lessons.0.id' }])
    expect((await refusal(write({ ...edit([]), content: one.content }))).code).toBe('invalid_request')
  })

  it('can take a course out of use and bring it back as it was', async () => {
    const learner = await aLearner()
    const course = await publish(await write(edit([lesson('一')])))
    expect((await issuer.client.courseAuthoring.retire({ params: { id: course.id } })).state).toBe('retired')
    expect((await refusal(see(learner, course.id))).code).toBe('course_not_found')
    expect(await publish(course)).toMatchObject({ state: 'published', version: 1, publishedVersion: 1 })
    expect((await see(learner, course.id)).title).toBe('消防安全')
  })

  it('put courses in order, which learners see at once', async () => {
    const learner = await aLearner()
    const { items } = await issuer.client.courseAuthoring.list()
    const ids = items.map(({ id }) => id).toReversed()
    const ordered = await issuer.client.courseAuthoring.order({ body: { ids: ids.slice(0, 2) } })
    expect(ordered.items.map(({ id }) => id)).toEqual([...ids.slice(0, 2), ...items.map(({ id }) => id).filter(id => !ids.slice(0, 2).includes(id))])
    const shelf = (await learner.client.courses.list({ query: { limit: 100 } })).items.map(({ id }) => id)
    expect(shelf).toEqual(ordered.items.map(({ id }) => id).filter(id => shelf.includes(id)))
    expect((await refusal(issuer.client.courseAuthoring.order({ body: { ids: [999_999] } }))).errors).toEqual([{ path: 'ids.0', message: 'is not there' }])
    expect((await refusal(issuer.client.courseAuthoring.order({ body: { ids: [ids[0] ?? 0, ids[0] ?? 0] } }))).code).toBe('invalid_request')
  })

  it('leave what they did in the audit trail, and are counted', async () => {
    const { id } = await publish(await write(edit([lesson('一')])))
    await issuer.client.courseAuthoring.retire({ params: { id } })
    const rows = await select(house.deps.db, 'SELECT event FROM audit_events WHERE subject = :subject ORDER BY id', { subject: `course:${id}` })
    expect(rows.map(row => text(row['event']))).toEqual(['course.created', 'course.published', 'course.retired'])
    const { courses } = await issuer.client.authoring.counts()
    expect([courses.retired, courses.draft > 0]).toEqual([1, true])
  })

  describe('and those who are learning meanwhile', () => {
    const settle = () => settleCourses(house.deps)()
    const twoLessons = async (more: Partial<CourseEdit> = {}) => publish(await write(edit([lesson('一'), lesson('二')], more)))

    it('keep what they have learnt when a lesson is added, and have the new one before them', async () => {
      const learner = await aLearner()
      const course = await twoLessons()
      await finish(learner, lessonsOf(course)[0]?.id ?? 0)
      const next = { ...editOf(course), content: { chapters: course.content.chapters.map(each => ({ ...each, lessons: [...each.lessons, lesson('三')] })) } }
      await publish(await change(next, course.id))
      await settle()
      expect((await see(learner, course.id)).progress).toMatchObject({ done: 1, total: 3, completedAt: null })
    })

    it('stay through with a course that they have completed, whatever is added to it', async () => {
      const learner = await aLearner()
      const course = await twoLessons({ templateId: await templateOf(house, 'course') })
      for (const { id } of lessonsOf(course)) await finish(learner, id)
      const before = (await see(learner, course.id)).progress
      const next = { ...editOf(course), content: { chapters: course.content.chapters.map(each => ({ ...each, lessons: [...each.lessons, lesson('三')] })) } }
      await publish(await change(next, course.id))
      await settle()
      expect((await see(learner, course.id)).progress).toEqual({ ...before, done: 2, total: 3, percent: 66.67 })
      const { id = 0 } = lessonsOf(await issuer.client.courseAuthoring.get({ params: { id: course.id } }))[2] ?? {}
      expect((await finish(learner, id)).earned.certificates).toEqual([])
    })

    it('have completed a course, with its certificate, when the only lesson that they lacked is taken out', async () => {
      const [through, half] = [await aLearner(), await aLearner()]
      const course = await twoLessons({ templateId: await templateOf(house, 'course') })
      const [first, second] = lessonsOf(course)
      await finish(through, first?.id ?? 0)
      await half.client.courses.enrol({ params: { id: course.id } })
      const next = { ...editOf(course), content: { chapters: course.content.chapters.map(each => ({ ...each, lessons: each.lessons.slice(0, 1) })) } }
      await publish(await change(next, course.id))
      await settle()
      await settle()
      expect((await see(through, course.id)).progress).toMatchObject({ done: 1, total: 1, percent: 100, completedAt: house.clock.now().toISOString() })
      expect((await through.client.certificates.list()).items).toMatchObject([{ courseId: course.id, completionRate: 100 }])
      expect((await see(half, course.id)).progress).toMatchObject({ done: 0, total: 1, completedAt: null })
      expect((await refusal(finish(half, second?.id ?? 0))).code).toBe('lesson_not_found')
    })

    it('have completed it though something is amiss for one of them, who has it a little later', async () => {
      const learners = [await aLearner(), await aLearner()]
      const course = await twoLessons({ templateId: await templateOf(house, 'course') })
      for (const learner of learners) await finish(learner, lessonsOf(course)[0]?.id ?? 0)
      let draws = 0
      const random = (count: number) => {
        if (draws++ === 0) throw new Error('no chance')
        return house.deps.random(count)
      }
      const follow = settleCourses({ ...house.deps, random })
      await follow()
      await publish(await change({ ...editOf(course), threshold: 50 }, course.id))
      const through = async () => {
        await follow()
        return Promise.all(learners.map(async learner => (await see(learner, course.id)).progress?.completedAt !== null))
      }
      expect(await through()).toEqual([false, true])
      expect(await through()).toEqual([true, true])
    })

    it('find a lesson that was taken out and put back as they left it', async () => {
      const learner = await aLearner()
      const course = await twoLessons()
      await finish(learner, lessonsOf(course)[1]?.id ?? 0)
      const without = { ...editOf(course), content: { chapters: course.content.chapters.map(each => ({ ...each, lessons: each.lessons.slice(0, 1) })) } }
      const shorter = await publish(await change(without, course.id))
      const back = await change({ ...editOf(course), version: shorter.version }, course.id)
      await publish(back)
      expect((await see(learner, course.id)).progress).toMatchObject({ done: 1, total: 2 })
    })
  })
})
