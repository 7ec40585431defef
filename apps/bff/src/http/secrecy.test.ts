import { api } from '@wallet/shared/api'
import type { Endpoint } from '@wallet/shared/contract/endpoint'
import type { RunningAttempt } from '@wallet/shared/exams/shownAttempt'
import type { PracticeRound } from '@wallet/shared/practice/shown'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBadge } from '../../test/badges.ts'
import { aBrowserOf, anOrder } from '../../test/builders.ts'
import { anExam, aQuestion, someQuestions } from '../../test/exams.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { aCourse } from '../../test/learning.ts'
import { aPath, courseNode, givePost } from '../../test/paths.ts'
import { execute, number, select } from '../db/query.ts'

type Person = Awaited<ReturnType<typeof aBrowserOf>>
interface Said {
  readonly name: string
  readonly path: string
  readonly status: number
  readonly text: string
}

const lines: [string, Endpoint][] = Object.entries(api).flatMap(([noun, contract]) =>
  Object.entries<Endpoint>(contract).map(([name, line]): [string, Endpoint] => [`${noun}.${name}`, line]),
)
/** A picture is drawn, and is no text to look through. */
const isText = (line: Endpoint) => line.kind === 'json' || (line.kind === 'file' && /^text|json/.test(line.contentType))
const json = { 'content-type': 'application/json' }
/** What is written and not published, and why something is right. */
const [unpublished, secret] = ['尚未公开', '解析机密']
const answerKeys = /"(answer|explanation|isReserved|keepsOrder|fingerprint|seed|order)":/

