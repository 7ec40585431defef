import { setTimeout as wait } from 'node:timers/promises'
import type { FeedEntry } from '@wallet/shared/dashboards/feed'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee, anOrder, aUnit, type Unit } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { execute } from '../db/query.ts'

interface Heard {
  readonly id: string
  readonly entry: FeedEntry
}
/** A line of news as a browser reads it: what has come on it so far, and whether it has ended. */
interface Line {
  readonly status: number
  readonly heard: Heard[]
  readonly isOver: () => boolean
  readonly close: () => Promise<void>
}

const heardIn = (block: string): Heard[] => {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
  const [id, data] = [field('id'), field('data')]
  return id !== undefined && data !== undefined && field('event') === 'issued' ? [{ id, entry: JSON.parse(data) as FeedEntry }] : []
}

const listen = async (browser: Browser, unitId: number, { after, names }: { after?: string | undefined; names?: string } = {}): Promise<Line> => {
  const query = names === undefined ? '' : `?names=${names}`
  const answer = await browser.send('GET', `/api/dashboard/units/${unitId}/feed${query}`, after === undefined ? {} : { headers: { 'last-event-id': after } })
  const heard: Heard[] = []
  let isOver = false
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  const read = async () => {
    let rest = ''
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      const blocks = (rest + part.value).split('\n\n')
      rest = blocks.pop() ?? ''
      heard.push(...blocks.flatMap(heardIn))
    }
  }
  void read()
    .catch(() => undefined)
    .finally(() => (isOver = true))
  return { status: answer.status, heard, isOver: () => isOver, close: async () => reader?.cancel() }
}

/** Waits until something is so, for as long as a test may. */
const until = async (isSo: () => boolean, patienceMs: number) => {
  const end = performance.now() + patienceMs
  while (!isSo() && performance.now() < end) await wait(20)
  return isSo()
}
const titles = ({ heard }: Line) => heard.map(({ entry }) => entry.title)

type Someone = Awaited<ReturnType<typeof aBrowserOf>>

