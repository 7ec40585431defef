import type { ExamDraft } from '@wallet/shared/exams/exam'
import type { AskedQuestion } from '@wallet/shared/exams/question'
import type { EndedAttempt, RunningAttempt, ShownAttempt } from '@wallet/shared/exams/shownAttempt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, templateOf } from '../../test/builders.ts'
import { anExam, aQuestion, publish, someQuestions } from '../../test/exams.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { execute, number, select, selectOne } from '../db/query.ts'
import { endOverdue } from './submit.ts'
import { findVersions } from './versions.ts'

const minuteMs = 60_000
type Learner = Awaited<ReturnType<typeof aBrowserOf>>

/** The letter under which a paper shows the author's option. */
const letterOf = ({ options }: AskedQuestion, own: string) => options.find(({ text }) => text.endsWith(own))?.key ?? 'A'
const running = (attempt: ShownAttempt): RunningAttempt => {
  if (attempt.state !== 'running') throw new Error('the attempt has ended')
  return attempt
}
const ended = (attempt: ShownAttempt): EndedAttempt => {
  if (attempt.state !== 'ended') throw new Error('the attempt goes on')
  return attempt
}

describe.each(engines)('exams, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())

  const aLearner = () => aBrowserOf(house, 'employee')
  const begin = async ({ client }: Browser, examId: number) => running(await client.exams.begin({ params: { id: examId } }))
  /** Answers so many of the questions right, the rest wrong. */
  const answer = ({ client }: Browser, { id, questions }: RunningAttempt, right: number) =>
    client.exams.save({
      params: { id },
      body: { answers: questions.map((question, i) => ({ questionId: question.id, picked: [letterOf(question, i < right ? 'B' : 'C')], isFlagged: false })) },
    })
  const submit = ({ client }: Browser, id: number) => client.exams.submit({ params: { id } })
  const take = async (learner: Browser, examId: number, right: number) => {
    const attempt = await begin(learner, examId)
    await answer(learner, attempt, right)
    return submit(learner, attempt.id)
  }
  const countOf = async (sql: string, replacements: Record<string, unknown>) => number((await selectOne(house.deps.db, sql, replacements))?.['n'])
  const certificatesOf = ({ person }: Learner) =>
    select(house.deps.db, 'SELECT certificate_no, score, cycle, superseded_by_id FROM user_certificates WHERE user_id = :id ORDER BY cycle', { id: person.id })

  describe('in the list and on the cover', () => {
    it('show their rules, what they earn, and how I stand', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house, { attempts: 3, passMark: 75, minutes: 20 })
      const fresh = await learner.client.exams.get({ params: { id } })
      expect(fresh).toMatchObject({ questionCount: 4, minutes: 20, passMark: 75, attempts: 3, attemptsLeft: 3, best: null, running: null, obstacle: null })
      expect(fresh).toMatchObject({ kinds: ['single'], earns: { type: 'exam' }, certificateNo: null, mine: [], course: null })
      const { id: first } = await take(learner, id, 2)
      const { id: second, certificate } = await take(learner, id, 4)
      const cover = await learner.client.exams.get({ params: { id } })
      expect(cover.best).toEqual({ attemptId: second, attemptNo: 2, score: 100, isPassed: true })
      expect(cover.mine.map(line => [line.id, line.score, line.isPassed, line.isBest])).toEqual([
        [second, 100, true, true],
        [first, 50, false, false],
      ])
      expect([cover.attemptsLeft, cover.certificateNo]).toEqual([1, certificate?.certificateNo])
      const { items } = await learner.client.exams.list({ query: { limit: 100 } })
      expect(items.find(card => card.id === id)).toMatchObject({ best: { score: 100 }, attemptsLeft: 1, earnsCertificate: true })
    })

    it('count the best attempt, of equals the earlier one, and show the latest hundred of however many', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house, { attempts: null, templateId: null })
      for (const right of [1, 3, 3, 2]) await take(learner, id, right)
      const { db } = house.deps
      const last = (await selectOne(db, 'SELECT * FROM attempts WHERE exam_id = :id AND attempt_no = 4', { id })) ?? {}
      const { paper, marks, seed, exam_version_id: examVersionId } = last
      const alike = { userId: learner.person.id, examId: id, examVersionId, seed, paper, marks, badgeIds: '[]', score: 50, isPassed: false }
      const when = { startedAt: house.clock.now(), deadlineAt: null, submittedAt: house.clock.now(), endedAt: house.clock.now() }
      await db.models.attempts.bulkCreate(Array.from({ length: 120 }, (_, i) => ({ ...alike, ...when, attemptNo: i + 5 })))
      const { best, mine } = await learner.client.exams.get({ params: { id } })
      expect([best?.attemptNo, best?.score, mine.length, mine[0]?.attemptNo]).toEqual([2, 75, 100, 124])
    })

    it('show what their certificate will look like, made out to nobody', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house)
      const answered = await learner.send('GET', `/api/exams/${id}/specimen.webp?width=640`)
      expect([answered.status, answered.headers.get('content-type')]).toEqual([200, 'image/webp'])
      const { id: without } = await anExam(house, { templateId: null })
      expect((await learner.send('GET', `/api/exams/${without}/specimen.webp`)).status).toBe(404)
    })

    it('come page by page in their order, and of one category where that is asked for', async () => {
      const learner = await aLearner()
      await execute(house.deps.db, "UPDATE exams SET state = 'retired'")
      const { id: second } = await anExam(house, { sortOrder: 2, category: 'safety' })
      const { id: third } = await anExam(house, { sortOrder: 2 })
      const { id: first } = await anExam(house, { sortOrder: 1 })
      const page = await learner.client.exams.list({ query: { limit: 2 } })
      const rest = await learner.client.exams.list({ query: { limit: 2, cursor: page.nextCursor ?? '' } })
      expect([page.items.map(({ id }) => id), rest.items.map(({ id }) => id), rest.nextCursor]).toEqual([[first, second], [third], null])
      expect((await learner.client.exams.list({ query: { category: 'safety' } })).items.map(({ id }) => id)).toEqual([second])
    })

    it('are not there before they are published', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house, { state: 'draft' })
      await expect(learner.client.exams.get({ params: { id } })).rejects.toThrow('exam_not_found')
      await expect(learner.client.exams.begin({ params: { id } })).rejects.toThrow('exam_not_found')
      expect(JSON.stringify(await learner.client.exams.list({ query: { limit: 100 } }))).not.toContain(`"id":${id},`)
    })

    it('that are retired are shown to those who have taken them, and take nobody any more', async () => {
      const [learner, other] = [await aLearner(), await aLearner()]
      const { id } = await anExam(house)
      await take(learner, id, 1)
      await execute(house.deps.db, "UPDATE exams SET state = 'retired' WHERE id = :id", { id })
      expect(await learner.client.exams.get({ params: { id } })).toMatchObject({ obstacle: 'retired', best: { score: 25 } })
      await expect(learner.client.exams.begin({ params: { id } })).rejects.toThrow('exam_retired')
      await expect(other.client.exams.get({ params: { id } })).rejects.toThrow('exam_not_found')
      await expect(other.client.exams.begin({ params: { id } })).rejects.toThrow('exam_not_found')
    })

    it('wait for their course to be completed', async () => {
      const { db, clock } = house.deps
      const now = clock.now()
      const words = { title: '数据安全', englishTitle: 'Data security', summary: '', category: 'compliance', cover: 'navy' }
      const row = { ...words, sortOrder: 0, state: 'published', version: 1, publishedVersion: 1, threshold: 100, content: '{}', createdAt: now, updatedAt: now }
      const courseId = number((await db.models.courses.create(row)).get('id'))
      await db.models.courseVersions.create({ courseId, version: 1, title: words.title, englishTitle: words.englishTitle, snapshot: '{}', publishedAt: now })
      const { id } = await anExam(house, { courseId })
      const learner = await aLearner()
      await expect(learner.client.exams.begin({ params: { id } })).rejects.toThrow('course_first')
      expect(await learner.client.exams.get({ params: { id } })).toMatchObject({
        obstacle: 'course',
        course: { id: courseId, title: '数据安全', englishTitle: 'Data security', isCompleted: false },
      })
      await db.models.enrolments.create({ userId: learner.person.id, courseId, enrolledAt: now, completedAt: now, lastReportAt: now })
      expect(await learner.client.exams.get({ params: { id } })).toMatchObject({ obstacle: null, course: { isCompleted: true } })
      await begin(learner, id)
      expect((await learner.client.exams.list({ query: { courseId } })).items.map(card => card.id)).toEqual([id])
    })
  })

  describe('while they go on', () => {
    it('tell nobody what is right, in whatever is answered before the end', async () => {
      const { id, questionIds } = await anExam(house, {
        questionIds: [
          await aQuestion(house, { explanation: '机密解析甲', isReserved: true }),
          await aQuestion(house, { kind: 'multiple', answer: ['B', 'D'], explanation: '机密解析乙' }),
          await aQuestion(house, {
            kind: 'trueFalse',
            options: [
              { key: 'A', text: '对' },
              { key: 'B', text: '错' },
            ],
            explanation: '机密解析丙',
          }),
        ],
      })
      const learner = await aLearner()
      const said: string[] = []
      const call = async (method: string, path: string, body?: unknown) => {
        const response = await learner.send(
          method,
          path,
          body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
        )
        said.push(await response.text())
        return JSON.parse(said.at(-1) ?? '') as ShownAttempt
      }
      const attempt = running(await call('POST', `/api/exams/${id}/attempts`))
      const picks = { answers: [{ questionId: questionIds[1], picked: ['A', 'B'], isFlagged: true }] }
      await call('PUT', `/api/attempts/${attempt.id}/answers`, picks)
      await call('PUT', `/api/attempts/${attempt.id}/answers`, { answers: [{ questionId: 999_999, picked: [], isFlagged: false }] })
      for (const path of [`/api/attempts/${attempt.id}`, `/api/exams/${id}`, '/api/exams?limit=100', '/api/practice']) await call('GET', path)
      await call('POST', `/api/exams/${id}/attempts`)
      // The questions that are not kept for exams may be practised, but not while they are on a paper.
      await call('POST', '/api/practice/rounds', { category: 'compliance' })
      for (const text of said) {
        expect(text).not.toContain('机密解析')
        expect(text).not.toMatch(/"(answer|explanation|isReserved|mark|seed|order|keepsOrder)":/)
      }
      for (const question of questionIds) expect(said.at(-1)).not.toContain(`"id":${question},`)
      expect((await submit(learner, attempt.id)).review?.map(({ explanation }) => explanation).toSorted()).toEqual(
        ['机密解析丙', '机密解析乙', '机密解析甲'].toSorted(),
      )
    })

    it('keep picks in the letters in which this person sees them', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house, { questionIds: await someQuestions(house, 30) })
      const attempt = await begin(learner, id)
      await answer(learner, attempt, 30)
      const again = running(await learner.client.exams.attempt({ params: { id: attempt.id } }))
      expect(again.questions).toEqual(attempt.questions)
      for (const question of again.questions)
        expect(again.answers.find(({ questionId }) => questionId === question.id)?.picked).toEqual([letterOf(question, 'B')])
      expect(new Set(again.questions.map(question => letterOf(question, 'B'))).size).toBeGreaterThan(1)
    })

    it('belong to one person: to everyone else there is no such attempt', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house)
      const attempt = await begin(learner, id)
      for (const role of ['employee', 'manager', 'issuer', 'admin'] as const) {
        const other = await aBrowserOf(house, role, { unit: learner.person.unit })
        await expect(other.client.exams.attempt({ params: { id: attempt.id } })).rejects.toThrow('attempt_not_found')
        await expect(answer(other, attempt, 4)).rejects.toThrow('attempt_not_found')
        await expect(submit(other, attempt.id)).rejects.toThrow('attempt_not_found')
      }
    })

    it.each([
      ['about a question that is not on the paper', () => ({ questionId: 987_654, picked: ['A'], isFlagged: false })],
      ['with two letters for a single choice', (questionId: number) => ({ questionId, picked: ['A', 'B'], isFlagged: false })],
      ['with a letter that is not there', (questionId: number) => ({ questionId, picked: ['H'], isFlagged: false })],
    ] as const)('refuse an answer %s', async (_, wrong) => {
      const learner = await aLearner()
      const { id } = await anExam(house)
      const attempt = await begin(learner, id)
      const sent = wrong(attempt.questions[0]?.id ?? 0)
      const refused = await learner.send('PUT', `/api/attempts/${attempt.id}/answers`, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ answers: [sent] }),
      })
      expect([refused.status, ((await refused.json()) as { errors: { path: string }[] }).errors[0]?.path]).toEqual([422, 'answers.0'])
      expect(running(await learner.client.exams.attempt({ params: { id: attempt.id } })).answers).toEqual([])
    })

    it('are begun once by twenty who ask at the same moment, and never more often than allowed', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house, { attempts: 2 })
      for (const no of [1, 2]) {
        const begun = await Promise.all(Array.from({ length: 20 }, () => begin(learner, id)))
        expect(new Set(begun.map(attempt => `${attempt.id} ${attempt.attemptNo}`)).size).toBe(1)
        expect(begun[0]?.attemptNo).toBe(no)
        await submit(learner, begun[0]?.id ?? 0)
      }
      const refused = await Promise.allSettled(Array.from({ length: 20 }, () => begin(learner, id)))
      expect(refused.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'rejected'))
      await expect(begin(learner, id)).rejects.toThrow('no_attempts_left')
      expect(await countOf('SELECT COUNT(*) AS n FROM attempts WHERE exam_id = :id', { id })).toBe(2)
    })

    it('answer 201 when begun and 200 when gone on with', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house)
      const statuses = [await learner.send('POST', `/api/exams/${id}/attempts`), await learner.send('POST', `/api/exams/${id}/attempts`)].map(
        ({ status }) => status,
      )
      expect(statuses).toEqual([201, 200])
    })

    it('stay as they were when another version is published', async () => {
      const learner = await aLearner()
      const { id, questionIds } = await anExam(house)
      const attempt = await begin(learner, id)
      await answer(learner, attempt, 4)
      const more = await aQuestion(house, { stem: '新版本的题' })
      const settings = { passMark: 100, minutes: 1, attempts: 1, paper: { count: 1 }, multiple: 'partial', review: 'never', betterScore: 'keep' }
      await execute(house.deps.db, 'DELETE FROM exam_questions WHERE exam_id = :id', { id })
      await house.deps.db.models.examQuestions.create({ examId: id, questionId: more })
      await execute(house.deps.db, "UPDATE exams SET version = 2, settings = :settings, title = '第二版' WHERE id = :id", {
        id,
        settings: JSON.stringify(settings),
      })
      await execute(house.deps.db, "UPDATE questions SET content = '{}' WHERE id IN (:questionIds)", { questionIds })
      await publish(house, id)
      house.clock.pass(10 * minuteMs)
      expect(await learner.client.exams.get({ params: { id } })).toMatchObject({
        title: '第二版',
        minutes: 1,
        questionCount: 1,
        running: { attemptId: attempt.id },
      })
      const again = running(await learner.client.exams.attempt({ params: { id: attempt.id } }))
      expect([again.title, again.questions, again.secondsLeft]).toEqual(['信息安全与数据保护', attempt.questions, 20 * 60])
      expect(await submit(learner, attempt.id)).toMatchObject({ score: 100, isPassed: true, passMark: 60, attemptsLeft: 0 })
      const fresh = await aLearner()
      expect((await begin(fresh, id)).questions.map(({ stem }) => stem)).toEqual(['新版本的题'])
    })

    it('survive a restart of the server, on another phone', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house, { minutes: 600 })
      house.clock.set('2026-11-23T06:05:00.000Z')
      const attempt = await begin(learner, id)
      await answer(learner, attempt, 3)
      await learner.client.exams.save({
        params: { id: attempt.id },
        body: { answers: [{ questionId: attempt.questions[3]?.id ?? 0, picked: [], isFlagged: true }] },
      })
      const before = running(await learner.client.exams.attempt({ params: { id: attempt.id } }))
      const restarted = await house.another()
      const phone = await house.signIn(learner.person.employeeNo, 'kpl-demo', restarted.origin)
      expect(running(await phone.client.exams.attempt({ params: { id: attempt.id } }))).toEqual(before)
      expect(await begin(phone, id)).toEqual(before)
      expect(await submit(phone, attempt.id)).toMatchObject({ score: 75, counts: { right: 3, partly: 0, wrong: 0, unanswered: 1 } })
      await restarted.stop()
    })
  })

  describe('and their time', () => {
    it('take answers up to the deadline, to the millisecond, and none afterwards', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house, { minutes: 10 })
      const attempt = await begin(learner, id)
      expect(attempt.secondsLeft).toBe(600)
      await answer(learner, attempt, 1)
      house.clock.pass(10 * minuteMs)
      expect(await answer(learner, attempt, 3)).toMatchObject({ secondsLeft: 0 })
      house.clock.pass(1)
      await expect(answer(learner, attempt, 4)).rejects.toThrow('attempt_over')
      expect((await submit(learner, attempt.id)).score).toBe(75)
      await expect(answer(learner, attempt, 4)).rejects.toThrow('attempt_over')
    })

    it('score a submission a second late on what was saved in time', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house, { minutes: 30 })
      const attempt = await begin(learner, id)
      await answer(learner, attempt, 3)
      const deadline = new Date(house.clock.now().getTime() + 30 * minuteMs)
      house.clock.set(new Date(deadline.getTime() + 1000))
      await expect(answer(learner, attempt, 4)).rejects.toThrow('attempt_over')
      expect(await submit(learner, attempt.id)).toMatchObject({ score: 75, isPassed: true, isInTime: false, endedAt: deadline.toISOString() })
    })

    it('end by themselves, as of the deadline, with everything that follows from a pass', async () => {
      const [passing, failing] = [await aLearner(), await aLearner()]
      const { id } = await anExam(house, { minutes: 15 })
      const [one, other] = [await begin(passing, id), await begin(failing, id)]
      await answer(passing, one, 4)
      const deadline = new Date(house.clock.now().getTime() + 15 * minuteMs)
      const sweep = endOverdue(house.deps)
      house.clock.set(deadline)
      await sweep()
      expect((await passing.client.exams.attempt({ params: { id: one.id } })).state).toBe('running')
      house.clock.pass(3 * minuteMs)
      await sweep()
      expect(await countOf('SELECT COUNT(*) AS n FROM attempts WHERE exam_id = :id AND ended_at IS NULL', { id })).toBe(0)
      const result = ended(await passing.client.exams.attempt({ params: { id: one.id } }))
      expect(result).toMatchObject({ score: 100, isPassed: true, isInTime: false, isNewCertificate: true, endedAt: deadline.toISOString() })
      expect(ended(await failing.client.exams.attempt({ params: { id: other.id } }))).toMatchObject({ score: 0, counts: { unanswered: 4 }, certificate: null })
      expect(await submit(passing, one.id)).toEqual(result)
    })

    it('end a little later where something is amiss at the deadline', async () => {
      const [learner, another] = [await aLearner(), await aLearner()]
      const { id } = await anExam(house, { minutes: 15 })
      const attempt = await begin(learner, id)
      await begin(another, id)
      await answer(learner, attempt, 4)
      let isAmiss = true
      const random = (count: number) => {
        if (isAmiss) throw new Error('no chance')
        return house.deps.random(count)
      }
      const sweep = endOverdue({ ...house.deps, random })
      const open = () => countOf('SELECT COUNT(*) AS n FROM attempts WHERE exam_id = :id AND ended_at IS NULL', { id })
      house.clock.pass(15 * minuteMs + 1)
      await sweep()
      isAmiss = false
      expect(await open()).toBe(1)
      house.clock.pass(minuteMs)
      await sweep()
      expect(await open()).toBe(0)
    })

    it('are over for whoever looks, even before anybody has ended them', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house, { minutes: 5, attempts: 2 })
      const attempt = await begin(learner, id)
      house.clock.pass(5 * minuteMs + 1)
      expect((await learner.client.exams.get({ params: { id } })).running).toBeNull()
      expect((await learner.client.exams.attempt({ params: { id: attempt.id } })).state).toBe('ended')
      const next = await begin(learner, id)
      house.clock.pass(5 * minuteMs + 1)
      await expect(begin(learner, id)).rejects.toThrow('no_attempts_left')
      expect(ended(await learner.client.exams.attempt({ params: { id: next.id } })).attemptsLeft).toBe(0)
    })

    it('that have run out make room for the next attempt', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house, { minutes: 5 })
      const attempt = await begin(learner, id)
      await answer(learner, attempt, 4)
      house.clock.pass(6 * minuteMs)
      expect((await begin(learner, id)).attemptNo).toBe(2)
      expect(await certificatesOf(learner)).toHaveLength(1)
    })

    it('without a limit never run out', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house, { minutes: null })
      const attempt = await begin(learner, id)
      house.clock.pass(90 * 24 * 60 * minuteMs)
      expect(attempt.secondsLeft).toBeNull()
      const later = await house.signIn(learner.person.employeeNo)
      await answer(later, attempt, 4)
      expect(await submit(later, attempt.id)).toMatchObject({ score: 100, isInTime: true })
    })
  })

  describe('when they end', () => {
    it('have one result and one certificate, however many submit at the same moment', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house)
      const attempt = await begin(learner, id)
      await answer(learner, attempt, 3)
      const phone = await house.signIn(learner.person.employeeNo)
      const results = await Promise.all(Array.from({ length: 20 }, (_, i) => submit(i % 2 === 0 ? learner : phone, attempt.id)))
      expect(new Set(results.map(result => JSON.stringify(result))).size).toBe(1)
      expect(results[0]).toMatchObject({
        score: 75,
        isPassed: true,
        isNewCertificate: true,
        certificate: { score: 75, examId: id, title: '信息安全与数据保护' },
      })
      expect(await certificatesOf(learner)).toHaveLength(1)
      const kinds = await select(house.deps.db, 'SELECT kind FROM learning_events WHERE user_id = :id ORDER BY id', { id: learner.person.id })
      expect(kinds.map(row => row['kind'])).toEqual(['examTaken', 'certificateIssued'])
    })

    it('bring the badges that they earn, told again whenever the result is looked at', async () => {
      const now = house.clock.now()
      const words = { title: '首考即过', englishTitle: 'First try', summary: '第一次参加就通过考试', sortOrder: 0, category: 'exam', icon: 'star' }
      const rule = JSON.stringify({ statistic: 'firstTryPasses', atLeast: 1 })
      await house.deps.db.models.badges.create({ ...words, rule, state: 'published', version: 1, publishedVersion: 1, createdAt: now, updatedAt: now })
      const learner = await aLearner()
      const { id } = await anExam(house)
      const result = await take(learner, id, 4)
      expect(result.badges).toMatchObject([{ title: '首考即过', icon: 'star', certificateNo: null }])
      expect(ended(await learner.client.exams.attempt({ params: { id: result.id } })).badges).toEqual(result.badges)
      expect((await take(learner, id, 4)).badges).toEqual([])
      await execute(house.deps.db, "UPDATE badges SET state = 'retired'")
    })

    it.each([
      ['keep', 75, [[75, true]]],
      [
        'reissue',
        100,
        [
          [75, false],
          [100, true],
        ],
      ],
    ] as const)('with a better score %s the certificate', async (betterScore, certified, issued) => {
      const learner = await aLearner()
      const { id } = await anExam(house, { betterScore })
      expect((await take(learner, id, 2)).certificate).toBeNull()
      const first = await take(learner, id, 3)
      const better = await take(learner, id, 4)
      const worse = await take(learner, id, 3)
      expect([first.isNewCertificate, better.isNewCertificate, worse.isNewCertificate]).toEqual([true, betterScore === 'reissue', false])
      expect([better.certificate?.score, worse.certificate?.score]).toEqual([certified, certified])
      expect([better.isBest, worse.isBest]).toEqual([true, false])
      const all = await certificatesOf(learner)
      expect(all.map(row => [number(row['score']), row['superseded_by_id'] === null])).toEqual(issued)
      const status = (await learner.client.verification.verify({ params: { certificateNo: first.certificate?.certificateNo ?? '' } })).status
      expect(status).toBe(betterScore === 'reissue' ? 'superseded' : 'valid')
    })

    it('issue anew after the certificate was revoked, and leave a suspended one alone', async () => {
      const learner = await aLearner()
      const issuer = await aBrowserOf(house, 'issuer')
      const { id } = await anExam(house, { betterScore: 'reissue' })
      const first = await take(learner, id, 3)
      await execute(house.deps.db, 'UPDATE user_certificates SET suspended_at = issued_at WHERE user_id = :id', { id: learner.person.id })
      expect((await take(learner, id, 4)).isNewCertificate).toBe(false)
      await execute(house.deps.db, 'UPDATE user_certificates SET suspended_at = NULL WHERE user_id = :id', { id: learner.person.id })
      await issuer.client.certificates.revoke({ params: { certificateNo: first.certificate?.certificateNo ?? '' }, body: { reason: '替考' } })
      const after = await take(learner, id, 3)
      expect([after.isNewCertificate, after.certificate?.certificateNo === first.certificate?.certificateNo]).toEqual([true, false])
    })

    it('count also where the certificate can no longer be issued', async () => {
      const { db } = house.deps
      const issuer = await aBrowserOf(house, 'issuer')
      const { id: templateId } = await issuer.client.templates.duplicate({ params: { id: await templateOf(house, 'exam') } })
      const learner = await aLearner()
      const { id } = await anExam(house, { templateId })
      await execute(db, 'UPDATE certificate_templates SET is_active = 0 WHERE id = :templateId', { templateId })
      expect(await learner.client.exams.get({ params: { id } })).toMatchObject({ earns: null })
      expect(await take(learner, id, 4)).toMatchObject({ isPassed: true, certificate: null })
      await execute(db, 'UPDATE certificate_templates SET is_active = 1 WHERE id = :templateId', { templateId })
      expect(await take(learner, id, 4)).toMatchObject({ isNewCertificate: true })
    })

    it.each([
      ['always', 1, true],
      ['afterPass', 1, false],
      ['afterPass', 4, true],
      ['never', 4, false],
    ] as const)('show the answers by the policy %s, with %i of four right: %s', async (review, right, isShown) => {
      const learner = await aLearner()
      const { id } = await anExam(house, { review })
      const result = await take(learner, id, right)
      expect(result.review !== null).toBe(isShown)
      for (const question of result.review ?? [])
        expect([question.answer, question.mark === 'right']).toEqual([[letterOf(question, 'B')], question.answer[0] === question.picked[0]])
    })

    it('keep the answers closed while another attempt goes on', async () => {
      const learner = await aLearner()
      const { id } = await anExam(house, { review: 'always' })
      const first = await take(learner, id, 1)
      const next = await begin(learner, id)
      expect(ended(await learner.client.exams.attempt({ params: { id: first.id } })).review).toBeNull()
      await submit(learner, next.id)
      expect(ended(await learner.client.exams.attempt({ params: { id: first.id } })).review).toHaveLength(4)
    })

    it('keep the answers closed while another exam asks the same', async () => {
      const learner = await aLearner()
      const { id, questionIds } = await anExam(house)
      const past = await take(learner, id, 1)
      const { id: other } = await anExam(house, { questionIds: questionIds.slice(0, 1) })
      const attempt = await begin(learner, other)
      expect(ended(await learner.client.exams.attempt({ params: { id: past.id } })).review).toBeNull()
      await submit(learner, attempt.id)
      expect(ended(await learner.client.exams.attempt({ params: { id: past.id } })).review).toHaveLength(4)
    })

    it.each([
      ['allOrNothing', 0],
      ['partial', 50],
    ] as const)('score multiple choice that is half right by the policy %s', async (multiple, score) => {
      const learner = await aLearner()
      const { id } = await anExam(house, { multiple, questionIds: [await aQuestion(house, { kind: 'multiple', answer: ['B', 'D'] })] })
      const attempt = await begin(learner, id)
      const [question] = attempt.questions
      if (!question) throw new Error('the paper is empty')
      await learner.client.exams.save({
        params: { id: attempt.id },
        body: { answers: [{ questionId: question.id, picked: [letterOf(question, 'D')], isFlagged: false }] },
      })
      expect((await submit(learner, attempt.id)).score).toBe(score)
    })

    it('say where one stands in the department, without those who keep off the boards', async () => {
      const [better, me] = [await aLearner(), await aLearner()]
      await execute(house.deps.db, 'UPDATE users SET org_unit_id = :unit WHERE id IN (:ids)', {
        unit: me.person.unit.id,
        ids: [better.person.id, me.person.id],
      })
      const { id } = await anExam(house)
      expect((await take(better, id, 4)).place).toBeNull()
      const mine = await take(me, id, 3)
      expect(mine.place).toEqual({ rank: 2, people: 2 })
      await execute(house.deps.db, 'UPDATE users SET is_off_boards = 1 WHERE id = :id', { id: better.person.id })
      expect(ended(await me.client.exams.attempt({ params: { id: mine.id } })).place).toBeNull()
    })
  })

  it('are found among more versions than are kept at hand, whoever asks for others meanwhile', async () => {
    const { id } = await anExam(house)
    const { db, clock } = house.deps
    const { snapshot } = (await selectOne(db, 'SELECT snapshot FROM exam_versions WHERE exam_id = :id', { id })) ?? {}
    await db.models.examVersions.bulkCreate(
      Array.from({ length: 301 }, (_, i) => ({ examId: id, version: i + 2, snapshot, publishedBy: null, publishedAt: clock.now() })),
    )
    const ids = (await select(db, 'SELECT id FROM exam_versions WHERE exam_id = :id ORDER BY version DESC LIMIT 301', { id })).map(row => number(row['id']))
    for (const some of [ids, ids.slice(0, 1), ids.slice(1, 298)]) await findVersions(db, some)
    const [one, other] = [[0, 298].map(i => ids[i] ?? 0), [1, 299, 300].map(i => ids[i] ?? 0)]
    const found = await Promise.all([findVersions(db, one), findVersions(db, other)])
    expect(found.map(versions => [...versions.keys()].toSorted())).toEqual([one.toSorted(), other.toSorted()])
  })

  it('are submitted by fifty learners at once: fifty results, fifty certificates, none twice', async () => {
    const { id } = await anExam(house, { questionIds: await someQuestions(house, 10) } satisfies Partial<ExamDraft> & { questionIds: number[] })
    const learners = await Promise.all(Array.from({ length: 50 }, aLearner))
    const attempts = await Promise.all(learners.map(learner => begin(learner, id)))
    await Promise.all(attempts.map((attempt, i) => answer(learners[i] ?? house.browser(), attempt, i % 2 === 0 ? 10 : 7)))
    const results = await Promise.all(attempts.map((attempt, i) => submit(learners[i] ?? house.browser(), attempt.id)))
    expect(results.map(({ score }) => score)).toEqual(attempts.map((_, i) => (i % 2 === 0 ? 100 : 70)))
    expect(await countOf('SELECT COUNT(*) AS n FROM user_certificates WHERE exam_id = :id', { id })).toBe(50)
    expect(await countOf('SELECT COUNT(DISTINCT user_id) AS n FROM user_certificates WHERE exam_id = :id', { id })).toBe(50)
  })
})
