import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee, aUnit, templateOf, type Employee } from '../../test/builders.ts'
import { anExam } from '../../test/exams.ts'
import { aCertificateOf } from '../../test/holders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { aCourse, retire } from '../../test/learning.ts'
import { revokeCertificate } from '../certificates/revoke.ts'
import { savePosition } from '../audit/follow.ts'
import { execute, number, select, text } from '../db/query.ts'
import { beginAttempt } from '../exams/begin.ts'
import { tellOfExpiry } from './radar.ts'
import { insertNotices } from './write.ts'

const dayMs = 86_400_000

describe.each(engines)('notices, on %s', engine => {
  let house: House
  let me: Browser & { readonly person: Employee }

  const keys = async (person: Employee) =>
    (await select(house.deps.db, 'SELECT source_key FROM notices WHERE user_id = :id ORDER BY id', { id: person.id })).map(row => text(row['source_key']))
  const told = () => tellOfExpiry(house.deps)()
  const mine = async () => (await me.client.notices.list({ query: { limit: 100 } })).items

  beforeAll(async () => {
    house = await aHouse(engine)
    me = await aBrowserOf(house, 'employee')
  })
  afterAll(() => house.close())

  it('tell holders what ends, each threshold once, the nearest where several were passed', async () => {
    const person = await anEmployee(house)
    const ids: number[] = []
    for (const daysLeft of [-1, 0, 6, 7, 29, 30, 59, 60, 89, 90, null]) ids.push((await aCertificateOf(house, person, { title: `${daysLeft}`, daysLeft })).id)
    expect(await told()).toBe(8)
    expect(await keys(person)).toEqual([7, 7, 30, 30, 60, 60, 90, 90].map((threshold, n) => `expiring:${ids[n + 1]}:${threshold}`))
    house.clock.pass(dayMs)
    expect(await told()).toBe(4)
    expect((await keys(person)).slice(8)).toEqual([7, 30, 60, 90].map((threshold, n) => `expiring:${ids[[3, 5, 7, 9][n] ?? 0]}:${threshold}`))
    await execute(house.deps.db, 'UPDATE users SET is_active = 0 WHERE id = :id', { id: person.id })
  })

  it('are told once however often a walk is broken off or walked at the same time, and cost one row where today is done', async () => {
    const { db } = house.deps
    const person = await anEmployee(house)
    for (const daysLeft of [3, 20, 50, 80]) await aCertificateOf(house, person, { title: `同 ${daysLeft}`, daysLeft })
    await savePosition(db, 'certificates that end soon', 0)
    const over = AbortSignal.abort()
    expect(await tellOfExpiry(house.deps)(over)).toBe(0)
    await Promise.all([told(), told(), told()])
    expect(await keys(person)).toHaveLength(4)
    expect(await told()).toBe(0)
  })

  it('are told though a clock was once ahead by years', async () => {
    const later = { ...house.deps, clock: { now: () => new Date(house.clock.now().getTime() + 3_650 * dayMs) } }
    await tellOfExpiry(later)()
    const person = await anEmployee(house)
    await aCertificateOf(house, person, { title: '钟', daysLeft: 20 })
    await told()
    expect(await keys(person)).toHaveLength(1)
  })

  it('lead to the certificate and to what renews it, and say that it has been begun', async () => {
    const exam = await anExam(house, { templateId: null, attempts: null })
    const course = await aCourse(house)
    const { certificateNo } = await aCertificateOf(house, me.person, { title: '消防', daysLeft: 20, examId: exam.id })
    await aCertificateOf(house, me.person, { title: '合规', daysLeft: 6, courseId: course.id })
    house.clock.pass(dayMs)
    await told()
    const [fire, law] = (await mine()).toSorted((a, b) => (b.daysLeft ?? 0) - (a.daysLeft ?? 0))
    expect(fire).toMatchObject({
      ...{ kind: 'expiring', title: '消防', englishTitle: 'Information security and data protection', certificateNo, daysLeft: 19 },
      ...{ untilDay: '2026-12-14', examId: exam.id, courseId: null, isRenewing: false, isSettled: false, readAt: null },
    })
    expect(law).toMatchObject({ title: '合规', englishTitle: 'Anti-money laundering basics', courseId: course.id, examId: null, daysLeft: 5 })
    await beginAttempt(house.deps, { userId: me.person.id, employeeNo: me.person.employeeNo }, exam.id)
    await retire(house.deps, course.id)
    expect((await mine()).map(({ title, isRenewing, courseId }) => [title, isRenewing, courseId]).toSorted()).toEqual([
      ['合规', false, null],
      ['消防', true, null],
    ])
  })

  it('are settled once the certificate was renewed or revoked, or another one is held', async () => {
    const settled = async () => Object.fromEntries((await mine()).map(({ title, isSettled }) => [title, isSettled]))
    const [fire] = (await mine()).filter(({ title }) => title === '消防')
    await revokeCertificate(house.deps, fire?.certificateNo ?? '', '试', me.person.id)
    const templateId = await templateOf(house, 'achievement')
    const reminder = { userId: me.person.id, kind: 'reminder', templateId, certificateId: null, createdBy: null, sourceKey: 'reminder:missing' } as const
    await insertNotices(house.deps.db, house.deps, [reminder])
    const [name] = await select(house.deps.db, 'SELECT name FROM certificate_templates WHERE id = :templateId', { templateId })
    const title = text(name?.['name'])
    expect(await settled()).toEqual({ 消防: true, 合规: false, [title]: false })
    await aCertificateOf(house, me.person, { templateId, daysLeft: 29 })
    expect((await settled())[title]).toBe(false)
    await aCertificateOf(house, me.person, { templateId, title: '另一张', daysLeft: 30 })
    expect((await settled())[title]).toBe(true)
    await aCertificateOf(house, me.person, {
      title: '合规',
      daysLeft: 300,
      courseId: number((await select(house.deps.db, 'SELECT MAX(id) AS id FROM courses'))[0]?.['id']),
    })
    expect((await settled())['合规']).toBe(true)
  })

  it('are read up to the newest that was seen, by whom they were sent to and nobody else, a page at a time', async () => {
    const first = await me.client.notices.list({ query: { limit: 2 } })
    expect([first.items.length, first.unread]).toEqual([2, 3])
    const next = await me.client.notices.list({ query: { limit: 2, cursor: first.nextCursor ?? '' } })
    expect([next.items.length, next.nextCursor]).toEqual([1, null])
    expect(await me.client.notices.read({ body: { upTo: next.items[0]?.id ?? 0 } })).toEqual({ unread: 2 })
    const other = await aBrowserOf(house, 'employee', { unit: await aUnit(house) })
    expect(await other.client.notices.list({})).toEqual({ items: [], nextCursor: null, unread: 0 })
    expect(await other.client.notices.read({ body: { upTo: 2_000_000_000 } })).toEqual({ unread: 0 })
    expect((await me.client.notices.list({})).unread).toBe(2)
    expect(await me.client.notices.read({ body: { upTo: first.items[0]?.id ?? 0 } })).toEqual({ unread: 0 })
    expect((await me.send('GET', '/api/notices?cursor=zzz')).status).toBe(422)
  })
})
