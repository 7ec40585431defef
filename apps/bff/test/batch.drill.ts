import { spawn } from 'node:child_process'
import { once as happened } from 'node:events'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../src/audit/seal.ts'
import { number, selectOne, text } from '../src/db/query.ts'
import { manyPeople, once, tally, upload } from './batches.ts'
import { aBrowserOf, templateOf } from './builders.ts'
import { aHouse, engines, type House } from './house.ts'

const people = 10_000
const cuts = 10
/** Every second server lives until it has written something, and by chance so much longer; the others so long at most. */
const [afterwardsMs, mostMs] = [40, 150]
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** The real server beside a house, with all its chores; answers how its power is cut. */
const startServer = async ({ deps: { config } }: House, folder: string): Promise<() => Promise<void>> => {
  const { PATH, HOME } = process.env
  const places = { DATABASE_URL: config.databaseUrl, FILES_URL: `file:${folder}` }
  const server = spawn(process.execPath, [main], { env: { PATH, HOME, PORT: '0', DEMO: '0', ...places }, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const said of server.stdout as AsyncIterable<Buffer>) if (said.includes('open at')) break
  return async () => {
    const gone = server.exitCode === null ? happened(server, 'exit') : undefined
    server.kill('SIGKILL')
    await gone
  }
}

describe.each(engines)('ten thousand certificates and ten power cuts, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())

  const batch = async () => {
    const row = await selectOne(house.deps.db, 'SELECT state, issued FROM batches')
    return { state: text(row?.['state']), issued: number(row?.['issued']) }
  }

  const isAsBefore = async (before: number) => {
    const { state, issued } = await batch()
    return state !== 'done' && issued === before
  }

  it('everybody has one certificate with a number of its own, one line in the trail and one effect', { timeout: 900_000 }, async () => {
    const issuer = await aBrowserOf(house, 'issuer')
    const list = ['工号,成绩', ...(await manyPeople(house, people)).map(no => `${no},90`)].join('\n')
    const { id, counts } = await upload(issuer, list, { templateId: await templateOf(house) })
    expect(counts.valid).toBe(people)
    await issuer.client.batches.confirm({ params: { id }, body: {} })
    const { files } = house.deps.config
    const folder = files.kind === 'disk' ? files.folder : ''
    const found: number[] = []
    for (let cut = 1; cut <= cuts; cut += 1) {
      const cutPower = await startServer(house, folder)
      const before = found.at(-1) ?? 0
      if (cut % 2 === 0) while (await isAsBefore(before)) await wait(2)
      await wait(Math.random() * (cut % 2 === 0 ? afterwardsMs : mostMs))
      await cutPower()
      const { issued } = await batch()
      found.push(issued)
      expect(await tally(house)).toEqual(once(issued))
    }
    const cutPower = await startServer(house, folder)
    while ((await batch()).state !== 'done') await wait(50)
    await cutPower()
    console.log(`  ${engine}: issued at each cut: ${found.join(', ')}`)
    expect(found.filter(issued => issued > 0 && issued < people).length).toBeGreaterThan(cuts / 2)
    expect(await tally(house)).toEqual(once(people))
    expect(await verifyAudit(house.deps.db)).toBe(null)
  })
})
