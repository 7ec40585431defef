import type { AskedQuestion } from '@wallet/shared/exams/question'
import type { PracticeRound, PracticeScope } from '@wallet/shared/practice/shown'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBrowserOf } from '../../test/builders.ts'
import { anExam, aQuestion, someQuestions } from '../../test/exams.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { loadStatistics } from '../badges/statisticsStore.ts'
import { execute, number, select } from '../db/query.ts'

const letterOf = ({ options }: AskedQuestion, own: string) => options.find(({ text }) => text.endsWith(own))?.key ?? 'A'
const first = ({ questions }: PracticeRound): AskedQuestion => {
  const [question] = questions
  if (!question) throw new Error('the round is empty')
  return question
}

describe.each(engines)('practice, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())
  beforeEach(() => execute(house.deps.db, "UPDATE questions SET state = 'retired'"))

  const aLearner = () => aBrowserOf(house, 'employee')
  const begin = ({ client }: Browser, body: PracticeScope = { category: 'safety' }) => client.practice.begin({ body })
  const answer = ({ client }: Browser, { id }: PracticeRound, question: AskedQuestion, own = 'B') =>
    client.practice.answer({ params: { id }, body: { questionId: question.id, picked: [letterOf(question, own)] } })
  const finish = ({ client }: Browser, { id }: PracticeRound) => client.practice.finish({ params: { id } })
  /** Goes through a round; so many right, the rest wrong. */
  const goThrough = async (learner: Browser, round: PracticeRound, right: number) => {
    for (const [i, question] of round.questions.entries()) await answer(learner, round, question, i < right ? 'B' : 'C')
  }
  const kindsOf = async (userId: number) =>
    (await select(house.deps.db, 'SELECT kind FROM learning_events WHERE user_id = :userId ORDER BY id', { userId })).map(row => row['kind'])

  it('asks ten questions of a category, and tells at once what is right and why', async () => {
    await someQuestions(house, 15, { category: 'safety' })
    const learner = await aLearner()
    const round = await begin(learner)
    expect(round).toMatchObject({ scope: { category: 'safety' }, isFinished: false, outcomes: [] })
    expect(round.questions).toHaveLength(10)
    expect(JSON.stringify(round)).not.toMatch(/解析|"answer"|"explanation"/)
    const question = first(round)
    const { outcome, isFinished } = await answer(learner, round, question, 'C')
    expect(outcome).toMatchObject({ questionId: question.id, picked: [letterOf(question, 'C')], isRight: false, answer: [letterOf(question, 'B')] })
    expect([outcome.explanation.startsWith('解析'), isFinished]).toEqual([true, false])
  })

  it('never asks what is kept for exams, a draft, or what was taken back', async () => {
    const open = await aQuestion(house, { category: 'safety' })
    await aQuestion(house, { category: 'safety', isReserved: true })
    await aQuestion(house, { category: 'safety' }, 'draft')
    await aQuestion(house, { category: 'service', isReserved: true })
    const learner = await aLearner()
    const overview = await learner.client.practice.overview()
    expect(overview.categories).toEqual([{ category: 'safety', questions: 1, right: 0 }])
    expect((await begin(learner)).questions.map(({ id }) => id)).toEqual([open])
    await expect(begin(learner, { category: 'service' })).rejects.toThrow('nothing_to_practise')
  })

  it('takes one answer to a question, however often it is sent', async () => {
    await someQuestions(house, 3, { category: 'safety' })
    const learner = await aLearner()
    const round = await begin(learner)
    const question = first(round)
    const told = await Promise.all(Array.from({ length: 10 }, (_, i) => answer(learner, round, question, i === 0 ? 'C' : 'B')))
    expect(new Set(told.map(({ outcome }) => JSON.stringify(outcome))).size).toBe(1)
    expect(await answer(learner, round, question, 'D')).toMatchObject({ outcome: told[0]?.outcome, earned: { badges: [], certificates: [] } })
    expect(await kindsOf(learner.person.id)).toEqual(['practiceAnswered'])
  })

  it('is finished with its last answer, and counted once', async () => {
    await someQuestions(house, 6, { category: 'safety' })
    const learner = await aLearner()
    const round = await begin(learner)
    await goThrough(learner, round, 4)
    expect(await finish(learner, round)).toMatchObject({ answered: 6, right: 4, questions: 6, mistakes: 2 })
    await finish(learner, round)
    expect((await kindsOf(learner.person.id)).filter(kind => kind === 'practiceFinished')).toHaveLength(1)
    expect((await loadStatistics(house.deps.db, learner.person.id)).practice).toEqual({ answered: 6, right: 4, rounds: 1, byAccuracy: { 66: 6 } })
    const again = await learner.client.practice.round({ params: { id: round.id } })
    expect([again.isFinished, again.outcomes.length]).toEqual([true, 6])
  })

  it('can be left and gone on with; beginning another round finishes the one that is open', async () => {
    await someQuestions(house, 6, { category: 'safety' })
    const learner = await aLearner()
    const round = await begin(learner)
    await answer(learner, round, first(round))
    expect((await learner.client.practice.overview()).open).toEqual({ roundId: round.id, answered: 1, questions: 6 })
    const phone = await house.signIn(learner.person.employeeNo)
    expect((await phone.client.practice.round({ params: { id: round.id } })).outcomes).toHaveLength(1)
    const next = await begin(learner)
    const [, second] = round.questions
    if (!second) throw new Error('the round is too short')
    await expect(answer(learner, round, second)).rejects.toThrow('round_over')
    expect(await kindsOf(learner.person.id)).toEqual(['practiceAnswered', 'practiceFinished'])
    expect((await learner.client.practice.overview()).open?.roundId).toBe(next.id)
  })

  it('left without an answer is no practice', async () => {
    await someQuestions(house, 3, { category: 'safety' })
    const learner = await aLearner()
    await finish(learner, await begin(learner))
    expect(await kindsOf(learner.person.id)).toEqual([])
  })

  it('collects my mistakes for another round, until they are answered right', async () => {
    await someQuestions(house, 5, { category: 'safety' })
    const learner = await aLearner()
    await goThrough(learner, await begin(learner), 3)
    expect((await learner.client.practice.overview()).mistakes).toBe(2)
    const round = await begin(learner, { mistakes: true })
    expect(round).toMatchObject({ scope: { mistakes: true } })
    expect(round.questions).toHaveLength(2)
    house.clock.pass(1000)
    await goThrough(learner, round, 2)
    expect(await learner.client.practice.overview()).toMatchObject({ mistakes: 0, answered: 7, right: 5, categories: [{ questions: 5, right: 5 }] })
    await expect(begin(learner, { mistakes: true })).rejects.toThrow('nothing_to_practise')
  })

  it('asks first what was not asked yet', async () => {
    const ids = await someQuestions(house, 15, { category: 'safety' })
    const learner = await aLearner()
    const one = await begin(learner)
    await goThrough(learner, one, 10)
    const other = (await begin(learner)).questions.map(({ id }) => id)
    const asked = one.questions.map(({ id }) => id)
    expect(ids.filter(id => !asked.includes(id)).every(id => other.includes(id))).toBe(true)
  })

  it('goes by course as well, where the course is published', async () => {
    const { db, clock } = house.deps
    const now = clock.now()
    const words = { title: '消防安全', englishTitle: 'Fire safety', summary: '', category: 'safety', cover: 'seal' }
    const row = { ...words, sortOrder: 0, state: 'published', version: 1, publishedVersion: 1, threshold: 100, content: '{}', createdAt: now, updatedAt: now }
    const courseId = number((await db.models.courses.create(row)).get('id'))
    await db.models.courseVersions.create({ courseId, version: 1, title: words.title, englishTitle: words.englishTitle, snapshot: '{}', publishedAt: now })
    await someQuestions(house, 3, { category: 'safety', courseId })
    await someQuestions(house, 2, { category: 'safety' })
    const learner = await aLearner()
    expect((await learner.client.practice.overview()).courses).toEqual([{ courseId, title: '消防安全', englishTitle: 'Fire safety', questions: 3, right: 0 }])
    expect((await begin(learner, { courseId })).questions).toHaveLength(3)
  })

  it('belongs to one person: to everyone else there is no such round', async () => {
    await someQuestions(house, 3, { category: 'safety' })
    const [learner, other] = [await aLearner(), await aBrowserOf(house, 'admin')]
    const round = await begin(learner)
    await expect(other.client.practice.round({ params: { id: round.id } })).rejects.toThrow('round_not_found')
    await expect(answer(other, round, first(round))).rejects.toThrow('round_not_found')
    await expect(finish(other, round)).rejects.toThrow('round_not_found')
  })

  it('does not tell the answer to a question that is on a paper of mine', async () => {
    const questionIds = await someQuestions(house, 3, { category: 'safety' })
    const learner = await aLearner()
    const round = await begin(learner)
    const { id } = await anExam(house, { questionIds })
    const attempt = await learner.client.exams.begin({ params: { id } })
    await expect(answer(learner, round, first(round))).rejects.toThrow('question_in_exam')
    await expect(begin(learner)).rejects.toThrow('nothing_to_practise')
    await learner.client.exams.submit({ params: { id: attempt.id } })
    expect((await answer(learner, round, first(round))).outcome.isRight).toBe(true)
  })

  it('closes again what it told, while that is asked on a paper of mine', async () => {
    const questionIds = await someQuestions(house, 3, { category: 'safety' })
    const learner = await aLearner()
    const round = await begin(learner)
    await answer(learner, round, first(round))
    const outcomes = async () => (await learner.client.practice.round({ params: { id: round.id } })).outcomes.length
    expect(await outcomes()).toBe(1)
    const { id } = await anExam(house, { questionIds })
    const attempt = await learner.client.exams.begin({ params: { id } })
    expect(await outcomes()).toBe(0)
    await expect(answer(learner, round, first(round))).rejects.toThrow('question_in_exam')
    await learner.client.exams.submit({ params: { id: attempt.id } })
    expect(await outcomes()).toBe(1)
  })

  it('leaves out what was taken back while a round goes on', async () => {
    const [gone] = await someQuestions(house, 3, { category: 'safety' })
    const learner = await aLearner()
    const round = await begin(learner)
    await execute(house.deps.db, "UPDATE questions SET state = 'retired' WHERE id = :gone", { gone })
    const now = await learner.client.practice.round({ params: { id: round.id } })
    expect(now.questions.map(({ id }) => id)).not.toContain(gone)
    await goThrough(learner, now, 2)
    expect((await learner.client.practice.round({ params: { id: round.id } })).isFinished).toBe(true)
  })

  it.each([
    ['no scope', {}],
    ['two scopes', { category: 'safety', mistakes: true }],
    ['a category that is none', { category: 'cooking' }],
  ])('refuses a round of %s', async (_, body) => {
    const learner = await aLearner()
    const { status } = await learner.send('POST', '/api/practice/rounds', { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    expect(status).toBe(422)
  })
})
