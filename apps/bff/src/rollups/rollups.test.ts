import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anEmployee, aUnit } from '../../test/builders.ts'
import { chance, deedsIn, moveUnit } from '../../test/deeds.ts'
import { aCertificateOf } from '../../test/holders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { positionOf } from '../audit/follow.ts'
import { appendOutbox } from '../audit/outbox.ts'
import { revokeCertificate } from '../certificates/revoke.ts'
import type { Db } from '../db/connect.ts'
import { execute, number, select } from '../db/query.ts'
import { markBegun } from './begun.ts'
import { rebuildRollups } from './rebuild.ts'
import { rollups } from './rollups.ts'
import { verifyRollups } from './verify.ts'
import { foldOutbox } from './fold.ts'
import { recountNext } from './recount.ts'
import { countSetAside } from './setAside.ts'
import { sumUpOnce } from './sumUpOnce.ts'
import { bringUpToDate } from './worker.ts'

const dayMs = 86_400_000

/** A database whose connection breaks now and then, as when the process is killed: what was open is rolled back. */
const breaking = (db: Db, often: (values: string) => boolean): Db => {
  const query = db.sequelize.query.bind(db.sequelize) as (...args: unknown[]) => Promise<unknown>
  const sequelize = new Proxy(db.sequelize, {
    get: (target, name) => {
      if (name === 'query')
        return (...args: [string, { replacements?: unknown }?]) =>
          often(JSON.stringify(args[1]?.replacements ?? '')) ? Promise.reject(new Error('killed')) : query(...args)
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
    const [begin, beginFragile] = [markBegun(house.deps), markBegun(fragile)]
    await begin()
    for (let n = 0; n < 200; n++) {
      await deed()
      if (luck.next() < 0.1) await beginFragile().catch(() => undefined)
      if (luck.next() < 0.2) await bringUpToDate(fragile).catch(() => undefined)
    }
    await begin()
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
    const begin = markBegun(house.deps)
    await begin()
    const rebuilding = rebuildRollups(house.deps)
    for (let n = 0; n < 40; n++) {
      await deed()
      await bringUpToDate(house.deps)
    }
    await rebuilding
    await begin()
    await bringUpToDate(house.deps)
    expect(await verifyRollups(house.deps)).toEqual([])
  })

  it('are what the rows come to, whatever happens between two steps of the worker', async () => {
    const luck = chance(77)
    const deed = await deedsIn(house, luck)
    await rebuildRollups(house.deps)
    const begin = markBegun(house.deps)
    for (let n = 0; n < 60; n++) {
      await deed()
      if (luck.next() < 0.3) await begin()
      if (luck.next() < 0.4) await foldOutbox(house.deps)
      for (let step = luck.below(6); step > 0; step--) await recountNext(house.deps)
    }
    await begin()
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

  it('are left where they are when the process is told to end while all are summed up; the next start does what is left', async () => {
    const { deps } = house
    const asked = { count: 0, until: Infinity }
    const end = new AbortController()
    const counting = {
      ...deps,
      db: breaking(deps.db, () => {
        asked.count += 1
        if (asked.count === asked.until) end.abort()
        return false
      }),
    }
    const begin = async () => {
      await execute(deps.db, "DELETE FROM cursors WHERE name = 'rollups'")
      for (const { table } of Object.values(rollups)) await execute(deps.db, `DELETE FROM ${table}`)
      asked.count = 0
    }
    await begin()
    await sumUpOnce(counting)()
    const all = asked.count
    await begin()
    asked.until = Math.floor(all / 2)
    await sumUpOnce(counting)(end.signal)
    expect([asked.count < all / 2 + 60, await positionOf(deps.db, 'rollups')]).toEqual([true, -1])
    const person = await anEmployee(house)
    await aCertificateOf(house, person)
    await appendOutbox(deps.db, 'person.changed', { userId: person.id, unitIds: [person.unit.id] }, house.clock.now())
    await sumUpOnce(counting)()
    expect(asked.count).toBeLessThan(all * 1.2)
    await bringUpToDate(deps)
    expect(await verifyRollups(deps)).toEqual([])
    expect([await positionOf(deps.db, 'rollups'), await select(deps.db, 'SELECT slice FROM rollup_dirty')]).toEqual([1, []])
  })

  it('count what is issued for a later day from that day on, also where no process was there for a week', async () => {
    const { deps, clock } = house
    const unit = await aUnit(house)
    const person = await anEmployee(house, { unit })
    await rebuildRollups(deps)
    await markBegun(deps)()
    await aCertificateOf(house, person, { daysLeft: 20, ahead: 2 })
    await bringUpToDate(deps)
    const counted = async () =>
      (
        await select(
          deps.db,
          'SELECT SUM(certificates) AS n FROM org_expiry WHERE unit_id = :id UNION ALL SELECT SUM(issued) FROM org_daily WHERE unit_id = :id',
          { id: unit.id },
        )
      ).map(row => number(row['n']))
    expect([await counted(), await verifyRollups(deps)]).toEqual([[0, 0], []])
    clock.pass(7 * dayMs)
    await markBegun(deps)()
    await bringUpToDate(deps)
    expect([await counted(), await verifyRollups(deps)]).toEqual([[1, 1], []])
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
    expect(await countSetAside(deps.db)).toBe(2)
  })

  it('go on after something that fails each time; it is counted with what was set aside until all is counted again', async () => {
    const { deps } = house
    const [person, odd] = [await anEmployee(house), await anEmployee(house)]
    await rebuildRollups(deps)
    const { certificateNo } = await aCertificateOf(house, odd)
    await aCertificateOf(house, person)
    await bringUpToDate({ ...deps, db: breaking(deps.db, values => values.includes(certificateNo)) })
    expect(await select(deps.db, 'SELECT id FROM outbox WHERE processed_at IS NULL')).toEqual([])
    const setAside = async () => /^outbox_set_aside (\d+)$/m.exec(await (await house.browser().send('GET', '/metrics')).text())?.[1]
    expect([await setAside(), (await verifyRollups(deps)).every(({ unitId }) => unitId === odd.unit.id)]).toEqual(['1', true])
    await rebuildRollups(deps)
    expect([await setAside(), await verifyRollups(deps)]).toEqual(['0', []])
  })
})
