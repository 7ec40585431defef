import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anOrder } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { execute, number, selectOne } from '../db/query.ts'
import { sealAudit, verifyAudit } from './seal.ts'

describe.each(engines)('the audit trail, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
    const issuer = await aBrowserOf(house, 'issuer')
    for (let i = 0; i < 6; i += 1) await issuer.client.certificates.issue({ body: await anOrder(house) })
    // Two sealers at once, as with two processes.
    await Promise.all([sealAudit(house.deps.db, 4), sealAudit(house.deps.db, 4)])
    while ((await sealAudit(house.deps.db)) > 0);
  })
  afterAll(() => house.close())

  const change = async (sql: string, undo: string) => {
    await execute(house.deps.db, sql)
    const found = await verifyAudit(house.deps.db)
    await execute(house.deps.db, undo)
    return found
  }

  it('is whole as long as nobody touches it', async () => {
    expect(await verifyAudit(house.deps.db)).toBeNull()
    expect(number((await selectOne(house.deps.db, 'SELECT COUNT(*) AS n FROM audit_events WHERE seal_no IS NULL'))?.['n'])).toBe(0)
  })
  it('names the first row that was changed', async () => {
    expect(
      await change(
        "UPDATE audit_events SET event = 'certificate.revoked' WHERE seal_no = 2",
        "UPDATE audit_events SET event = 'certificate.issued' WHERE seal_no = 2",
      ),
    ).toEqual({ sealNo: 2, reason: 'changed' })
    expect(await verifyAudit(house.deps.db)).toBeNull()
  })
  it('names the first row that is missing, that changed places, or that was cut off', async () => {
    expect(await change('UPDATE audit_events SET seal_no = 1002 WHERE seal_no = 2', 'UPDATE audit_events SET seal_no = 2 WHERE seal_no = 1002')).toEqual({
      sealNo: 2,
      reason: 'missing',
    })
    const swap = [
      'UPDATE audit_events SET seal_no = 1000 WHERE seal_no = 4',
      'UPDATE audit_events SET seal_no = 4 WHERE seal_no = 5',
      'UPDATE audit_events SET seal_no = 5 WHERE seal_no = 1000',
    ]
    for (const sql of swap) await execute(house.deps.db, sql)
    expect(await verifyAudit(house.deps.db)).toEqual({ sealNo: 4, reason: 'changed' })
    for (const sql of swap) await execute(house.deps.db, sql)
    const last = number((await selectOne(house.deps.db, 'SELECT MAX(seal_no) AS n FROM audit_events'))?.['n'])
    expect(
      await change(`UPDATE audit_events SET seal_no = NULL WHERE seal_no = ${last}`, `UPDATE audit_events SET seal_no = ${last} WHERE seal_no IS NULL`),
    ).toEqual({ sealNo: last, reason: 'truncated' })
  })
})
