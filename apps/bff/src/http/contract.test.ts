import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { api } from '@wallet/shared/api'
import type { Endpoint } from '@wallet/shared/contract/endpoint'
import { mayCall, roles, type Role } from '@wallet/shared/people/role'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee, anOrder } from '../../test/builders.ts'
import { aHouse, engines, isFirst, type Browser, type House } from '../../test/house.ts'
import { execute } from '../db/query.ts'

const lines: [string, Endpoint][] = Object.entries(api).flatMap(([noun, contract]) =>
  Object.entries<Endpoint>(contract).map(([name, line]): [string, Endpoint] => [`${noun}.${name}`, line]),
)
const unsafe = lines.filter(([, { method }]) => method !== 'GET')
const json = { 'content-type': 'application/json' }
const filled = (path: string, certificateNo = 'KPL-2026-0000-0000-0000') => path.replace(':certificateNo', certificateNo).replace(/:\w+/g, '1')
/** What a call has to say to be understood at all. */
const bodies: Record<string, string> = { 'sharing.create': '{"showName":true}', 'requests.correctName': '{"wantedName":"甲","reason":"乙"}' }
/** What ends the session it is called with comes last. */
const endsSession = (name: string) => name.startsWith('session.signOut')
const inOrder = [...lines.filter(([name]) => !endsSession(name)), ...lines.filter(([name]) => endsSession(name))]

