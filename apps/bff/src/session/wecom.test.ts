import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { anEmployee } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { anOidcServer } from '../../test/oidcServer.ts'
import { aWecomServer } from '../../test/wecomServer.ts'
import { select } from '../db/query.ts'

const inWecom = 'Mozilla/5.0 (iPhone) MicroMessenger/7.0.1 wxwork/4.1.30 Language/zh'

describe.each(engines)('signing in by WeCom, on %s', engine => {
  let house: House
  let server: Awaited<ReturnType<typeof aWecomServer>>
  let oidc: Awaited<ReturnType<typeof anOidcServer>>
  beforeAll(async () => {
    ;[server, oidc] = [await aWecomServer(), await anOidcServer()]
    house = await aHouse(engine, { signOn: { password: true, oidc: oidc.settings, wecom: server.settings, timeoutMs: 1_000 } })
    oidc.open(`${house.origin}/sign-on/oidc/callback`)
  })
  afterAll(() => Promise.all([house.close(), server.close(), oidc.close()]))
  beforeEach(() => server.feels('well'))

  const begin = async (browser: Browser, provider = 'wecom', userAgent = 'Mozilla/5.0 (iPhone)') => {
    const headers = { 'content-type': 'application/json', 'user-agent': userAgent }
    const answer = await browser.send('POST', `/api/sign-on/${provider}`, { headers, body: JSON.stringify({ returnTo: '/growth' }) })
    const { url } = (await answer.json()) as { url: string }
    return new URL(url)
  }
  const comeBack = async (browser: Browser, query: Record<string, string>, provider = 'wecom') =>
    (await browser.send('GET', `/sign-on/${provider}/callback?${new URLSearchParams(query).toString()}`)).headers.get('location')
  const signInBy = async (browser: Browser, code: string) => comeBack(browser, { code, state: (await begin(browser)).searchParams.get('state') ?? '' })
  const problem = (code: string) => `/login?problem=${code}&next=%2Fgrowth`

  it('is offered beside the other', async () => {
    const { providers } = await house.browser().client.signOn.ways()
    expect(providers.map(({ id, name }) => [id, name])).toEqual([
      ['oidc', '集团账号'],
      ['wecom', null],
    ])
  })

  it('goes to the QR code, and inside of WeCom straight to who is there, with a state that WeCom takes', async () => {
    const callback = `${house.origin}/sign-on/wecom/callback`
    const [outside, inside] = [await begin(house.browser()), await begin(house.browser(), 'wecom', inWecom)]
    expect(outside.pathname).toBe('/wwlogin/sso/login')
    expect(Object.fromEntries(outside.searchParams)).toEqual({
      ...{ login_type: 'CorpApp', appid: 'wwtest', agentid: '1000002', redirect_uri: callback },
      state: expect.stringMatching(/^[a-zA-Z0-9]{1,128}$/),
    })
    expect([inside.pathname, inside.hash]).toEqual(['/connect/oauth2/authorize', '#wechat_redirect'])
    expect(Object.fromEntries(inside.searchParams)).toEqual({
      ...{ appid: 'wwtest', redirect_uri: callback, response_type: 'code', scope: 'snsapi_base', agentid: '1000002' },
      state: expect.stringMatching(/^[a-zA-Z0-9]{1,128}$/),
    })
    expect(outside.href + inside.href).not.toContain(server.settings.secret)
  })

  it('lets a member in by their number, whatever its case, and knows them from then on', async () => {
    const { employeeNo, id } = await anEmployee(house)
    const browser = house.browser()
    expect(await signInBy(browser, employeeNo.toLowerCase())).toBe('/growth')
    expect(await browser.client.session.me()).toMatchObject({ employeeNo })
    const rows = await select(house.deps.db, 'SELECT issuer, subject FROM identities WHERE user_id = :id', { id })
    expect(rows).toEqual([{ issuer: 'wecom:wwtest', subject: employeeNo.toLowerCase() }])
    expect(await signInBy(house.browser(), employeeNo)).toBe('/growth')
    expect(await select(house.deps.db, 'SELECT id FROM identities WHERE user_id = :id', { id })).toHaveLength(1)
  })

  it('asks for its token once, again before it ends, and again where WeCom takes it back', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => anEmployee(house)))
    const codes = people.map(({ employeeNo }) => employeeNo)
    await signInBy(house.browser(), codes[0] ?? '')
    const before = server.tokens()
    await signInBy(house.browser(), codes[1] ?? '')
    expect(server.tokens()).toBe(before)
    house.clock.pass(7_000_000)
    expect(await signInBy(house.browser(), codes[2] ?? '')).toBe('/growth')
    expect(server.tokens()).toBe(before + 1)
    server.takesTokensBack()
    expect(await signInBy(house.browser(), codes[3] ?? '')).toBe('/growth')
    expect(server.tokens()).toBe(before + 3)
  })

  it('refuses a code twice, the state of another browser, and one that was begun with another service', async () => {
    const { employeeNo: code } = await anEmployee(house)
    expect(await signInBy(house.browser(), code)).toBe('/growth')
    expect(await signInBy(house.browser(), code)).toBe(problem('sign_on_code_refused'))
    const [victim, attacker] = [house.browser(), house.browser()]
    const state = (await begin(attacker)).searchParams.get('state') ?? ''
    await begin(victim)
    expect(await comeBack(victim, { code: 'x', state })).toBe('/login?problem=sign_on_foreign')
    const mixed = (await begin(victim, 'oidc')).searchParams.get('state') ?? ''
    expect(await comeBack(victim, { code: 'x', state: mixed })).toBe('/login?problem=sign_on_foreign')
    const other = (await begin(victim)).searchParams.get('state') ?? ''
    expect(await comeBack(victim, { code: 'x', state: other, iss: oidc.issuer }, 'oidc')).toBe('/login?problem=sign_on_foreign')
  })

  it.each([
    ['', 'sign_on_denied'],
    ['NOBODY9', 'sign_on_unknown_person'],
    ['external', 'sign_on_unknown_person'],
    ['errcode:40029', 'sign_on_code_refused'],
    ['errcode:-1', 'sign_on_unavailable'],
    ['errcode:45009', 'sign_on_unavailable'],
    ['errcode:60020', 'sign_on_refused'],
  ])('with the code %j says %s', async (code, expected) => {
    expect(await signInBy(house.browser(), code)).toBe(problem(expected))
  })

  it('says so where WeCom is ill or does not answer, and works again as soon as it is well', async () => {
    const { employeeNo } = await anEmployee(house)
    for (const mood of ['ill', 'mute'] as const) {
      server.feels(mood)
      expect(await signInBy(house.browser(), employeeNo)).toBe(problem('sign_on_unavailable'))
    }
    server.feels('well')
    expect(await signInBy(house.browser(), employeeNo)).toBe('/growth')
  })
})

describe.each(engines)('an application of WeCom whose secret is wrong, on %s', engine => {
  it('lets nobody in, and says so', async () => {
    const server = await aWecomServer()
    const house = await aHouse(engine, { signOn: { password: true, oidc: null, wecom: { ...server.settings, secret: 'wrong' }, timeoutMs: 1_000 } })
    const browser = house.browser()
    const { url } = await browser.client.signOn.begin({ params: { provider: 'wecom' }, body: {} })
    const state = new URL(url).searchParams.get('state') ?? ''
    const answer = await browser.send('GET', `/sign-on/wecom/callback?code=x&state=${state}`)
    expect(answer.headers.get('location')).toBe('/login?problem=sign_on_refused')
    await Promise.all([house.close(), server.close()])
  })
})
