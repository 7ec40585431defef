import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { aBrowserOf, anOrder } from '../test/builders.ts'
import { aHouse, engines, type House } from '../test/house.ts'
import { startChores } from './chores.ts'
import { number, selectOne } from './db/query.ts'
import { rebuildRollups } from './rollups/rebuild.ts'
import { verifyRollups } from './rollups/verify.ts'
import { bringUpToDate } from './rollups/worker.ts'

describe.each(engines)('what is done in the background, on %s', engine => {
  let house: House
  beforeAll(async () => void (house = await aHouse(engine)))
  afterAll(() => house.close())

  const lag = async () => /^outbox_lag_seconds (\d+)$/m.exec(await (await house.browser().send('GET', '/metrics')).text())?.[1]

  it('brings the sums of units up to date with what was issued, and tells how far they are behind', async () => {
    const { client } = await aBrowserOf(house, 'issuer')
    const order = await anOrder(house)
    await rebuildRollups(house.deps)
    await client.certificates.issue({ body: order })
    house.clock.pass(7_000)
    expect(await lag()).toBe('7')
    const end = startChores(house.deps)
    const issued = async () => number((await selectOne(house.deps.db, 'SELECT SUM(issued) AS n FROM org_daily'))?.['n'])
    await vi.waitFor(async () => expect(await issued()).toBe(1), 10_000)
    await end()
    await bringUpToDate(house.deps)
    expect(await lag()).toBe('0')
    expect(await verifyRollups(house.deps)).toEqual([])
  })
})
