import { ProblemError } from '@wallet/shared/contract/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { select, text } from '../db/query.ts'

const codeOf = async (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  )
const password = 'correct horse battery'

describe.each(engines)('a password, on %s', engine => {
  let house: House
  beforeAll(async () => void (house = await aHouse(engine)))
  afterAll(() => house.close())
  const tokenOf = ({ url }: { url: string }) => new URL(url).hash.slice(1)
  const aLink = async (employeeNo: string) => {
    const admin = await aBrowserOf(house, 'admin')
    return tokenOf(await admin.client.passwords.makeLink({ params: { employeeNo } }))
  }

  it('is set by a link, once, by whoever has it; older sessions end, and the new one signs in', async () => {
    const person = await aBrowserOf(house, 'employee')
    const admin = await aBrowserOf(house, 'admin')
    const { employeeNo } = person.person
    const { url, expiresAt } = await admin.client.passwords.makeLink({ params: { employeeNo } })
    expect(url).toMatch(new RegExp(`^${house.origin}/password#[\\w-]{43}$`))
    expect(Date.parse(expiresAt) - house.clock.now().getTime()).toBe(72 * 3_600_000)
    const { client } = house.browser()
    const token = tokenOf({ url })
    expect(await client.passwords.checkLink({ body: { token } })).toEqual({ employeeNo, expiresAt })
    // Only the hash of what is in it is kept.
    expect(JSON.stringify(await select(house.deps.db, 'SELECT * FROM password_links'))).not.toContain(token)
    const outcomes = await Promise.all([1, 2, 3].map(() => codeOf(client.passwords.set({ body: { token, password } }))))
    expect(outcomes.toSorted()).toEqual(['answered', 'password_link_gone', 'password_link_gone'])
    expect((await person.send('GET', '/api/me')).status).toBe(401)
    await house.signIn(employeeNo, password)
    expect(await codeOf(house.signIn(employeeNo))).toBe('wrong_credentials')
    expect(
      (await select(house.deps.db, "SELECT subject FROM audit_events WHERE event LIKE 'password.%' ORDER BY id")).map(row => text(row['subject'])),
    ).toEqual([`person:${person.person.id}`, `person:${person.person.id}`])
  })
  it('is not set by a link that has run out, was replaced, or belongs to somebody who has left', async () => {
    const { client } = house.browser()
    const { employeeNo } = await anEmployee(house)
    const old = await aLink(employeeNo)
    const token = await aLink(employeeNo)
    expect(await codeOf(client.passwords.set({ body: { token: old, password } }))).toBe('password_link_gone')
    house.clock.pass(72 * 3_600_000)
    expect(await codeOf(client.passwords.checkLink({ body: { token } }))).toBe('password_link_gone')
    const leaver = await anEmployee(house)
    const admin = await aBrowserOf(house, 'admin')
    const left = tokenOf(await admin.client.passwords.makeLink({ params: { employeeNo: leaver.employeeNo } }))
    await admin.client.organisation.deactivate({ params: { employeeNo: leaver.employeeNo } })
    expect(await codeOf(client.passwords.set({ body: { token: left, password } }))).toBe('password_link_gone')
    expect(await codeOf(client.passwords.checkLink({ body: { token: 'x'.repeat(43) } }))).toBe('password_link_gone')
    expect(await codeOf(client.passwords.checkLink({ body: { token: 'x' } }))).toBe('invalid_request')
  })
  it('is refused where it is short or easily guessed, and the link still works', async () => {
    const { client } = house.browser()
    const { employeeNo } = await anEmployee(house)
    const token = await aLink(employeeNo)
    expect(await codeOf(client.passwords.set({ body: { token, password: 'short' } }))).toBe('invalid_request')
    expect(await codeOf(client.passwords.set({ body: { token, password: `${employeeNo}-${employeeNo}-1` } }))).toBe('password_guessable')
    expect(await codeOf(client.passwords.set({ body: { token, password } }))).toBe('answered')
  })
  it('is changed by whoever knows the old one; other devices are signed out, this one is not', async () => {
    const here = await aBrowserOf(house, 'employee')
    const there = await house.signIn(here.person.employeeNo)
    expect(await codeOf(here.client.passwords.change({ body: { current: 'wrong', password } }))).toBe('wrong_password')
    expect(await codeOf(here.client.passwords.change({ body: { current: 'kpl-demo', password: 'aaaaaaaaaaaaa' } }))).toBe('password_guessable')
    await here.client.passwords.change({ body: { current: 'kpl-demo', password } })
    expect((await here.send('GET', '/api/me')).status).toBe(200)
    expect((await there.send('GET', '/api/me')).status).toBe(401)
    await house.signIn(here.person.employeeNo, password)
  })
  it('is neither set nor changed where people sign in elsewhere only', async () => {
    const closed = await aHouse(engine, { signOn: { ...house.deps.config.signOn, password: false } })
    const token = 'x'.repeat(43)
    expect(await codeOf(closed.browser().client.passwords.set({ body: { token, password } }))).toBe('password_sign_in_off')
    await closed.close()
  })
  it('is not found out by trying', async () => {
    const person = await aBrowserOf(house, 'employee')
    const outcomes: string[] = []
    for (let i = 0; i < 7; i += 1) outcomes.push(await codeOf(person.client.passwords.change({ body: { current: `wrong ${i}`, password } })))
    expect(outcomes.filter(outcome => outcome === 'wrong_password').length).toBeLessThanOrEqual(5)
    expect(outcomes.at(-1)).toBe('too_many_attempts')
  })
})
