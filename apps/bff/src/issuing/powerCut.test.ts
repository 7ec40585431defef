import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manyPeople, once, tally, upload } from '../../test/batches.ts'
import { aBrowserOf, templateOf } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { startIssuing } from '../../test/issuingProcess.ts'
import { number, selectOne } from '../db/query.ts'

const people = 600
const atOnce = 12
const cuts = 3

describe.each(engines)('a list whose server is killed while it is issued, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())

  const issued = async (id: number) => number((await selectOne(house.deps.db, 'SELECT issued FROM batches WHERE id = :id', { id }))?.['issued'])
  const until = async (id: number, enough: number) => {
    while ((await issued(id)) < enough) await wait(2)
  }

  it('goes on where it was: everybody has one certificate, one line in the trail and one effect', async () => {
    const issuer = await aBrowserOf(house, 'issuer')
    const list = ['工号,成绩', ...(await manyPeople(house, people)).map(no => `${no},90`)].join('\n')
    const { id } = await upload(issuer, list, { templateId: await templateOf(house) })
    await issuer.client.batches.confirm({ params: { id }, body: {} })
    for (let cut = 1; cut <= cuts; cut += 1) {
      const kill = await startIssuing(house.deps.config, atOnce)
      await until(id, Math.min(people - 1, (await issued(id)) + 40 + Math.floor(Math.random() * 60)))
      await wait(Math.random() * 10)
      await kill()
      expect(await issued(id)).toBeLessThan(people)
      expect((await tally(house)).certificates).toBe(await issued(id))
    }
    const [one, other] = await Promise.all([startIssuing(house.deps.config, atOnce), startIssuing(house.deps.config, atOnce)])
    await until(id, people)
    while ((await issuer.client.batches.get({ params: { id } })).state !== 'done') await wait(5)
    await Promise.all([one(), other()])
    expect(await tally(house)).toEqual(once(people))
  })
})
