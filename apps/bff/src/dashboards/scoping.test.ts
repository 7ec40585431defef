import type { Endpoint } from '@wallet/shared/contract/endpoint'
import { dashboards } from '@wallet/shared/dashboards/contract'
import { measures, type Measure } from '@wallet/shared/dashboards/people'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBadge, aLesson, record } from '../../test/badges.ts'
import { aBrowserOf, anEmployee, aUnit, templateOf, type Employee, type Unit } from '../../test/builders.ts'
import { anExam } from '../../test/exams.ts'
import { aCertificateOf, aManagerOf, requireOf } from '../../test/holders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { aCourse } from '../../test/learning.ts'
import { appendOutbox } from '../audit/outbox.ts'
import { whenOf } from '../badges/record.ts'
import { insertEnrolment } from '../courses/store.ts'
import { inTransaction } from '../db/connect.ts'
import { execute, number, selectOne } from '../db/query.ts'
import { beginAttempt } from '../exams/begin.ts'
import { submitAttempt } from '../exams/submit.ts'
import { rebuildRollups } from '../rollups/rebuild.ts'
import { bringUpToDate } from '../rollups/worker.ts'

const lines = Object.entries<Endpoint>(dashboards).filter(([, { path }]) => path.includes(':unitId'))
const names = ['', 'names=masked', 'names=full']

/** What a measure needs besides its name; `course` and `exam` are ids. */
const needs = (course: number, exam: number, employeeNo: string): Record<Measure, string> => ({
  ...{ people: '', active: '&period=month', missing: '', expiring: '&withinDays=90', exam: `&examId=${exam}`, issued: '&when=2026-11' },
  ...{ revoked: '', learning: '', badges: '&category=learning', course: `&courseId=${course}`, person: `&employeeNo=${employeeNo}` },
})

