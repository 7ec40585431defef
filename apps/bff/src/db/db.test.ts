import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aUnit, anEmployee } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { savePosition } from '../audit/follow.ts'
import { seedDemo } from '../demo/seed.ts'
import { inTransaction } from './connect.ts'
import { migrate, migrateDown } from './migrate.ts'
import { down, up } from './migrations/0004-rollups.ts'
import { date, execute, json, number, select, selectOne, text } from './query.ts'

const tables = ['org_units', 'users', 'certificate_templates', 'template_versions', 'user_certificates', 'audit_events', 'media', 'courses', 'learning_events']

describe.each(engines)('the database, on %s', engine => {
  let house: House
  beforeAll(async () => void (house = await aHouse(engine)))
  afterAll(() => house.close())

  it('goes down and up again and is as it was', async () => {
    const { db } = house.deps
    const schema = async () => {
      if (engine === 'sqlite') return select(db, "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
      const columns = await select(
        db,
        'SELECT table_name AS t, column_name AS c, column_type AS y, is_nullable AS n, collation_name AS o FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, 2',
      )
      const keys = await select(
        db,
        'SELECT table_name AS t, index_name AS i, column_name AS c, seq_in_index AS s, non_unique AS n FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY 1, 2, 4',
      )
      return [...columns, ...keys]
    }
    await seedDemo(db, { clock: house.clock, config: house.deps.config, files: house.deps.files })
    const before = await schema()
    await migrateDown(db)
    expect(
      await select(
        db,
        engine === 'sqlite'
          ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
          : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
      ),
    ).toEqual([{ name: 'migrations' }])
    await migrate(db)
    expect(await schema()).toEqual(before)
  })

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

describe.each(engines)('the demo company, on %s', engine => {
  it('is the same every time: 120 people, some 400 certificates in every status', { timeout: 120_000 }, async () => {
    const dump = async () => {
      const house = await aHouse(engine)
      await seedDemo(house.deps.db, { clock: house.clock, config: house.deps.config, files: house.deps.files })
      const rows = Object.fromEntries(await Promise.all(tables.map(async table => [table, await select(house.deps.db, `SELECT * FROM ${table} ORDER BY id`)])))
      const issuer = await house.signIn('KPL0002')
      const counts = await Promise.all(
        (['valid', 'expiring', 'expired', 'notYetValid', 'superseded', 'suspended', 'revoked'] as const).map(
          async status => [status, (await issuer.client.issuing.issued({ query: { status, limit: 100 } })).items.length] as const,
        ),
      )
      await house.close()
      return { rows, counts: Object.fromEntries(counts) }
    }
    const [one, other] = [await dump(), await dump()]
    expect(one).toEqual(other)
    expect(one.rows['users']).toHaveLength(120)
    expect(one.rows['org_units']).toHaveLength(17)
    expect(one.rows['user_certificates']?.length).toBeGreaterThan(380)
    expect(Math.min(...Object.values(one.counts))).toBeGreaterThan(0)
  })
})
