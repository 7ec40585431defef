import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anEmployee, aUnit } from '../../test/builders.ts'
import { chance, deedsIn, moveUnit } from '../../test/deeds.ts'
import { aCertificateOf } from '../../test/holders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { positionOf } from '../audit/follow.ts'
import { revokeCertificate } from '../certificates/revoke.ts'
import type { Db } from '../db/connect.ts'
import { execute, select } from '../db/query.ts'
import { rebuildRollups } from './rebuild.ts'
import { rollups } from './rollups.ts'
import { verifyRollups } from './verify.ts'
import { foldOutbox } from './fold.ts'
import { recountNext } from './recount.ts'
import { sumUpOnce } from './sumUpOnce.ts'
import { bringUpToDate } from './worker.ts'

/** A database whose connection breaks now and then, as when the process is killed: what was open is rolled back. */
const breaking = (db: Db, often: () => boolean): Db => {
  const query = db.sequelize.query.bind(db.sequelize) as (...args: unknown[]) => Promise<unknown>
  const sequelize = new Proxy(db.sequelize, {
    get: (target, name) => {
      if (name === 'query') return (...args: unknown[]) => (often() ? Promise.reject(new Error('killed')) : query(...args))
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  return { ...db, sequelize }
}

describe.each(engines)('sums by unit, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())

  it('are what the rows come to, whatever happens in whatever order, and however often the worker is killed', async () => {
    const { db } = house.deps
    const luck = chance(20261123)
    const deed = await deedsIn(house, luck)
    const fragile = { ...house.deps, db: breaking(db, () => luck.next() < 0.02) }
    for (let n = 0; n < 200; n++) {
      await deed()
      if (luck.next() < 0.2) await bringUpToDate(fragile).catch(() => undefined)
    }
    await bringUpToDate(house.deps)
    expect(await verifyRollups(house.deps)).toEqual([])
    for (const { table } of Object.values(rollups)) expect(await select(db, `SELECT '${table}' AS name FROM ${table} LIMIT 1`)).toEqual([{ name: table }])
    const atTheDesk = ['suspended', 'restored', 'renewed', 'reissued', 'superseded', 'revoked'].map(done => `certificate.${done}`)
    expect(await select(db, 'SELECT DISTINCT event FROM audit_events WHERE event IN (:atTheDesk)', { atTheDesk })).toHaveLength(atTheDesk.length)
    expect(await select(db, "SELECT 'renewing' AS some FROM org_expiry WHERE renewing > 0 LIMIT 1")).toEqual([{ some: 'renewing' }])
    expect(await select(db, "SELECT 'holders' AS some FROM org_people WHERE kind LIKE 'badges:%' LIMIT 1")).toEqual([{ some: 'holders' }])
  })

  it('are right again after a rebuild, whatever was wrong', async () => {
    const { db } = house.deps
    await execute(db, 'DELETE FROM org_daily')
    await execute(db, 'UPDATE coverage SET people = people + 1')
    await execute(db, "UPDATE holdings SET until_day = '2020-01-01'")
    await execute(db, 'DELETE FROM exam_scores')
    expect((await verifyRollups(house.deps)).length).toBeGreaterThan(0)
    await rebuildRollups(house.deps)
    await bringUpToDate(house.deps)
    expect(await verifyRollups(house.deps)).toEqual([])
  })

  it('are right after a rebuild during which things went on happening', async () => {
    const deed = await deedsIn(house, chance(5))
    const rebuilding = rebuildRollups(house.deps)
    for (let n = 0; n < 40; n++) {
      await deed()
      await bringUpToDate(house.deps)
    }
    await rebuilding
    await bringUpToDate(house.deps)
    expect(await verifyRollups(house.deps)).toEqual([])
  })

  it('are what the rows come to, whatever happens between two steps of the worker', async () => {
    const luck = chance(77)
    const deed = await deedsIn(house, luck)
    await rebuildRollups(house.deps)
    for (let n = 0; n < 120; n++) {
      await deed()
      if (luck.next() < 0.4) await foldOutbox(house.deps)
      for (let step = luck.below(6); step > 0; step--) await recountNext(house.deps)
    }
    await bringUpToDate(house.deps)
    expect(await verifyRollups(house.deps)).toEqual([])
  })

  it('are right where a unit is moved after something was revoked in it and before that was counted', async () => {
    const { deps } = house
    const root = await aUnit(house)
    const [before, after] = [await aUnit(house, { parent: root }), await aUnit(house, { parent: root })]
    const team = await aUnit(house, { parent: before })
    const { certificateNo } = await aCertificateOf(house, await anEmployee(house, { unit: team }), { daysLeft: 20 })
    await rebuildRollups(deps)
    await bringUpToDate(deps)
    await revokeCertificate(deps, certificateNo, '试', 1)
    await foldOutbox(deps)
    await moveUnit(house, team, after)
    while (await recountNext(deps)) continue
    await bringUpToDate(deps)
    expect(await verifyRollups(deps)).toEqual([])
  })

  it('are left where they are when the process is told to end while all are summed up, and are right after the next start', async () => {
    const { deps } = house
    await execute(deps.db, "DELETE FROM cursors WHERE name = 'rollups'")
    await execute(deps.db, 'DELETE FROM org_daily')
    const end = new AbortController()
    let asked = 0
    const ending = {
      ...deps,
      db: breaking(deps.db, () => {
        asked += 1
        if (asked === 20) end.abort()
        return false
      }),
    }
    await sumUpOnce(ending)(end.signal)
    expect(asked).toBeLessThan(60)
    expect(await positionOf(deps.db, 'rollups')).toBe(0)
    await sumUpOnce(deps)(new AbortController().signal)
    expect(await verifyRollups(deps)).toEqual([])
  })

  it('go on after something that cannot be understood', async () => {
    const { deps } = house
    const person = await anEmployee(house, { unit: await aUnit(house) })
    await rebuildRollups(deps)
    for (const payload of [{ userId: 1 }, { userId: 1, days: ['2026-02-31'], courseIds: [], badgeIds: [] }])
      await deps.db.models.outbox.create({ topic: 'person.learned', payload, createdAt: house.clock.now(), processedAt: null })
    await aCertificateOf(house, person)
    await bringUpToDate(deps)
    expect(await verifyRollups(deps)).toEqual([])
    expect(await select(deps.db, 'SELECT id FROM outbox WHERE processed_at IS NULL')).toEqual([])
  })
})
