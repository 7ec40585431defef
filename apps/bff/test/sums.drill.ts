import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { number, selectOne } from '../src/db/query.ts'
import { verifyRollups } from '../src/rollups/verify.ts'
import { bringUpToDate } from '../src/rollups/worker.ts'
import { chance, deedsIn } from './deeds.ts'
import { aHouse, engines, type House } from './house.ts'

const deeds = 2_000

/** Processes that sum up, one after the other, each killed after a while in the middle of whatever it does. */
const keepKilling = (url: string, { below }: ReturnType<typeof chance>, over: AbortSignal) => {
  const kills = { count: 0 }
  const loop = async () => {
    while (!over.aborted) {
      const worker = fork(new URL('sumsWorker.ts', import.meta.url), [url], { execArgv: [] })
      await once(worker, 'message')
      await wait(below(500))
      worker.kill('SIGKILL')
      await once(worker, 'exit')
      kills.count += 1
    }
  }
  return { kills, ended: loop() }
}

describe.each(engines)('sums by unit, on %s', engine => {
  let house: House
  beforeAll(async () => void (house = await aHouse(engine)))
  afterAll(() => house.close())

  it('are what two thousand deeds come to, while the process that sums up is killed again and again', { timeout: 600_000 }, async () => {
    const { db, config } = house.deps
    const deed = await deedsIn(house, chance(2_000))
    const over = new AbortController()
    const { kills, ended } = keepKilling(config.databaseUrl, chance(9), over.signal)
    for (let n = 0; n < deeds; n++) {
      // However slow processes start here, one in a hundred deeds is followed by a kill.
      while (kills.count < Math.floor(n / 100)) await wait(10)
      await deed()
    }
    over.abort()
    await ended
    await bringUpToDate(house.deps)
    const countOf = async (table: string) => number((await selectOne(db, `SELECT COUNT(*) AS n FROM ${table}`))?.['n'])
    const [certificates, events] = [await countOf('user_certificates'), await countOf('learning_events')]
    const wrong = await verifyRollups(house.deps)
    console.log(`  ${engine}: ${deeds} deeds, ${certificates} certificates, ${events} events, ${kills.count} kills, ${wrong.length} sums wrong`)
    expect(kills.count).toBeGreaterThanOrEqual(19)
    expect(wrong).toEqual([])
  })
})
