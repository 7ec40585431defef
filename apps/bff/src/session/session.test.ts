import { ProblemError } from '@wallet/shared/contract/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anEmployee } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { select, text } from '../db/query.ts'
import { absoluteMs, idleMs } from './store.ts'

const refusal = async (call: Promise<unknown>) => {
  const error: unknown = await call.then(
    () => null,
    reason => reason,
  )
  return error instanceof ProblemError ? error.problem : null
}

describe.each(engines)('signing in, on %s', engine => {
  let house: House
  beforeAll(async () => void (house = await aHouse(engine)))
  afterAll(() => house.close())

  it('works with the employee number in any case, and with the e-mail address', async () => {
    const { employeeNo, fullName, unit } = await anEmployee(house)
    for (const account of [employeeNo, employeeNo.toLowerCase(), `${employeeNo}@KPL.example`]) {
      const { client } = await house.signIn(account)
      expect(await client.session.me()).toEqual({
        employeeNo,
        fullName,
        role: 'employee',
        locale: 'zh-CN',
        isOffBoards: false,
        unit: { id: unit.id, name: unit.name },
      })
    }
  })

  it('answers an unknown account and a wrong password alike, and counts down', async () => {
    const { employeeNo } = await anEmployee(house)
    const problems = await Promise.all(
      [employeeNo, 'NOBODY1'].map(account => refusal(house.browser().client.session.signIn({ body: { account, password: 'wrong' } }))),
    )
    const comparable = problems.map(problem => ({ ...problem, requestId: '' }))
    expect(comparable[0]).toEqual(comparable[1])
    expect(comparable[0]).toMatchObject({ status: 401, code: 'wrong_credentials', attemptsLeft: 4 })
  })

  it('refuses after five wrong passwords, even the right one, and takes it again a quarter of an hour later', async () => {
    const { employeeNo: account } = await anEmployee(house)
    const wrong = await Promise.all(Array.from({ length: 12 }, () => refusal(house.browser().client.session.signIn({ body: { account, password: 'wrong' } }))))
    expect(wrong.filter(problem => problem?.code === 'wrong_credentials')).toHaveLength(4)
    const locked = await refusal(house.signIn(account))
    expect(locked).toMatchObject({ status: 429, code: 'too_many_attempts' })
    expect(locked?.retryAfter).toBeGreaterThan(800)
    house.clock.pass(15 * 60_000 + 1)
    await house.signIn(account)
  })

  it('counts one person by whatever name they are called', async () => {
    const { employeeNo } = await anEmployee(house)
    const names = [employeeNo, employeeNo.toLowerCase(), `${employeeNo}@kpl.example`, `${employeeNo.toLowerCase()}@KPL.example`]
    for (const account of names) await refusal(house.browser().client.session.signIn({ body: { account, password: 'wrong' } }))
    expect(await refusal(house.browser().client.session.signIn({ body: { account: employeeNo, password: 'wrong' } }))).toMatchObject({
      code: 'too_many_attempts',
    })
    expect(await refusal(house.signIn(`${employeeNo}@kpl.example`))).toMatchObject({ code: 'too_many_attempts' })
  })

  it('knows an e-mail address letter by letter', async () => {
    const { employeeNo } = await anEmployee(house)
    for (const account of [`${employeeNo}@kpl.exámple`, `${employeeNo}@kpl.exａmple`, `${employeeNo}@kpl.example\u200b`])
      expect(await refusal(house.signIn(account))).toMatchObject({ code: 'wrong_credentials' })
    expect(await refusal(house.signIn(`a\u0000@b`))).toMatchObject({ status: 422 })
  })

  it('does not let somebody in who has left', async () => {
    const { employeeNo } = await anEmployee(house, { isActive: false })
    expect(await refusal(house.signIn(employeeNo))).toMatchObject({ code: 'wrong_credentials' })
  })

  it('keeps only the hash of a token, and gives a new one at each sign-in', async () => {
    const { employeeNo, id } = await anEmployee(house)
    const browser = house.browser()
    const tokenOf = async () =>
      /wallet=([\w-]{43})/.exec(
        (
          await browser.send('POST', '/api/session', {
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ account: employeeNo, password: 'kpl-demo' }),
          })
        ).headers.get('set-cookie') ?? '',
      )?.[1] ?? ''
    const [first, second] = [await tokenOf(), await tokenOf()]
    expect(first).not.toBe(second)
    const rows = await select(house.deps.db, 'SELECT token_hash FROM sessions WHERE user_id = :id', { id })
    // The first session ended when the same browser signed in again.
    expect(rows).toHaveLength(1)
    expect(rows.map(row => text(row['token_hash']))).not.toContain(second)
    const replay = await fetch(`${house.origin}/api/me`, { headers: { cookie: `wallet=${first}` } })
    expect(replay.status).toBe(401)
  })

  it('sets a cookie that scripts and other sites cannot have', async () => {
    const { employeeNo } = await anEmployee(house)
    const response = await house
      .browser()
      .send('POST', '/api/session', { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ account: employeeNo, password: 'kpl-demo' }) })
    expect(response.headers.get('set-cookie')).toMatch(/^wallet=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  it('ends when signed out, for a copied cookie too', async () => {
    const { employeeNo } = await anEmployee(house)
    const browser = await house.signIn(employeeNo)
    const copy = (await browser.send('GET', '/api/me', {})).status
    await browser.client.session.signOut()
    expect(copy).toBe(200)
    expect((await browser.send('GET', '/api/me')).status).toBe(401)
  })

  it('ends everywhere at once when asked to', async () => {
    const { employeeNo } = await anEmployee(house)
    const [phone, desk] = [await house.signIn(employeeNo), await house.signIn(employeeNo)]
    const { items } = await phone.client.session.devices()
    expect(items.map(({ isThisOne }) => isThisOne).toSorted()).toEqual([false, true])
    await phone.client.session.signOutEverywhere()
    expect((await desk.send('GET', '/api/me')).status).toBe(401)
  })

  it('ends after a week without use, and after thirty days in any case', async () => {
    const { employeeNo } = await anEmployee(house)
    const idle = await house.signIn(employeeNo)
    const began = house.clock.now().getTime()
    house.clock.pass(idleMs)
    expect((await idle.send('GET', '/api/me')).status).toBe(401)

    house.clock.set(new Date(began))
    const busy = await house.signIn(employeeNo)
    for (let day = 1; day < absoluteMs / 86_400_000; day += 1) {
      house.clock.set(new Date(began + day * 86_400_000))
      expect((await busy.send('GET', '/api/me')).status).toBe(200)
    }
    house.clock.set(new Date(began + absoluteMs))
    expect((await busy.send('GET', '/api/me')).status).toBe(401)
    house.clock.set(new Date(began))
  })

  it('keeps the language with the person', async () => {
    const { client } = await house.signIn((await anEmployee(house)).employeeNo)
    expect((await client.session.updateMe({ body: { locale: 'en' } })).locale).toBe('en')
    expect((await client.session.me()).locale).toBe('en')
  })

  it('keeps with the person whether they are seen on leaderboards', async () => {
    const browser = await house.signIn((await anEmployee(house)).employeeNo)
    const { client } = browser
    expect(await client.session.updateMe({ body: { isOffBoards: true } })).toMatchObject({ isOffBoards: true, locale: 'zh-CN' })
    expect(await client.session.updateMe({ body: { locale: 'en' } })).toMatchObject({ isOffBoards: true, locale: 'en' })
    expect(await client.session.me()).toMatchObject({ isOffBoards: true, locale: 'en' })
    expect((await browser.send('PATCH', '/api/me', { headers: { 'content-type': 'application/json' }, body: '{}' })).status).toBe(422)
  })

  it('shows no one-tap people outside the demo', async () => {
    expect(await house.browser().client.session.demoPeople()).toEqual({ items: [] })
  })
})
