import { Failure } from '@wallet/shared/problem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anEmployee } from '../../test/builders.ts'
import { aCertificateOf } from '../../test/holders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { execute, number, select, selectOne } from '../db/query.ts'
import { pendingPictures } from './drawPending.ts'

describe.each(engines)('pictures that are drawn afterwards, on %s', engine => {
  let house: House
  beforeAll(async () => void (house = await aHouse(engine)))
  afterAll(() => house.close())
  const drawn = async () => number((await selectOne(house.deps.db, 'SELECT COUNT(*) AS n FROM certificate_pictures'))?.['n'])

  it('are drawn however long ago it was issued, and whatever is issued later, each once', async () => {
    const person = await anEmployee(house)
    await aCertificateOf(house, person, { title: '去年的' })
    house.clock.pass(365 * 86_400_000)
    await aCertificateOf(house, person, { title: '今天的' })
    const draw = pendingPictures(house.deps)
    expect([await draw(1), await draw(5), await draw(5), await drawn()]).toEqual([1, 1, 0, 2])
    house.clock.pass(60_000)
    await aCertificateOf(house, person, { title: '刚才的' })
    expect([await draw(5), await draw(5), await drawn()]).toEqual([1, 0, 3])
  })

  it('cost no look at all that was ever issued once nothing is left to be drawn', async () => {
    const draw = pendingPictures(house.deps)
    expect(await draw(5)).toBe(0)
    const [old] = await select(house.deps.db, 'SELECT id FROM user_certificates ORDER BY issued_at LIMIT 1')
    await execute(house.deps.db, 'DELETE FROM certificate_pictures WHERE certificate_id = :id', { id: number(old?.['id']) })
    expect(await draw(5)).toBe(0)
    expect(await pendingPictures(house.deps)(5)).toBe(1)
  })

  it('are tried again, less and less often, after something that passes', async () => {
    await aCertificateOf(house, await anEmployee(house), { title: '再来一次' })
    let tries = 0
    const busy = (): never => {
      tries += 1
      throw new Failure('render_timeout')
    }
    const { renderer } = house.deps
    let isBusy = true
    const draw = pendingPictures({ ...house.deps, renderer: { ...renderer, drawLater: async (...job) => (isBusy ? busy() : renderer.drawLater(...job)) } })
    const before = await drawn()
    await draw(5)
    await draw(5)
    house.clock.pass(10_000)
    await draw(5)
    house.clock.pass(10_000)
    await draw(5)
    expect(tries).toBe(2)
    isBusy = false
    house.clock.pass(10_000)
    await draw(5)
    expect(await drawn()).toBe(before + 1)
  })
})