describe.each(engines)('every line of the contract, on %s', engine => {
  let house: House
  let browsers: Map<Role, Browser>
  beforeAll(async () => {
    house = await aHouse(engine)
    browsers = new Map(await Promise.all(roles.map(async (role): Promise<[Role, Browser]> => [role, await aBrowserOf(house, role)])))
  })
  afterAll(() => house.close())
  const call = async (browser: Browser, { kind, method, path, body }: Endpoint, certificateNo?: string, sent = '{}') => {
    const answer = await browser.send(method, filled(path, certificateNo), body ? { headers: json, body: sent } : {})
    // A line of events would never end.
    if (kind === 'events' && answer.ok) await answer.body?.cancel()
    return answer
  }
  /** Somebody with a role, and with a unit where managers have one: the first there is, which the paths name. */
  const aWalker = async (role: Role) => {
    const walker = await aBrowserOf(house, role)
    if (role === 'manager') await execute(house.deps.db, 'INSERT INTO unit_managers (user_id, unit_id) VALUES (:id, 1)', { id: walker.person.id })
    return walker
  }

  it('refuses whoever is not signed in, unless anyone may call', async () => {
    for (const [name, line] of inOrder) {
      const { status } = await call(house.browser(), line)
      expect([name, status === 401]).toEqual([name, line.access !== 'anyone'])
    }
  })

  it('refuses each role that the contract does not name, and no other', async () => {
    for (const role of roles) {
      const walker = await aWalker(role)
      for (const [name, line] of inOrder) {
        const browser = endsSession(name) ? await house.signIn(walker.person.employeeNo) : walker
        const { status } = await call(browser, line)
        expect([name, role, status === 403]).toEqual([name, role, !mayCall(role, line.access)])
        expect([name, status >= 500]).toEqual([name, false])
      }
    }
  })

  it('shows nobody the certificate of somebody else', async () => {
    const issuer = browsers.get('issuer') ?? house.browser()
    const { certificateNo } = await issuer.client.certificates.issue({ body: await anOrder(house) })
    const stranger = await aBrowserOf(house, 'employee')
    for (const [name, line] of inOrder.filter(([, { path, access }]) => path.includes(':certificateNo') && access !== 'anyone')) {
      expect([name, [403, 404].includes((await call(stranger, line, certificateNo, bodies[name])).status)]).toEqual([name, true])
    }
    expect((await stranger.send('GET', `/api/certificates/archive.zip?numbers=${certificateNo}`)).status).toBe(404)
    const lists = await Promise.all([stranger.client.certificates.list(), stranger.client.certificates.summary()])
    expect(JSON.stringify(lists)).not.toContain(certificateNo)
  })

  // What is refused before anything is looked up is refused alike on every engine.
  it.runIf(isFirst(engine)).each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['same-site', { 'sec-fetch-site': 'same-site' }],
    ['none', { 'sec-fetch-site': 'none' }],
    ['no origin', { origin: 'null' }],
    ['a look-alike origin', { origin: 'http://127.0.0.1.evil.example' }],
    ['a look-alike site, though the origin is ours', { 'sec-fetch-site': 'cross-site', 'x-forwarded-host': '127.0.0.1' }],
  ])('takes no change from another site: %s', async (_, headers) => {
    const admin = browsers.get('admin') ?? house.browser()
    for (const [name, { method, path }] of unsafe) {
      const response = await admin.send(method, filled(path), { headers: { ...json, ...headers }, body: '{}' })
      const { code } = (await response.json()) as { code: string }
      expect([name, response.status, code]).toEqual([name, 403, 'cross_site_request'])
    }
  })

  it.runIf(isFirst(engine))('takes only JSON where there is a body', async () => {
    const admin = browsers.get('admin') ?? house.browser()
    for (const [name, { method, path, body, maxBody = 256_000 }] of unsafe) {
      if (!body) continue
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
        expect([name, (await admin.send(method, filled(path), { headers: { 'content-type': type }, body: 'a=1' })).status]).toEqual([name, 415])
      }
      expect([name, (await admin.send(method, filled(path), { headers: json, body: '{"a":' })).status]).toEqual([name, 400])
      expect([name, (await admin.send(method, filled(path), { headers: json, body: JSON.stringify({ text: 'x'.repeat(maxBody + 40_000) }) })).status]).toEqual([
        name,
        413,
      ])
    }
  })

  it.runIf(isFirst(engine))('refuses fields that it does not know, by name', async () => {
    const admin = browsers.get('admin') ?? house.browser()
    const columns = [
      'id',
      'userId',
      'user_id',
      'certificateNo',
      'holderName',
      'issuedAt',
      'role',
      'isAdmin',
      'factsHash',
      'cycle',
      'sourceKey',
      'revokedAt',
      'createdAt',
    ]
    for (const [name, { method, path, body }] of unsafe) {
      if (!body) continue
      const sent = Object.fromEntries(columns.map(column => [column, 1]))
      const response = await admin.send(method, filled(path), { headers: json, body: JSON.stringify(sent) })
      const { errors = [] } = (await response.json()) as { errors?: { path: string }[] }
      expect([name, response.status]).toEqual([name, 422])
      expect(errors.map(error => error.path)).toEqual(expect.arrayContaining(columns))
    }
  })

  it.runIf(isFirst(engine))('says 405 and which methods there are, and 404 for what is not there', async () => {
    const patched = await house.browser().send('PATCH', '/api/certificates', { headers: json, body: '{}' })
    expect([patched.status, patched.headers.get('allow')]).toEqual([405, 'GET, POST'])
    expect((await house.browser().send('GET', '/api/nothing')).status).toBe(404)
  })

  it('builds every address from its own origin, whatever the Host header says', async () => {
    const issuer = browsers.get('issuer') ?? house.browser()
    const { certificateNo } = await issuer.client.certificates.issue({ body: await anOrder(house) })
    const { hostname, port } = new URL(house.origin)
    for (const path of ['/api/organisation', `/api/verify/${certificateNo}`, '/api/openapi.json', '/api/nothing']) {
      const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
      const [response] = (await once(request({ hostname, port, path, headers }).end(), 'response')) as [IncomingMessage]
      const body = (await response.toArray()).join('')
      expect([path, `${JSON.stringify(response.headers)}${body}`.includes('evil')]).toEqual([path, false])
    }
  })

  it('answers a refusal as problem+json with a request id and nothing about the inside', async () => {
    const { employeeNo } = await anEmployee(house)
    const response = await (await house.signIn(employeeNo)).send('GET', '/api/certificates?limit=0&limit=2&x=1')
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    const problem = (await response.json()) as { requestId: string; errors: { path: string }[] }
    expect(problem.errors.map(({ path }) => path).toSorted()).toEqual(['limit', 'x'])
    expect(problem.requestId).toBe(response.headers.get('x-request-id'))
    expect(JSON.stringify(problem)).not.toMatch(/select|stack|\.ts|node_modules/i)
  })
})