describe.each(engines)('what a manager may look at, on %s', engine => {
  let house: House
  let root: Unit
  let [service, sales, desk, hotline, shop]: Unit[] = []
  let [course, exam, template] = [0, 0, 0]
  const people: Record<string, Employee> = {}
  let ofService: Browser & { person: Employee }
  let ofSales: Browser & { person: Employee }

  /** Somebody with something to be found by each measure. */
  const aBusyPerson = async (unit: Unit | undefined, fullName: string) => {
    const person = await anEmployee(house, { unit: unit as Unit, fullName })
    const learner = { userId: person.id, employeeNo: person.employeeNo }
    await record(house, learner, aLesson(house, 1), aLesson(house, 2), { kind: 'lessonStudied', ...whenOf(house.deps), lessonId: 1, seconds: 600 })
    await inTransaction(house.deps.db, tx => insertEnrolment(tx, person.id, course, house.clock.now()))
    const { attempt } = await beginAttempt(house.deps, learner, exam)
    await submitAttempt(house.deps, learner, attempt.id)
    await aCertificateOf(house, person, { daysLeft: 20, title: `${fullName}的证书` })
    const { id } = await aCertificateOf(house, person, { daysLeft: 300, title: `${fullName}的另一张证书` })
    const at = house.clock.now()
    await house.deps.db.models.userCertificates.update({ revokedAt: at, revocationReason: '试' }, { where: { id } })
    return person
  }

  beforeAll(async () => {
    house = await aHouse(engine)
    root = await aUnit(house, { name: '集团' })
    const below = (parent: Unit, name: string) => aUnit(house, { parent, name })
    ;[service, sales] = [await below(root, '客服部'), await below(root, '销售部')]
    ;[desk, hotline, shop] = [await below(service, '前台组'), await below(service, '热线组'), await below(sales, '门店组')]
    ;[course, exam, template] = [(await aCourse(house)).id, (await anExam(house, { templateId: null })).id, await templateOf(house, 'course')]
    await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 1 })
    for (const [name, unit] of [
      ['甲前台', desk],
      ['乙热线', hotline],
      ['丙门店', shop],
      ['丁门店', shop],
    ] as const)
      people[name] = await aBusyPerson(unit, name)
    await requireOf(house, root, template)
    ;[ofService, ofSales] = [await aManagerOf(house, service), await aManagerOf(house, sales)]
    await rebuildRollups(house.deps)
    await bringUpToDate(house.deps)
  })
  afterAll(() => house.close())

  it('is found by a part of its name, and nothing beyond it', async () => {
    const find = async (browser: Browser, q: string) => {
      const answer = await browser.send('GET', `/api/dashboard/unit-search?q=${encodeURIComponent(q)}`)
      return ((await answer.json()) as { items: { name: string; above: string | null }[] }).items.map(({ name, above }) => `${above} › ${name}`)
    }
    expect(await find(ofService, '组')).toEqual(['客服部 › 前台组', '客服部 › 热线组'])
    expect(await find(ofService, '门店')).toEqual([])
    expect(await find(ofSales, '部')).toEqual(['集团 › 销售部'])
    expect((await ofService.send('GET', '/api/dashboard/unit-search')).status).toBe(422)
  })

  it('is told without a name or a number that names its owner, where a wall asks for masked names', async () => {
    for (const line of ['team?names=masked', 'coverage?names=masked&limit=1']) {
      const told = await (await ofService.send('GET', `/api/dashboard/units/${service?.id}/${line}`)).text()
      expect(told).toContain('"holdings"')
      for (const { fullName, employeeNo } of Object.values(people))
        expect([line, told.includes(fullName), told.includes(employeeNo)]).toEqual([line, false, false])
    }
  })

  const numberOf = (name: string) => people[name]?.employeeNo ?? ''
  /** Every way in which a line can be asked about a unit. */
  const waysOf = (name: string, employeeNo: string): string[] => {
    if (name === 'people' || name === 'peopleFile') {
      const needed = needs(course, exam, employeeNo)
      return measures.map(measure => `measure=${measure}${needed[measure]}`)
    }
    return name === 'team' || name === 'coverage' || name === 'feed' ? names : ['']
  }
  const ask = (browser: Browser, { method, path, body }: Endpoint, unitId: number, query: string) =>
    browser.send(method, path.replace(':unitId', String(unitId)) + (query && `?${query}`), {
      ...(body && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ items: [{ employeeNo: numberOf('丙门店'), templateId: template }] }),
      }),
    })
  /** What comes of each way to ask about a unit, without the request's id. */
  const answers = async (browser: Browser, unitId: number, employeeNo = numberOf('丙门店')) => {
    const found: string[] = []
    for (const [name, line] of lines)
      for (const query of waysOf(name, employeeNo)) {
        const response = await ask(browser, line, unitId, query)
        if (response.ok && line.kind === 'events') {
          await response.body?.cancel()
          found.push(`${name} ${response.status}`)
        } else found.push(`${name} ${response.status} ${(await response.text()).replace(/"requestId":"[^"]*"/, '')}`)
      }
    return found
  }
  const statusesOf = (found: readonly string[]) => [...new Set(found.map(answer => answer.split(' ')[1]))]

  it('is refused for every unit that is not theirs, in every line and every way, and whether it exists cannot be told', async () => {
    const refused = await answers(ofService, sales?.id ?? 0)
    expect([refused.length > 25, statusesOf(refused)]).toEqual([true, ['403']])
    for (const unitId of [root.id, shop?.id ?? 0, 999_999]) expect(await answers(ofService, unitId)).toEqual(refused)
    expect((await ofService.send('GET', '/api/dashboard/enterprise')).status).toBe(403)
  })

  it('is what is theirs, and nothing of anybody else stands in it', async () => {
    for (const unit of [service, desk]) {
      const found = (await answers(ofService, unit?.id ?? 0, numberOf('甲前台'))).filter(answer => !answer.startsWith('remind'))
      expect(statusesOf(found)).toEqual(['200'])
      const text = found.join('\n')
      expect(text).toContain(numberOf('甲前台'))
      for (const foreign of ['丙', '丁', '销售部', '门店组', ...['丙门店', '丁门店'].map(numberOf), ofSales.person.employeeNo])
        expect(text).not.toContain(foreign)
    }
    const { above, below } = await ofService.client.dashboards.unit({ params: { unitId: service?.id ?? 0 } })
    expect([above, below.map(({ name }) => name)]).toEqual([[], ['前台组', '热线组']])
    expect((await ofService.client.dashboards.unit({ params: { unitId: desk?.id ?? 0 } })).above.map(({ name }) => name)).toEqual(['客服部'])
  })

  it('is found by each measure, so that nothing is empty for want of data', async () => {
    for (const [measure, query] of Object.entries(needs(course, exam, numberOf('丙门店')))) {
      const response = await ofSales.send('GET', `/api/dashboard/units/${sales?.id}/people?measure=${measure}${query}`)
      expect([measure, await response.text()]).toEqual([measure, expect.stringContaining(numberOf('丙门店'))])
    }
  })

  it('does not grow by somebody else’s cursor', async () => {
    const pathOf = (unit: Unit | undefined, rest: string) => `/api/dashboard/units/${unit?.id}/${rest}`
    const lists = [
      'coverage?limit=1',
      ...Object.entries(needs(course, exam, numberOf('丙门店'))).map(([measure, query]) => `people?limit=1&measure=${measure}${query}`),
    ]
    let stolen = 0
    for (const list of lists) {
      const { nextCursor } = (await (await ofSales.send('GET', pathOf(sales, list))).json()) as { nextCursor: string | null }
      if (nextCursor === null) continue
      stolen += 1
      const answer = await ofService.send('GET', pathOf(service, `${list.replace('limit=1', 'limit=100')}&cursor=${nextCursor}`))
      const text = await answer.text()
      expect([list, answer.status]).toEqual([list, 200])
      for (const foreign of ['丙', '丁', ...['丙门店', '丁门店'].map(numberOf)])
        expect([list, text]).toEqual([list, expect.not.stringContaining(`"${foreign}`)])
      expect((await ofService.send('GET', pathOf(sales, `${list}&cursor=${nextCursor}`))).status).toBe(403)
    }
    expect(stolen).toBeGreaterThan(5)
  })

  it('does not let anybody remind people elsewhere', async () => {
    const items = [
      { employeeNo: numberOf('甲前台'), templateId: template },
      { employeeNo: numberOf('丙门店'), templateId: template },
    ]
    const refused = ofService.client.dashboards.remind({ params: { unitId: service?.id ?? 0 }, body: { items } })
    await expect(refused).rejects.toMatchObject({ problem: { code: 'forbidden' } })
    expect(number((await selectOne(house.deps.db, 'SELECT COUNT(*) AS n FROM notices'))?.['n'])).toBe(0)
  })

  it('is both units where somebody manages two, and neither what lies above nor what lies beside', async () => {
    const ofTwo = await aManagerOf(house, desk as Unit, shop as Unit)
    expect((await ofTwo.client.dashboards.units()).units.map(({ name }) => name)).toEqual(['前台组', '门店组'])
    for (const unit of [desk, shop]) expect((await ofTwo.client.dashboards.unit({ params: { unitId: unit?.id ?? 0 } })).figures.unit.name).toBe(unit?.name)
    for (const unit of [root, service, sales, hotline]) expect(statusesOf(await answers(ofTwo, unit?.id ?? 0))).toEqual(['403'])
  })

  it('is nothing for employees and for managers of nothing, and everything for issuers', async () => {
    const employee = await house.signIn(numberOf('丙门店'))
    expect(statusesOf(await answers(employee, shop?.id ?? 0))).toEqual(['403'])
    const ofNothing = await aBrowserOf(house, 'manager', { unit: shop as Unit })
    expect((await ofNothing.client.dashboards.units()).units).toEqual([])
    expect(statusesOf(await answers(ofNothing, shop?.id ?? 0))).toEqual(['403'])
    const issuer = await aBrowserOf(house, 'issuer', { unit: shop as Unit })
    expect((await issuer.client.dashboards.units()).units).toEqual([{ id: root.id, name: '集团' }])
    const found = (await answers(issuer, root.id)).filter(answer => !answer.startsWith('remind'))
    expect(statusesOf(found)).toEqual(['200'])
  })

  it('goes at once with a unit that moves away, and with the task', async () => {
    const { db, clock } = house.deps
    const move = (to: Unit | undefined) =>
      inTransaction(db, async tx => {
        await execute(tx, 'UPDATE org_units SET parent_id = :to, path = :path WHERE id = :id', {
          to: to?.id,
          path: `${to?.path}${hotline?.id}/`,
          id: hotline?.id,
        })
        await appendOutbox(tx, 'unit.moved', { unitId: hotline?.id ?? 0, parentIds: [service?.id ?? 0, sales?.id ?? 0] }, clock.now())
      })
    await move(sales)
    expect(statusesOf(await answers(ofService, hotline?.id ?? 0))).toEqual(['403'])
    expect((await ofSales.client.dashboards.unit({ params: { unitId: hotline?.id ?? 0 } })).above.map(({ name }) => name)).toEqual(['销售部'])
    const { people: left } = await ofService.client.dashboards.coverage({ params: { unitId: service?.id ?? 0 } })
    expect(left.map(({ fullName }) => fullName)).not.toContain('乙热线')
    await move(service)
    await execute(db, 'DELETE FROM unit_managers WHERE user_id = :userId', { userId: ofService.person.id })
    expect(statusesOf(await answers(ofService, service?.id ?? 0))).toEqual(['403'])
    expect((await ofService.client.dashboards.units()).units).toEqual([])
  })
})
