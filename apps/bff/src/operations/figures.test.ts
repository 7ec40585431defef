import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anOrder } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'

/** Every line is a comment or a figure: what Prometheus takes. */
const figure = /^[a-zA-Z_:][\w:]*(\{[a-zA-Z_]\w*="([^"\\\n]|\\.)*"(,[a-zA-Z_]\w*="([^"\\\n]|\\.)*")*\})? (-?[\d.]+(e[+-]?\d+)?|NaN|[+-]Inf)$/

describe.each(engines)('figures for Prometheus, on %s', engine => {
  let house: House
  let locked: House
  beforeAll(async () => {
    house = await aHouse(engine)
    locked = await aHouse(engine, { metricsToken: 'a-token-for-prometheus' })
  })
  afterAll(() => Promise.all([house.close(), locked.close()]))
  const statusOf = async (at: House, headers: Record<string, string> = {}) => (await at.browser().send('GET', '/metrics', { headers })).status

  it('tell of requests, certificates by type, pictures that wait, the chain, and what has not been followed up', async () => {
    const issuer = await aBrowserOf(house, 'issuer')
    await issuer.client.certificates.issue({ body: await anOrder(house) })
    const text = await (await house.browser().send('GET', '/metrics')).text()
    const figures = text.split('\n').filter(line => line !== '' && !line.startsWith('# '))
    for (const line of figures) expect(line).toMatch(figure)
    expect(text).toMatch(/^certificates_issued\{type="exam"\} 1$/m)
    expect(text).toMatch(/^http_request_seconds_count\{method="POST",route="\/api\/certificates",status="201"\} 1$/m)
    for (const name of ['certificates_revoked', 'pictures_waiting', 'audit_unsealed', 'outbox_lag_seconds', 'outbox_set_aside'])
      expect(text).toMatch(new RegExp(`^${name} \\d+`, 'm'))
    expect(text).toMatch(/^audit_unsealed [1-9]/m)
  })
  it('are for callers on this machine, not for those who come through a proxy on it', async () => {
    expect(await statusOf(house)).toBe(200)
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) expect(await statusOf(house, { [name]: '203.0.113.9' })).toBe(403)
  })
  it('are for whoever knows the token, where there is one', async () => {
    expect(await statusOf(locked)).toBe(403)
    expect(await statusOf(locked, { authorization: 'Bearer a-token-for-prometheuS' })).toBe(403)
    expect(await statusOf(locked, { authorization: 'Basic a-token-for-prometheus' })).toBe(403)
    expect(await statusOf(locked, { authorization: 'Bearer a-token-for-prometheus', 'x-forwarded-for': '203.0.113.9' })).toBe(200)
  })
})
