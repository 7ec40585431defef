import type { PeopleBehind } from '@wallet/shared/dashboards/people'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBadge, aLearner, aLesson, at, record } from '../../../test/badges.ts'
import { anEmployee, aUnit, templateOf, type Employee, type Unit } from '../../../test/builders.ts'
import { anExam } from '../../../test/exams.ts'
import { aCertificateOf, aManagerOf, requireOf } from '../../../test/holders.ts'
import { aHouse, engines, type Browser, type House } from '../../../test/house.ts'
import { aCourse } from '../../../test/learning.ts'
import { revokeCertificate } from '../../certificates/revoke.ts'
import { insertEnrolment } from '../../courses/store.ts'
import { execute, instant, number, select } from '../../db/query.ts'
import { beginAttempt } from '../../exams/begin.ts'
import { submitAttempt } from '../../exams/submit.ts'
import { bringUpToDate } from '../../rollups/worker.ts'

describe.each(engines)('the people behind a number, on %s', engine => {
  let house: House
  let root: Unit
  let [department, other, team]: Unit[] = []
  let manager: Browser & { person: Employee }
  let people: Employee[]

  const ask = async (query: string, unit = department, browser = manager): Promise<PeopleBehind> =>
    (await (await browser.send('GET', `/api/dashboard/units/${unit?.id}/people?${query}`)).json()) as PeopleBehind
  const namesOf = ({ items }: PeopleBehind) => items.map(({ employeeNo }) => employeeNo)
  const refusal = async (path: string, browser: Browser = manager) => {
    const response = await browser.send('GET', path)
    return [response.status, ((await response.json()) as { errors?: { path: string }[] }).errors?.map(one => one.path).toSorted()]
  }

  beforeAll(async () => {
    house = await aHouse(engine)
    root = await aUnit(house)
    department = await aUnit(house, { parent: root, name: '客户服务部' })
    other = await aUnit(house, { parent: root, name: '信息技术部' })
    team = await aUnit(house, { parent: department, name: '客服一组' })
    people = []
    for (const [n, unit] of [team, team, department, other].entries())
      people.push(await anEmployee(house, { unit, fullName: ['周雨桐', '陈思远', "Anne O'Neil_", '赵国梁'][n] ?? '' }))
    manager = await aManagerOf(house, department)
  })
  afterAll(() => house.close())

  it('are those who work in the unit and below it now, by number, and nobody else', async () => {
    await anEmployee(house, { unit: team as Unit, isActive: false })
    const found = await ask('measure=people')
    expect(namesOf(found)).toEqual([...people.slice(0, 3), manager.person].map(({ employeeNo }) => employeeNo))
    expect([found.total, found.people, found.open, found.unit]).toEqual([4, 4, null, { id: department?.id, name: '客户服务部' }])
    expect(found.items[0]).toMatchObject({ fullName: '周雨桐', unit: { id: team?.id, name: '客服一组' }, post: null, state: null })
  })

  it('are found by part of a name or the beginning of a number, whatever signs stand in it', async () => {
    expect(namesOf(await ask(`measure=people&q=${encodeURIComponent('思')}`))).toEqual([people[1]?.employeeNo])
    expect(namesOf(await ask(`measure=people&q=${encodeURIComponent("'Neil_")}`))).toEqual([people[2]?.employeeNo])
    expect((await ask('measure=people&q=%25')).total).toBe(0)
    expect(namesOf(await ask(`measure=people&q=${people[0]?.employeeNo.toLowerCase()}`))).toEqual([people[0]?.employeeNo])
  })

  it('are refused to whoever manages another unit, whatever is asked for and wherever a page goes on', async () => {
    const { nextCursor } = await ask('measure=people&limit=1')
    const path = (unit: Unit | undefined) => `/api/dashboard/units/${unit?.id}/people`
    for (const unit of [other, root, { id: 999_999 } as Unit])
      for (const rest of ['?measure=people', `?measure=people&cursor=${nextCursor}`, '.csv?measure=people'])
        expect((await manager.send('GET', path(unit) + rest)).status).toBe(403)
    // A cursor is a place in an order, and never a unit.
    const stranger = await aManagerOf(house, other as Unit)
    expect(namesOf(await ask(`measure=people&cursor=${nextCursor}`, other, stranger))).toEqual([people[3], stranger.person].map(one => one?.employeeNo))
    expect((await ask(`measure=person&employeeNo=${people[3]?.employeeNo}`)).total).toBe(0)
    const employee = await house.signIn(people[0]?.employeeNo ?? '')
    expect((await employee.send('GET', `${path(department)}?measure=people`)).status).toBe(403)
  })

  it('are refused with every reason at once where what is given does not belong to the measure', async () => {
    const path = `/api/dashboard/units/${department?.id}`
    expect(await refusal(`${path}/people?measure=expiring&examId=3&when=2026-11&nope=1`)).toEqual([422, ['examId', 'nope', 'when', 'withinDays']])
    expect(await refusal(`${path}/people.csv?measure=active&category=practice&limit=3`)).toEqual([422, ['category', 'limit', 'period']])
    expect(await refusal(`${path}/people?measure=issued&when=2026-02-30`)).toEqual([422, ['when']])
    expect(await refusal(`${path}/people?`)).toEqual([422, ['measure']])
  })

  it('miss a required certificate, hold one that ends soon, or are covered, as the sums say', async () => {
    const [holder, short, never] = people as [Employee, Employee, Employee]
    const templateId = await templateOf(house, 'course')
    await requireOf(house, department as Unit, templateId)
    await aCertificateOf(house, holder, { templateId, daysLeft: 200 })
    await aCertificateOf(house, short, { templateId, daysLeft: 29 })
    const old = await aCertificateOf(house, never, { templateId, title: '旧课' })
    await execute(house.deps.db, "UPDATE user_certificates SET valid_until = '2026-11-15 16:00:00.000' WHERE id = :id", { id: old.id })
    await bringUpToDate(house.deps)
    const missing = await ask(`measure=missing&templateId=${templateId}`)
    expect(missing.items.map(({ employeeNo, day, daysLeft, state }) => [employeeNo, day, daysLeft, state])).toEqual([
      [never.employeeNo, '2026-11-15', -8, 'missing'],
      [manager.person.employeeNo, null, null, 'missing'],
    ])
    expect(missing.total).toBe((await ask('measure=missing')).total)
    const [sum] = await select(
      house.deps.db,
      "SELECT SUM(people) AS people FROM coverage WHERE unit_id = :id AND template_id = :templateId AND until_day < '2026-11-23'",
      {
        ...{ id: department?.id, templateId },
      },
    )
    expect(missing.total).toBe(number(sum?.['people']))
    const [mine] = (await ask(`measure=person&employeeNo=${short.employeeNo.toLowerCase()}`)).items
    expect(mine).toMatchObject({ state: 'expiring', day: '2026-12-22', daysLeft: 29, templateId, isRenewing: false, remindedOn: null })
  })

  it('hold what ends within so many local days, and are told apart by whether they have begun to renew it', async () => {
    const { db } = house.deps
    const [first, second, , far] = people as [Employee, Employee, Employee, Employee]
    const exam = await anExam(house, { templateId: null, attempts: null })
    house.clock.pass(-1000)
    const ends = { title: '消防', examId: exam.id }
    for (const [person, daysLeft] of [
      [first, 29],
      [second, 30],
      [far, 3],
    ] as const)
      await aCertificateOf(house, person, { ...ends, daysLeft })
    house.clock.pass(1000)
    await beginAttempt(house.deps, { userId: first.id, employeeNo: first.employeeNo }, exam.id)
    const rows = async (more: string) => (await ask(`measure=expiring&${more}&q=T`)).items.filter(({ title }) => title === '消防')
    expect((await rows('withinDays=30')).map(one => [one.employeeNo, one.daysLeft, one.isRenewing, one.englishTitle])).toEqual([
      [first.employeeNo, 29, true, 'Information security and data protection'],
    ])
    expect((await rows('withinDays=60')).map(one => one.employeeNo)).toEqual([first.employeeNo, second.employeeNo])
    expect((await rows('withinDays=60&renewal=open')).map(one => one.employeeNo)).toEqual([second.employeeNo])
    expect((await rows('withinDays=60&renewal=renewing')).map(one => one.employeeNo)).toEqual([first.employeeNo])
    const { total, open } = await ask('measure=expiring&withinDays=60&renewal=renewing')
    expect([total, open]).toEqual([1, (await ask('measure=expiring&withinDays=60&renewal=open')).total])
    await execute(db, 'UPDATE user_certificates SET suspended_at = issued_at WHERE title = :title', { title: '消防' })
    expect(await rows('withinDays=90')).toEqual([])
  })

  it('were issued certificates in the unit as it was then, and some were revoked', async () => {
    const person = await anEmployee(house, { unit: team as Unit })
    const { certificateNo } = await aCertificateOf(house, person, { title: '搬走之前' })
    await revokeCertificate(house.deps, certificateNo, '试', manager.person.id)
    await execute(house.deps.db, 'UPDATE users SET org_unit_id = :to WHERE id = :id', { to: other?.id, id: person.id })
    await bringUpToDate(house.deps)
    const revoked = await ask('measure=revoked')
    expect(revoked.items).toMatchObject([{ key: certificateNo, title: '搬走之前', day: '2026-11-23', unit: { id: team?.id }, post: null }])
    const today = await ask('measure=issued&when=2026-11-23&limit=100')
    expect(today.items.map(({ key }) => key)).toContain(certificateNo)
    const [sum] = await select(
      house.deps.db,
      "SELECT SUM(issued) AS issued, SUM(revoked) AS revoked FROM org_daily WHERE unit_id = :id AND day = '2026-11-23'",
      {
        id: department?.id,
      },
    )
    expect([today.total, revoked.total]).toEqual([number(sum?.['issued']), number(sum?.['revoked'])])
    expect((await ask('measure=issued&when=2026-11')).total).toBe(today.total)
    expect((await ask('measure=issued&when=2026-10')).total).toBe(0)
    const later = 'UPDATE user_certificates SET issued_at = :at WHERE certificate_no = :certificateNo'
    const now = house.clock.now().getTime()
    const ever = (await ask('measure=issued')).total
    await execute(house.deps.db, later, { certificateNo, at: instant(house.deps.db, new Date(now + 60_000)) })
    expect([(await ask('measure=issued')).total, (await ask('measure=issued&when=2026-11')).total]).toEqual([ever - 1, today.total - 1])
    await execute(house.deps.db, later, { certificateNo, at: instant(house.deps.db, new Date(now)) })
    const chief = await aManagerOf(house, root)
    for (const measure of ['revoked', 'issued', 'issued&when=2026-11']) {
      const all = await ask(`measure=${measure}&limit=100`, root, chief)
      const part = await ask(`measure=${measure}&limit=100`)
      expect(all.items.filter(({ unit }) => unit.id !== other?.id)).toEqual(part.items)
    }
  })

  it('learnt this month, sat an exam, are in a course, hold badges: as the sums say', async () => {
    const { db } = house.deps
    const [first, second] = people as [Employee, Employee]
    const learner = { userId: first.id, employeeNo: first.employeeNo }
    await record(house, await aLearner(house, { unit: other as Unit }), aLesson(house, 1))
    await record(house, learner, { kind: 'lessonStudied', ...at(house, 0), lessonId: 1, seconds: 150 })
    await record(house, { userId: second.id, employeeNo: second.employeeNo }, { kind: 'lessonStudied', ...at(house, 0), lessonId: 1, seconds: 600 })
    expect((await ask('measure=learning')).items.map(({ employeeNo, amount }) => [employeeNo, amount])).toEqual([
      [second.employeeNo, 10],
      [first.employeeNo, 2],
    ])
    expect(namesOf(await ask('measure=active&period=day'))).toEqual([first.employeeNo, second.employeeNo])

    const course = await aCourse(house)
    for (const { id } of [first, second]) await insertEnrolment(db, id, course.id, house.clock.now())
    await execute(db, "UPDATE enrolments SET completed_at = '2026-11-20 02:00:00.000' WHERE user_id = :id", { id: first.id })
    await execute(
      db,
      "INSERT INTO lesson_progress (user_id, lesson_id, course_id, seconds, position, completed_at, updated_at) VALUES (:id, :lessonId, :courseId, 9, 0, '2026-11-20 02:00:00.000', '2026-11-20 02:00:00.000')",
      {
        ...{ id: second.id, lessonId: course.lessonIds[0], courseId: course.id },
      },
    )
    expect((await ask(`measure=course&courseId=${course.id}`)).items.map(one => [one.employeeNo, one.state, one.day, one.amount])).toEqual([
      [second.employeeNo, 'underway', null, 33.33],
      [first.employeeNo, 'completed', '2026-11-20', 0],
    ])

    const exam = await anExam(house, { templateId: null, attempts: null })
    const { attempt } = await beginAttempt(house.deps, learner, exam.id)
    await submitAttempt(house.deps, learner, attempt.id)
    expect((await ask(`measure=exam&examId=${exam.id}`)).items).toMatchObject([{ employeeNo: first.employeeNo, state: 'failed', amount: 0, day: '2026-11-23' }])

    const badgeId = await aBadge(house, 'practice', { statistic: 'lessonsDone', atLeast: 900 })
    await execute(
      db,
      "INSERT INTO user_badges (user_id, badge_id, earned_at, awarded_at) VALUES (:id, :badgeId, '2026-11-20 02:00:00.000', '2026-11-20 02:00:00.000')",
      {
        ...{ id: first.id, badgeId },
      },
    )
    expect((await ask('measure=badges&category=practice')).items).toMatchObject([
      { employeeNo: first.employeeNo, title: '奖章', englishTitle: 'Badge', day: '2026-11-20' },
    ])
    expect((await ask('measure=badges&category=exam')).total).toBe(0)
  })

  it('come as a file that spreadsheets open rightly, named after unit and day, and it is remembered who took it', async () => {
    await execute(house.deps.db, "UPDATE users SET full_name = '=1+1' WHERE id = :id", { id: people[2]?.id })
    const response = await manager.send('GET', `/api/dashboard/units/${department?.id}/people.csv?measure=people`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain('客户服务部-全部人员-2026-11-23.csv')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = bytes.toString().slice(1).split('\r\n')
    expect([lines[0], lines[1], lines[3], lines.at(-1)]).toEqual([
      '工号,姓名,部门,岗位',
      `${people[0]?.employeeNo},周雨桐,客服一组,`,
      `${people[2]?.employeeNo},"'=1+1",客户服务部,`,
      '',
    ])
    const [event] = await select(house.deps.db, "SELECT subject, actor_id, data FROM audit_events WHERE event = 'people.exported' ORDER BY id DESC LIMIT 1")
    expect([event?.['subject'], number(event?.['actor_id'])]).toEqual([`unit:${department?.id}`, manager.person.id])
    expect(JSON.parse(String(event?.['data']))).toMatchObject({ measure: 'people', rows: 4 })
    const exported = async () => (await select(house.deps.db, "SELECT id FROM audit_events WHERE event = 'people.exported'")).length
    const before = await exported()
    for (const file of ['people.csv?measure=people', 'coverage.csv']) {
      const path = `/api/dashboard/units/${department?.id}/${file}`
      expect((await manager.send('HEAD', path)).status).toBe(200)
      expect((await manager.send('GET', path, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    }
    expect(await exported()).toBe(before)
  })

  it('have a file in which every measure has its columns, also beyond one page', async () => {
    const measures = ['active&period=month', 'missing', 'expiring&withinDays=90', 'issued&when=2026-11', 'revoked', 'learning', 'badges&category=practice']
    for (const measure of measures) {
      const response = await manager.send('GET', `/api/dashboard/units/${department?.id}/people.csv?measure=${measure}`)
      const { total } = await ask(`measure=${measure}`)
      const lines = (await response.text()).trimEnd().split('\r\n')
      expect([measure, lines.length - 1]).toEqual([measure, total])
      expect(new Set(lines.map(line => line.split(',').length)).size).toBe(1)
    }
  })

  it('come a page at a time, each once, however they are ordered', async () => {
    const [{ id: examId } = {}] = await select(house.deps.db, 'SELECT exam_id AS id FROM attempts WHERE ended_at IS NOT NULL')
    const more = [`exam&examId=${Number(examId)}`, 'expiring&withinDays=90', 'issued&when=2026-11', 'revoked', 'missing', 'badges&category=practice']
    for (const measure of ['people', 'learning', 'active&period=month', 'course&courseId=1', ...more]) {
      const query = `measure=${measure}`
      const all = await ask(`${query}&limit=100`)
      const seen: string[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: PeopleBehind = await ask(`${query}&limit=1${cursor && `&cursor=${cursor}`}`)
        seen.push(...page.items.map(({ key }) => key))
        cursor = page.nextCursor
      }
      expect(seen.length).toBeGreaterThan(0)
      expect(seen).toEqual(all.items.map(({ key }) => key))
    }
    expect(await refusal(`/api/dashboard/units/${department?.id}/people?measure=people&cursor=WzEsMl0`)).toEqual([422, ['cursor']])
  })
})