describe.each(engines)('what employees are never told, on %s', engine => {
  let house: House
  let me: Person
  let other: Person
  let reserved: readonly number[]
  let attempt: RunningAttempt
  let round: PracticeRound
  let foreign: { attempt: number; round: number; certificateNo: string }
  let bodies: Record<string, unknown>
  let mine: { certificateNo: string; token: string }
  let highestId = 0

  const change = (table: 'courses' | 'exams', id: number) =>
    execute(house.deps.db, `UPDATE ${table} SET title = :text, summary = :text, version = version + 1 WHERE id = :id`, { text: unpublished, id })
  const lessonText = async (id: number) =>
    execute(house.deps.db, "UPDATE courses SET content = REPLACE(content, '三个信号', :text) WHERE id = :id", { text: unpublished, id })
  /** A badge and a path that are published are changed, and the change is not published. */
  const rewrite = async ({ client }: Person, badge: number, path: number) => {
    const { englishTitle, category, icon, rule, templateId, version } = await client.badgeAuthoring.get({ params: { id: badge } })
    const words = { title: unpublished, summary: unpublished }
    await client.badgeAuthoring.update({ params: { id: badge }, body: { ...{ englishTitle, category, icon, rule, templateId, version }, ...words } })
    const { post, stages, ...road } = await client.pathAuthoring.get({ params: { id: path } })
    await client.pathAuthoring.update({ params: { id: path }, body: { ...{ englishTitle: road.englishTitle, post, stages, version: road.version }, ...words } })
  }
  const settle = async (person: Person) => {
    const courses = (await person.client.courses.list({ query: {} })).items
    for (const { id } of courses) await person.client.courses.enrol({ params: { id } })
    const [exam] = (await person.client.exams.list({ query: {} })).items
    const begun = await person.client.exams.begin({ params: { id: exam?.id ?? 0 } })
    if (begun.state !== 'running') throw new Error('the attempt has ended')
    const practised = await person.client.practice.begin({ body: { category: 'safety' } })
    return { begun, practised }
  }

  beforeAll(async () => {
    house = await aHouse(engine)
    ;[me, other] = [await aBrowserOf(house, 'employee'), await aBrowserOf(house, 'employee')]
    const course = await aCourse(house, {})
    const draft = await aCourse(house, { title: unpublished, state: 'draft' })
    reserved = await Promise.all([1, 2, 3].map(n => aQuestion(house, { isReserved: true, explanation: `${secret}${n}` })))
    await someQuestions(house, 3, { category: 'safety', explanation: secret })
    await aQuestion(house, { stem: unpublished, category: 'safety', explanation: secret }, 'draft')
    const exam = await anExam(house, { questionIds: reserved, review: 'never' })
    await anExam(house, { title: unpublished, summary: unpublished, state: 'draft' })
    const badge = await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 1 }, { title: '第一课' })
    await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 1 }, { title: unpublished, state: 'draft' })
    const path = await aPath(house, '柜员', [[courseNode(course.id)]])
    await aPath(house, '柜员', [[courseNode(draft.id)]], { state: 'draft', title: unpublished })
    await Promise.all([me, other].map(({ person }) => givePost(house, person.id, '柜员')))
    await change('courses', course.id)
    await change('exams', exam.id)
    await lessonText(course.id)
    const theirs = await settle(other)
    await other.client.exams.submit({ params: { id: theirs.begun.id } })
    const issuer = await aBrowserOf(house, 'issuer')
    await rewrite(issuer, badge, path)
    const issue = async ({ person }: Person) =>
      (await issuer.client.certificates.issue({ body: await anOrder(house, { employeeNo: person.employeeNo }) })).certificateNo
    foreign = { attempt: theirs.begun.id, round: theirs.practised.id, certificateNo: await issue(other) }
    const own = await settle(me)
    attempt = own.begun
    round = own.practised
    const certificateNo = await issue(me)
    const { token } = await me.client.sharing.create({ params: { certificateNo }, body: { showName: true } })
    mine = { certificateNo, token }
    bodies = {
      'passwords.change': { current: 'kpl-demo', password: 'correct horse battery' },
      'badges.check': { category: 'learning' },
      'courses.report': { seconds: 1, completed: false },
      'exams.save': { answers: [{ questionId: attempt.questions[0]?.id, picked: ['A'], isFlagged: false }] },
      'sharing.create': { showName: true },
      'notices.read': { upTo: 1 },
      'requests.correctName': { wantedName: '张玮', reason: '写错了' },
      'session.updateMe': { locale: 'zh-CN' },
    }
    const tables = ['courses', 'lessons', 'exams', 'attempts', 'practice_rounds', 'questions', 'badges', 'growth_paths']
    const tops = await select(house.deps.db, tables.map(table => `SELECT MAX(id) AS n FROM ${table}`).join(' UNION ALL '))
    highestId = Math.max(...tops.map(({ n }) => number(n)))
  })
  afterAll(() => house.close())

  /** Every address of a line that there could be. */
  const addresses = (path: string): string[] => {
    if (path.includes(':certificateNo')) return [mine.certificateNo, foreign.certificateNo].flatMap(no => addresses(path.replace(':certificateNo', no)))
    if (path.includes(':token')) return [path.replace(':token', mine.token)]
    return path.includes(':') ? Array.from({ length: highestId }, (_, i) => path.replace(/:\w+/, String(i + 1))) : [path]
  }
  const call = async (browser: Browser, [name, { method, body }]: [string, Endpoint], path: string): Promise<Said> => {
    const answer = await browser.send(method, path, body ? { headers: json, body: JSON.stringify(bodies[name] ?? {}) } : {})
    return { name, path, status: answer.status, text: await answer.text() }
  }
  /** Calls every line at every address, but those that end the session or what is being looked at. */
  const walk = async (browser: Browser, without: RegExp): Promise<Said[]> => {
    const said: Said[] = []
    for (const line of lines.filter(([name, one]) => isText(one) && !without.test(name)))
      for (const path of addresses(line[1].path)) said.push(await call(browser, line, path))
    return said
  }
  const told = (said: readonly Said[], what: string | RegExp) =>
    said.filter(({ text }) => (typeof what === 'string' ? text.includes(what) : what.test(text))).map(({ name, path }) => `${name} ${path}`)
  const ends = /^session\.(signOut|signIn)|^sharing\.(revoke|withdraw|remove)|^exams\.(submit|begin)|^practice\.(answer|finish|begin)|^operations\.openapi/

  it('no answer, no reason, nothing unpublished and nothing of another person, in any answer of the whole contract', async () => {
    const said = await walk(me, ends)
    expect(told(said, unpublished)).toEqual([])
    expect(told(said, secret)).toEqual([])
    expect(told(said, answerKeys)).toEqual([])
    const theirs = said.filter(
      ({ path }) => path.includes(`/attempts/${foreign.attempt}`) || path.includes(`/rounds/${foreign.round}`) || path.includes(foreign.certificateNo),
    )
    expect(theirs.filter(({ name, status }) => status < 400 && !name.startsWith('verification')).map(({ path }) => path)).toEqual([])
    expect(said.filter(({ status }) => status >= 500)).toEqual([])
    // The walk is one: whatever an employee may ask has been answered.
    const answered = new Set(said.filter(({ status }) => status < 300).map(({ name }) => name))
    const asked = lines.filter(([name, line]) => line.access === 'signedIn' && isText(line) && !ends.test(name)).map(([name]) => name)
    expect(asked.filter(name => !answered.has(name))).toEqual([])
  })

  it('and what has been answered is told of that question alone', async () => {
    const [question] = round.questions
    const one = await me.send('POST', `/api/practice/rounds/${round.id}/answers`, {
      headers: json,
      body: JSON.stringify({ questionId: question?.id, picked: ['A'] }),
    })
    expect(((await one.text()).match(new RegExp(secret, 'g')) ?? []).length).toBe(1)
    const ended = await me.send('POST', `/api/attempts/${attempt.id}/submit`)
    expect([ended.status, told([{ name: '', path: '', status: 200, text: await ended.text() }], secret)]).toEqual([200, []])
    const said = await walk(me, ends)
    expect(told(said, unpublished)).toEqual([])
    expect(new Set(told(said, secret))).toEqual(new Set([`practice.round /api/practice/rounds/${round.id}`]))
  })

  it('while issuers, on the same walk, read all of it', async () => {
    const issuer = await aBrowserOf(house, 'issuer')
    const said = await walk(issuer, /^(?!.*[aA]uthoring\.(list|get|pool)$)/)
    expect(told(said, unpublished).length).toBeGreaterThan(3)
    expect(told(said, secret).length).toBeGreaterThan(reserved.length)
    expect(told(said, answerKeys).length).toBeGreaterThan(reserved.length)
  })
})
