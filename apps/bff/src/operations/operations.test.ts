import { readFileSync } from 'node:fs'
import { api } from '@wallet/shared/api'
import { openapi } from '@wallet/shared/contract/openapi'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aHouse, engines, type House } from '../../test/house.ts'
import { migrateDown } from '../db/migrate.ts'
import { documentInfo } from './routes.ts'

describe.each(engines)('for operators, on %s', engine => {
  let house: House
  beforeAll(async () => void (house = await aHouse(engine)))
  afterAll(() => house.close())

  it('tells that it is alive and ready', async () => {
    const { client } = house.browser()
    expect(await client.operations.healthz()).toEqual({ status: 'ok' })
    expect(await client.operations.readyz()).toEqual({ status: 'ready' })
  })
  it('gives figures for Prometheus', async () => {
    const response = await house.browser().send('GET', '/metrics')
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(await response.text()).toMatch(/^certificates_revoked 0$/m)
  })
  it('shows its contract as OpenAPI and as a page without scripts or other hosts', async () => {
    expect(await house.browser().client.operations.openapi()).toMatchObject({ openapi: '3.1.0' })
    const page = await (await house.browser().send('GET', '/api/docs')).text()
    expect(page).toContain('/api/verify/{certificateNo}')
    expect(page).not.toMatch(/<script|https?:\/\//)
  })
  it('says who it is', async () => {
    expect(await house.browser().client.operations.organisation()).toMatchObject({
      name: '考培练',
      zone: 'Asia/Shanghai',
      numberPrefix: 'KPL',
      publicOrigin: house.origin,
      isDemo: false,
    })
  })
})

describe.each(engines)('a database that has not been migrated, on %s', engine => {
  it('is not ready', async () => {
    const house = await aHouse(engine)
    await migrateDown(house.deps.db)
    expect((await house.browser().send('GET', '/readyz')).status).toBe(503)
    await house.close()
  })
})

it('docs/openapi.json is what the contract says: pnpm openapi writes it anew', () => {
  const kept: unknown = JSON.parse(readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8'))
  expect(kept).toEqual(JSON.parse(JSON.stringify(openapi(api, documentInfo))))
})
