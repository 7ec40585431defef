import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { anOidcServer, walkThrough, type OidcServer } from '../../test/oidcServer.ts'
import { json, select, text } from '../db/query.ts'

const timeoutMs = 400

describe.each(engines)('signing in by OpenID Connect, on %s', engine => {
  let house: House
  let server: OidcServer
  let other: OidcServer
  let callback: string
  beforeAll(async () => {
    ;[server, other] = [await anOidcServer(), await anOidcServer()]
    house = await aHouse(engine, { signOn: { password: true, oidc: server.settings, wecom: null, timeoutMs: 10_000 } })
    callback = `${house.origin}/sign-on/oidc/callback`
    server.open(callback)
    other.open(callback)
  })
  afterAll(() => Promise.all([house.close(), server.close(), other.close()]))
  beforeEach(() => {
    server.feels('well')
    server.tampers(null)
  })

  const begin = async (browser: Browser, returnTo?: string) =>
    (await browser.client.signOn.begin({ params: { provider: 'oidc' }, body: returnTo === undefined ? {} : { returnTo } })).url
  /** Comes back with an address; answers where it is sent on to. */
  const comeBack = async (browser: Browser, address: string) => {
    const response = await browser.send('GET', address.slice(house.origin.length), {
      headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    })
    expect(response.status).toBe(303)
    return response.headers.get('location')
  }
  const signInBy = async (browser: Browser, login: string, returnTo?: string) =>
    comeBack(browser, await walkThrough(await begin(browser, returnTo), login, callback))
  const problem = (code: string) => `/login?problem=${code}`
  const isSignedIn = async (browser: Browser) => (await browser.send('GET', '/api/me')).status === 200
  const trail = async (event: string) =>
    (await select(house.deps.db, 'SELECT subject, data FROM audit_events WHERE event = :event ORDER BY id', { event })).map(row => ({
      subject: text(row['subject']),
      data: json(row['data']),
    }))
  const withParam = (address: string, name: string, value: string | null) => {
    const url = new URL(address)
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
    return url.href
  }
  /** Somebody who is known at the provider by their employee number. */
  const someone = async (more: Parameters<typeof anEmployee>[1] = {}) => {
    const person = await anEmployee(house, more)
    const login = `sub-${person.employeeNo}`
    server.know(new Map([[login, { employee_no: person.employeeNo }]]))
    return { person, login }
  }

  it('offers it beside the password', async () => {
    expect(await house.browser().client.signOn.ways()).toEqual({ password: true, providers: [{ id: 'oidc', name: '集团账号' }] })
  })

  it('ties the account to the person at first, knows it from then on, and leads to where one was heading', async () => {
    const { person, login } = await someone()
    const browser = house.browser()
    expect(await signInBy(browser, login, '/certificates/KPL-2026-7K3M-9QXD-4R2T?x=1')).toBe('/certificates/KPL-2026-7K3M-9QXD-4R2T?x=1')
    expect(await browser.client.session.me()).toMatchObject({ employeeNo: person.employeeNo })
    // What the provider says of them later does not matter any more.
    server.know(new Map([[login, { employee_no: 'SOMEBODYELSE' }]]))
    expect(await signInBy(house.browser(), login)).toBe('/')
    const admin = await aBrowserOf(house, 'admin')
    expect((await admin.client.identities.list({ params: { employeeNo: person.employeeNo } })).items).toMatchObject([
      { kind: 'oidc', issuer: server.issuer, subject: login },
    ])
    expect((await trail('identity.tied')).filter(({ subject }) => subject === `person:${person.id}`)).toHaveLength(1)
    expect((await trail('session.started')).filter(({ subject }) => subject === `person:${person.id}`)).toEqual(
      Array.from({ length: 2 }, () => ({ subject: `person:${person.id}`, data: { provider: 'oidc' } })),
    )
  })

  it('gives a new token and ends the session that the browser came with', async () => {
    const { login } = await someone()
    const browser = await aBrowserOf(house, 'employee')
    const before = await select(house.deps.db, 'SELECT id FROM sessions WHERE user_id = :id', { id: browser.person.id })
    expect(before).toHaveLength(1)
    expect(await signInBy(browser, login)).toBe('/')
    expect(await select(house.deps.db, 'SELECT id FROM sessions WHERE user_id = :id', { id: browser.person.id })).toHaveLength(0)
    expect((await browser.client.session.me()).employeeNo).not.toBe(browser.person.employeeNo)
  })

  it('keeps nothing with which a copy of the database could finish a sign-in, and no token of the provider', async () => {
    const { login } = await someone()
    const browser = house.browser()
    const url = new URL(await begin(browser))
    const rows = await select(house.deps.db, 'SELECT * FROM sign_on_attempts')
    for (const name of ['state', 'nonce', 'code_challenge']) expect(JSON.stringify(rows)).not.toContain(url.searchParams.get(name))
    expect(url.searchParams.get('code_challenge_method')).toBe('S256')
    let seen = ''
    server.tampers(body => (seen = body.id_token))
    expect(await comeBack(browser, await walkThrough(url.href, login, callback))).toBe('/')
    expect(seen).not.toBe('')
    const all = await Promise.all(['sign_on_attempts', 'identities', 'sessions', 'audit_events'].map(table => select(house.deps.db, `SELECT * FROM ${table}`)))
    expect(JSON.stringify(all)).not.toContain(seen.split('.')[1])
  })

  it('refuses the state of another browser, and one that nobody has begun', async () => {
    const { login } = await someone()
    const [victim, attacker] = [house.browser(), house.browser()]
    const stolen = await walkThrough(await begin(attacker), login, callback)
    expect(await comeBack(victim, stolen)).toBe(problem('sign_on_foreign'))
    await begin(victim)
    expect(await comeBack(victim, stolen)).toBe(problem('sign_on_foreign'))
    expect(await comeBack(attacker, withParam(stolen, 'state', 'f'.repeat(64)))).toBe(problem('sign_on_foreign'))
    expect(await isSignedIn(victim)).toBe(false)
    // It was not used up by that.
    expect(await comeBack(attacker, stolen)).toBe('/')
    expect(await trail('session.refused')).toContainEqual({ subject: 'sign-on:oidc', data: { provider: 'oidc', reason: 'sign_on_foreign' } })
  })

  it('refuses an answer to another nonce', async () => {
    const { login } = await someone()
    const browser = house.browser()
    const url = withParam(await begin(browser), 'nonce', 'another')
    expect(await comeBack(browser, await walkThrough(url, login, callback))).toBe(problem('sign_on_invalid'))
    expect(await isSignedIn(browser)).toBe(false)
  })

  it('refuses a code that was asked for with another verifier', async () => {
    const { login } = await someone()
    const browser = house.browser()
    const url = withParam(await begin(browser), 'code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
    expect(await comeBack(browser, await walkThrough(url, login, callback))).toBe(problem('sign_on_code_refused'))
    expect(await isSignedIn(browser)).toBe(false)
  })

  it('takes an answer once: neither the state nor the code can be used again', async () => {
    const { login } = await someone()
    const browser = house.browser()
    const answer = await walkThrough(await begin(browser), login, callback)
    const cookies = await begin(browser)
    const racing = await Promise.all([comeBack(browser, answer), comeBack(browser, answer)])
    expect(racing.toSorted()).toEqual(['/', problem('sign_on_used')])
    await begin(browser)
    const code = new URL(answer).searchParams.get('code')
    const fresh = house.browser()
    const state = new URL(await begin(fresh)).searchParams.get('state')
    expect(await comeBack(fresh, withParam(withParam(answer, 'state', state), 'code', code))).toBe(problem('sign_on_code_refused'))
    expect(await isSignedIn(fresh)).toBe(false)
    expect(cookies).toContain('state=')
  })

  it('lets both tabs of a browser finish what they began', async () => {
    const { login } = await someone()
    const browser = house.browser()
    const [first, second] = [await begin(browser, '/growth'), await begin(browser, '/courses')]
    const late = await walkThrough(first, login, callback)
    expect(await comeBack(browser, await walkThrough(second, login, callback))).toBe('/courses')
    // Once signed in the browser has nothing under way.
    expect(await comeBack(browser, late)).toBe(problem('sign_on_foreign'))
  })

  it('refuses an answer that comes from another issuer, or does not say from which', async () => {
    const { login } = await someone()
    for (const iss of [other.issuer, `${server.issuer}/`, 'https://id.example', null]) {
      const browser = house.browser()
      const answer = await walkThrough(await begin(browser), login, callback)
      expect([iss, await comeBack(browser, withParam(answer, 'iss', iss))]).toEqual([iss, problem('sign_on_mixed_up')])
      expect(await isSignedIn(browser)).toBe(false)
    }
    // What another provider really answers, with the state of ours.
    const browser = house.browser()
    const url = new URL(await begin(browser))
    expect(await comeBack(browser, await walkThrough(`${other.issuer}${url.pathname}${url.search}`, login, callback))).toBe(problem('sign_on_mixed_up'))
  })

  it('refuses what the provider has not signed, or was meant for somebody else', async () => {
    const victim = await anEmployee(house)
    const { login } = await someone()
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const parts = (token: string) => token.split('.').map(one => one)
    const changed = (change: object) => (body: { id_token: string }) => {
      const [head = '', claims = '', signature = ''] = parts(body.id_token)
      body.id_token = [head, part({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), ...change }), signature].join('.')
    }
    const lies: ((body: { id_token: string }) => void)[] = [
      changed({ sub: 'somebody-else' }),
      changed({ employee_no: victim.employeeNo }),
      changed({ aud: 'another-client' }),
      changed({ iss: other.issuer }),
      changed({ exp: 1 }),
      body => void (body.id_token = `${part({ alg: 'none' })}.${parts(body.id_token)[1]}.`),
      body => void Reflect.deleteProperty(body, 'id_token'),
    ]
    for (const lie of lies) {
      server.tampers(lie)
      const browser = house.browser()
      expect(await signInBy(browser, login)).toBe(problem('sign_on_invalid'))
      expect(await isSignedIn(browser)).toBe(false)
    }
  })

  it('refuses what took longer than ten minutes', async () => {
    const { login } = await someone()
    const browser = house.browser()
    const answer = await walkThrough(await begin(browser, '/growth'), login, callback)
    house.clock.pass(10 * 60_000)
    expect(await comeBack(browser, answer)).toBe(problem('sign_on_expired'))
  })

  it('says so where somebody has called it off, and keeps where they were heading', async () => {
    const browser = house.browser()
    expect(await comeBack(browser, await walkThrough(await begin(browser, '/growth'), null, callback))).toBe(`${problem('sign_on_denied')}&next=%2Fgrowth`)
  })

  it('lets nobody in who is unknown here, has left, or has no number', async () => {
    server.know(
      new Map<string, Record<string, unknown>>([
        ['unknown', { employee_no: 'NOBODY9' }],
        ['numberless', {}],
        ['odd', { employee_no: ['KPL0001'] }],
      ]),
    )
    for (const login of ['unknown', 'numberless', 'odd']) expect(await signInBy(house.browser(), login)).toBe(problem('sign_on_unknown_person'))
    const { login } = await someone({ isActive: false })
    expect(await signInBy(house.browser(), login)).toBe(problem('sign_on_inactive'))
    expect(await select(house.deps.db, 'SELECT id FROM identities WHERE subject = :login', { login })).toEqual([])
  })

  it('lets somebody who has left in no more, though their account was tied', async () => {
    const { person, login } = await someone()
    expect(await signInBy(house.browser(), login)).toBe('/')
    await house.deps.db.models.users.update({ isActive: false }, { where: { id: person.id } })
    expect(await signInBy(house.browser(), login)).toBe(problem('sign_on_inactive'))
  })

  it('makes nobody somebody else who comes to have their number later; an admin unties the old account, which ends its sessions', async () => {
    const { person, login } = await someone()
    const browser = house.browser()
    expect(await signInBy(browser, login)).toBe('/')
    server.know(new Map([['successor', { employee_no: person.employeeNo }]]))
    expect(await signInBy(house.browser(), 'successor')).toBe(problem('sign_on_taken'))

    const admin = await aBrowserOf(house, 'admin')
    const params = { employeeNo: person.employeeNo }
    const [identity] = (await admin.client.identities.list({ params })).items
    const stranger = await anEmployee(house)
    const path = (employeeNo: string) => `/api/people/${employeeNo}/identities/${identity?.id}`
    expect((await admin.send('DELETE', path(stranger.employeeNo))).status).toBe(404)
    expect((await admin.send('DELETE', path(person.employeeNo))).status).toBe(204)
    expect((await admin.send('DELETE', path(person.employeeNo))).status).toBe(404)
    expect(await isSignedIn(browser)).toBe(false)
    expect(await trail('identity.untied')).toContainEqual({ subject: `person:${person.id}`, data: { identity: identity?.id } })
    expect(await signInBy(house.browser(), 'successor')).toBe('/')
    expect((await admin.send('GET', '/api/people/NOBODY9/identities')).status).toBe(404)
  })

  it('ties an account once, however many come with it at the same time', async () => {
    const { person, login } = await someone()
    const browsers = Array.from({ length: 4 }, () => house.browser())
    const answers = await Promise.all(browsers.map(async browser => ({ browser, answer: await walkThrough(await begin(browser), login, callback) })))
    expect(await Promise.all(answers.map(({ browser, answer }) => comeBack(browser, answer)))).toEqual(['/', '/', '/', '/'])
    expect(await select(house.deps.db, 'SELECT id FROM identities WHERE user_id = :id', { id: person.id })).toHaveLength(1)
  })

  it('notes the first time ever, as with a password', async () => {
    const { person, login } = await someone()
    await signInBy(house.browser(), login)
    const [row] = await select(house.deps.db, 'SELECT first_signed_in_at FROM users WHERE id = :id', { id: person.id })
    expect(row?.['first_signed_in_at']).not.toBeNull()
  })

  it('says so where the provider is ill, and works again as soon as it is well', async () => {
    const { login } = await someone()
    const browser = house.browser()
    const answer = await walkThrough(await begin(browser), login, callback)
    server.feels('ill')
    expect(await comeBack(browser, answer)).toBe(problem('sign_on_unavailable'))
    server.feels('well')
    expect(await signInBy(browser, login)).toBe('/')
  })

  it('leads nowhere but to a path of this site', async () => {
    const { login } = await someone()
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example', '/a/..//evil.example', 'javascript:alert(1)', '/login?next=/login'])
      expect([returnTo, await signInBy(house.browser(), login, returnTo)]).toEqual([returnTo, '/'])
  })

  it('refuses services that are not offered, and addresses that come with nothing', async () => {
    const browser = house.browser()
    const answer = await browser.send('POST', '/api/sign-on/wecom', { headers: { 'content-type': 'application/json' }, body: '{}' })
    expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ code: 'sign_on_not_offered' })])
    expect(await comeBack(browser, `${house.origin}/sign-on/wecom/callback?code=1&state=2`)).toBe(problem('sign_on_not_offered'))
    for (const query of ['', '?state=', '?code=x', '?state=%00&code=%ff', '?error=access_denied', '?state=a&state=b'])
      expect(await comeBack(browser, `${callback}${query}`)).toBe(problem('sign_on_foreign'))
  })
})