describe.each(engines)('the line on which certificates are told of, on %s', engine => {
  let house: House
  let issuer: Someone
  let manager: Someone
  let [company, department, team, elsewhere]: Unit[] = []
  const manages = (userId: number, unitId: number) =>
    execute(house.deps.db, 'INSERT INTO unit_managers (user_id, unit_id) VALUES (:userId, :unitId)', { userId, unitId })
  const issue = async (title: string, unit: Unit | undefined) => {
    const { employeeNo } = await anEmployee(house, { fullName: '欧阳䶮', ...(unit && { unit }) })
    return issuer.client.certificates.issue({ body: await anOrder(house, { employeeNo, title }) })
  }
  /** One whose transaction took its number before others that are there already. */
  const issueLate = (title: string, id: number) => {
    const same = 'user_id, template_id, issued_at, type, template_version_id, holder_name, org_unit_id, unit_name, issuer_name, cycle, facts_hash'
    const sql = `INSERT INTO user_certificates (id, title, certificate_no, source_key, created_at, updated_at, ${same})
      SELECT :id, :title, :no, :no, created_at, updated_at, ${same} FROM user_certificates WHERE title = '先到'`
    return execute(house.deps.db, sql, { id, title, no: `LATE-${id}` })
  }
  const idOf = ({ heard }: Line) => heard.at(-1)?.entry.id ?? 0

  beforeAll(async () => {
    house = await aHouse(engine)
    company = await aUnit(house)
    department = await aUnit(house, { parent: company })
    team = await aUnit(house, { parent: department })
    elsewhere = await aUnit(house, { parent: company })
    issuer = await aBrowserOf(house, 'issuer')
    manager = await aBrowserOf(house, 'manager', { unit: department })
    await manages(manager.person.id, department.id)
    await issue('早先的', team)
  })
  afterAll(() => house.close())

  it('tells within two seconds of what any process issues in the unit and below it, and of nothing else', async () => {
    const another = await house.another() // at the usual pace
    const there = ({ person }: Someone) => house.signIn(person.employeeNo, 'kpl-demo', another.origin)
    const line = await listen(await there(manager), department?.id ?? 0)
    const whole = await listen(await there(issuer), company?.id ?? 0)
    await wait(200)
    await issue('别处的', elsewhere)
    await issue('另一个进程的', team)
    expect(await until(() => line.heard.length > 0, 2_000)).toBe(true)
    expect(titles(line)).toEqual(['另一个进程的'])
    expect(line.heard[0]?.entry).toMatchObject({ type: 'exam', holderName: '欧*䶮', unit: { id: team?.id, name: team?.name } })
    expect(await until(() => whole.heard.length === 2, 2_000)).toBe(true)
    await Promise.all([line.close(), whole.close(), another.stop()])
  })

  it('gives names in full to whom they are shown, when they ask for it', async () => {
    const line = await listen(manager, team?.id ?? 0, { names: 'full' })
    await issue('全名', team)
    expect(await until(() => line.heard.length > 0, 2_500)).toBe(true)
    expect(line.heard[0]?.entry.holderName).toBe('欧阳䶮')
    await line.close()
  })

  it('goes on after a break where it was, without a gap and without telling twice', async () => {
    const before = await listen(manager, department?.id ?? 0)
    await issue('断线前', team)
    expect(await until(() => before.heard.length === 1, 2_500)).toBe(true)
    await before.close()
    await issue('断线时一', team)
    await issue('断线时别处', elsewhere)
    await issue('断线时二', team)
    const after = await listen(manager, department?.id ?? 0, { after: before.heard[0]?.id })
    await issue('重连后', team)
    expect(await until(() => after.heard.length >= 3, 3_000)).toBe(true)
    await wait(3 * house.deps.pace.newsMs)
    expect(titles(after)).toEqual(['断线时一', '断线时二', '重连后'])
    await after.close()
    const later = await listen(manager, department?.id ?? 0, { after: after.heard[0]?.id })
    expect(await until(() => later.heard.length >= 2, 3_000)).toBe(true)
    expect(titles(later)).toEqual(['断线时二', '重连后'])
    await later.close()
  })

  it('loses none whose transaction commits late, neither on the line nor while nobody is on it', async () => {
    const line = await listen(manager, department?.id ?? 0)
    await issue('先到', team)
    expect(await until(() => line.heard.length === 1, 2_500)).toBe(true)
    const base = idOf(line)
    await issueLate('较晚的', base + 9)
    expect(await until(() => titles(line).includes('较晚的'), 2_500)).toBe(true)
    await issueLate('迟到一', base + 5)
    expect(await until(() => titles(line).includes('迟到一'), 2_500)).toBe(true)
    await line.close()
    await issueLate('迟到二', base + 6)
    const back = await listen(manager, department?.id ?? 0, { after: line.heard.at(-1)?.id })
    expect(await until(() => back.heard.length > 0, 2_500)).toBe(true)
    expect(titles(back)).toEqual(['迟到二'])
    await back.close()
  })

  it('takes what is no place in the list for none', async () => {
    for (const after of ['abc', '-1', '1-', '99999999999999', "1' OR 1=1"]) {
      const line = await listen(manager, department?.id ?? 0, { after })
      expect([after, line.status, line.heard]).toEqual([after, 200, []])
      await line.close()
    }
  })

  it('refuses another subtree, whether it is there or not, and whoever manages nothing', async () => {
    const stranger = await aBrowserOf(house, 'manager')
    expect((await listen(manager, elsewhere?.id ?? 0)).status).toBe(403)
    expect((await listen(manager, company?.id ?? 0)).status).toBe(403)
    expect((await listen(manager, 999_999)).status).toBe(403)
    expect((await listen(stranger, department?.id ?? 0)).status).toBe(403)
  })

  it('ends when its unit is moved, so that it goes on where the unit lies then', async () => {
    const line = await listen(manager, department?.id ?? 0)
    const path = { id: department?.id, was: department?.path }
    await execute(house.deps.db, 'UPDATE org_units SET path = :path WHERE id = :id', { ...path, path: `${elsewhere?.path}${department?.id}/` })
    expect(await until(line.isOver, 7_000)).toBe(true)
    await execute(house.deps.db, 'UPDATE org_units SET path = :was WHERE id = :id', path)
  })

  it('answers HEAD without a line', async () => {
    const answer = await manager.send('HEAD', `/api/dashboard/units/${department?.id}/feed`)
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'text/event-stream; charset=utf-8', ''])
  })

  it('opens eight lines to a person at a time, however often they sign in, and says so to the ninth', async () => {
    const open = await Promise.all(Array.from({ length: 8 }, () => listen(manager, department?.id ?? 0)))
    const elsewhereToo = await house.signIn(manager.person.employeeNo)
    const ninth = await elsewhereToo.send('GET', `/api/dashboard/units/${department?.id}/feed`)
    expect([ninth.status, await ninth.json()]).toMatchObject([429, { code: 'too_many_requests', detail: expect.stringContaining('8 lines') }])
    await Promise.all(open.map(line => line.close()))
    await wait(100)
    const again = await listen(manager, department?.id ?? 0)
    expect(again.status).toBe(200)
    await again.close()
  })

  it('ends within seconds for whoever signs out, leaves the unit to others, loses the role or leaves the company', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => aBrowserOf(house, 'manager')))
    for (const { person } of people) await manages(person.id, department?.id ?? 0)
    const [stays, signsOut, ...others] = people
    const lines = await Promise.all(people.map(browser => listen(browser, department?.id ?? 0)))
    expect(lines.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    const [gives = 0, employee = 0, leaves = 0] = others.map(({ person }) => person.id)
    await signsOut?.client.session.signOut()
    await execute(house.deps.db, 'DELETE FROM unit_managers WHERE user_id = :gives', { gives })
    await execute(house.deps.db, "UPDATE users SET role = 'employee' WHERE id = :employee", { employee })
    await execute(house.deps.db, 'UPDATE users SET is_active = 0 WHERE id = :leaves', { leaves })
    expect(await until(() => lines.slice(1).every(line => line.isOver()), 7_000)).toBe(true)
    expect([lines[0]?.isOver(), (await stays?.send('GET', '/api/me'))?.status]).toEqual([false, 200])
    await lines[0]?.close()
  })
})
