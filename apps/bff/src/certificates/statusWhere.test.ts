import { statusAt, statuses } from '@wallet/shared/certificates/status'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aHouse, engines, type House } from '../../test/house.ts'
import { instant, select, text } from '../db/query.ts'
import { statusTimes, statusWhere } from './statusWhere.ts'

const now = new Date('2026-11-23T06:05:00.000Z')
const around = fc
  .oneof(fc.constantFrom(-1, 0, 1, 30 * 86_400_000 - 1, 30 * 86_400_000, 30 * 86_400_000 + 1), fc.integer({ min: -4e9, max: 4e9 }))
  .map(ms => new Date(now.getTime() + ms))
const maybe = fc.option(around, { nil: null })
const facts = fc.record({ issuedAt: around, validUntil: maybe, suspendedAt: maybe, revokedAt: maybe, isSuperseded: fc.boolean() })

describe.each(engines)('the status in a query, on %s', engine => {
  let house: House
  beforeAll(async () => void (house = await aHouse(engine)))
  afterAll(() => house.close())

  it('is what the rule says', async () => {
    const { db } = house.deps
    const quoted = (date: Date | null) => (date ? (engine === 'sqlite' ? `'${instant(db, date)}'` : `CAST('${instant(db, date)}' AS DATETIME(3))`) : 'NULL')
    const cases = `SELECT ${statuses.map(status => `SUM(CASE WHEN ${statusWhere(status)} THEN 1 ELSE 0 END) AS ${status}`).join(', ')}`
    await fc.assert(
      fc.asyncProperty(facts, async some => {
        const row = `(SELECT ${quoted(some.issuedAt)} AS issued_at, ${quoted(some.validUntil)} AS valid_until, ${quoted(some.suspendedAt)} AS suspended_at, ${quoted(some.revokedAt)} AS revoked_at, ${some.isSuperseded ? 1 : 'NULL'} AS superseded_by_id) c`
        const [counts = {}] = await select(db, `${cases} FROM ${row}`, statusTimes(db, now))
        expect(Object.entries(counts).filter(([, count]) => text(count) === '1')).toEqual([[statusAt(now, some), expect.anything()]])
      }),
      { numRuns: 150 },
    )
  })
})