describe.each(engines)('by the e-mail address, on %s', engine => {
  it('counts the address where the provider has verified it, and only then', async () => {
    const server = await anOidcServer()
    const house = await aHouse(engine, { signOn: { password: false, oidc: { ...server.settings, claim: 'email' }, wecom: null, timeoutMs: 10_000 } })
    const callback = `${house.origin}/sign-on/oidc/callback`
    server.open(callback)
    const { employeeNo } = await anEmployee(house)
    const email = `${employeeNo.toLowerCase()}@kpl.example`
    server.know(
      new Map<string, Record<string, unknown>>([
        ['claimed', { email }],
        ['unverified', { email, email_verified: false }],
        ['said', { email, email_verified: 'true' }],
        ['number', { email: employeeNo, email_verified: true }],
        ['verified', { email: email.toUpperCase(), email_verified: true }],
      ]),
    )
    const outcomes: (string | null)[] = []
    for (const login of ['claimed', 'unverified', 'said', 'number', 'verified']) {
      const browser = house.browser()
      const { url } = await browser.client.signOn.begin({ params: { provider: 'oidc' }, body: {} })
      const answer = await walkThrough(url, login, callback)
      outcomes.push((await browser.send('GET', answer.slice(house.origin.length))).headers.get('location'))
    }
    const unverified = '/login?problem=sign_on_email_unverified'
    expect(outcomes).toEqual([unverified, unverified, unverified, '/login?problem=sign_on_unknown_person', '/'])

    // Where passwords are not taken, the right one is not either.
    const headers = { 'content-type': 'application/json' }
    const answer = await house.browser().send('POST', '/api/session', { headers, body: JSON.stringify({ account: employeeNo, password: 'kpl-demo' }) })
    expect([answer.status, await answer.json()]).toEqual([403, expect.objectContaining({ code: 'password_sign_in_off' })])
    expect(await house.browser().client.signOn.ways()).toMatchObject({ password: false })
    await Promise.all([house.close(), server.close()])
  })

  it('says so in time where the provider does not answer, or is somebody else', async () => {
    const server = await anOidcServer()
    const house = await aHouse(engine, { signOn: { password: true, oidc: server.settings, wecom: null, timeoutMs } })
    const begin = async () => (await house.browser().send('POST', '/api/sign-on/oidc', { headers: { 'content-type': 'application/json' }, body: '{}' })).json()
    server.feels('mute')
    expect(await begin()).toMatchObject({ status: 503, code: 'sign_on_unavailable' })
    server.feels('ill')
    expect(await begin()).toMatchObject({ status: 503, code: 'sign_on_unavailable' })
    server.feels('well')
    server.open(`${house.origin}/sign-on/oidc/callback`)
    expect(await begin()).toMatchObject({ url: expect.stringContaining(server.issuer) })
    await Promise.all([house.close(), server.close()])
  })

  it('lets an address begin so often and no more', async () => {
    const server = await anOidcServer()
    const house = await aHouse(engine, { signOn: { password: true, oidc: server.settings, wecom: null, timeoutMs: 10_000 } })
    server.open(`${house.origin}/sign-on/oidc/callback`)
    const browser = house.browser()
    const headers = { 'content-type': 'application/json' }
    const statuses = await Promise.all(
      Array.from({ length: 201 }, async () => (await browser.send('POST', '/api/sign-on/oidc', { headers, body: '{}' })).status),
    )
    expect([statuses.filter(status => status === 200).length, statuses.filter(status => status === 429).length]).toEqual([200, 1])
    for (let tries = 0; tries < 50; tries++) await browser.send('GET', '/sign-on/oidc/callback?code=x&state=y')
    expect((await browser.send('GET', '/sign-on/oidc/callback?code=x&state=y')).headers.get('location')).toBe('/login?problem=too_many_attempts')
    expect(await select(house.deps.db, "SELECT id FROM audit_events WHERE event = 'session.refused'")).toHaveLength(50)
    await Promise.all([house.close(), server.close()])
  })
})
