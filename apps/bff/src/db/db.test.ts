import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aUnit, anEmployee } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { savePosition } from '../audit/follow.ts'
import { inTransaction } from './connect.ts'
import { down, up } from './migrations/0004-rollups.ts'
import { date, execute, json, number, select, selectOne, text } from './query.ts'

describe.each(engines)('the database, on %s', engine => {
  let house: House
  beforeAll(async () => void (house = await aHouse(engine)))
  afterAll(() => house.close())

  it('forgets how far sums and notices have come when it takes their tables back', async () => {
    const { db } = house.deps
    const gone = ['certificates that end soon', 'coverage of this month', 'rollups']
    for (const name of [...gone, 'another']) await savePosition(db, name, 1)
    const context = { tables: db.sequelize.getQueryInterface(), engine }
    await down(context)
    expect((await select(db, 'SELECT name FROM cursors WHERE name IN (:names)', { names: [...gone, 'another'] })).map(row => row['name'])).toEqual(['another'])
    await up(context)
  })

  it('keeps milliseconds, decimals, JSON, bytes and any character', async () => {
    const { db } = house.deps
    const { id } = await anEmployee(house, { fullName: '𠮷田 䶮 Айгүл' })
    expect(text((await selectOne(db, 'SELECT full_name FROM users WHERE id = :id', { id }))?.['full_name'])).toBe('𠮷田 䶮 Айгүл')
    const at = new Date('2026-11-23T06:05:00.123Z')
    await db.models.outbox.create({ topic: 'test', payload: { a: [1, '二'] }, createdAt: at, processedAt: null })
    const row = await selectOne(db, "SELECT payload, created_at FROM outbox WHERE topic = 'test'")
    expect([json(row?.['payload']), date(row?.['created_at'])]).toEqual([{ a: [1, '二'] }, at])
  })

  it('takes all of a transaction or nothing', async () => {
    const { db } = house.deps
    const count = async () => number((await selectOne(db, 'SELECT COUNT(*) AS n FROM org_units'))?.['n'])
    const before = await count()
    await expect(
      inTransaction(db, async tx => {
        await execute(tx, "INSERT INTO org_units (kind, name, path, depth) VALUES ('team', 'x', '/x/', 0)")
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await count()).toBe(before)
  })

  it('loses no increment of twenty transactions at once', async () => {
    const { db } = house.deps
    const { id } = await aUnit(house)
    await Promise.all(
      Array.from({ length: 20 }, () =>
        inTransaction(db, async tx => {
          const lock = engine === 'sqlite' ? '' : ' FOR UPDATE'
          const depth = number((await selectOne(tx, `SELECT depth FROM org_units WHERE id = :id${lock}`, { id }))?.['depth'])
          await execute(tx, 'UPDATE org_units SET depth = :depth WHERE id = :id', { id, depth: depth + 1 })
        }),
      ),
    )
    expect(number((await selectOne(db, 'SELECT depth FROM org_units WHERE id = :id', { id }))?.['depth'])).toBe(20)
  })
})
