import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anOrder } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { date, execute, instant, select, selectOne, text, type Row } from '../db/query.ts'
import { auditHead, hashOf, sealAudit, verifyAudit } from './seal.ts'
import { countUnsealed } from './store.ts'

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

  const db = () => house.deps.db
  const query = (sql: string) => execute(db(), sql)
  /** What is found after it was tampered with; everything is as it was afterwards. */
  const foundAfter = async (tamper: readonly string[]) => {
    const rows = await select(db(), 'SELECT * FROM audit_events')
    const head = await auditHead(db())
    for (const sql of tamper) await query(sql)
    const found = await verifyAudit(db())
    await query('DELETE FROM audit_events')
    await db().models.auditEvents.bulkCreate(rows.map(row => ({ ...asColumns(row), at: date(row['at']) })))
    await query(`UPDATE audit_head SET seal_no = ${head.sealNo}, hash = '${head.hash}'`)
    expect(await verifyAudit(db())).toBeNull()
    return found
  }
  const asColumns = (row: Row) => ({
    ...{ id: row['id'], event: row['event'], subject: row['subject'], actorId: row['actor_id'], data: row['data'] },
    ...{ sealNo: row['seal_no'], previousHash: row['previous_hash'], hash: row['hash'] },
  })
  const at = async (sealNo: number) => {
    const row = await selectOne(db(), 'SELECT event, subject FROM audit_events WHERE seal_no = :sealNo', { sealNo })
    return { event: text(row?.['event']), subject: text(row?.['subject']) }
  }
  const gone = { event: null, subject: null, sealedAs: null }
  const last = async () => (await auditHead(db())).sealNo
  /** One place further on each, the last first: no place is ever given twice. */
  const shift = (from: number, to: number, by: 1 | -1) =>
    Array.from({ length: to - from + 1 }, (_, i) => (by === 1 ? to - i : from + i)).map(
      place => `UPDATE audit_events SET seal_no = ${place + by} WHERE seal_no = ${place}`,
    )
  /** As somebody would write it who knows how the chain is made, but not how it goes on. */
  const forge = async (sealNo: number): Promise<string> => {
    const previous = text((await selectOne(db(), 'SELECT hash FROM audit_events WHERE seal_no = :place', { place: sealNo - 1 }))?.['hash'])
    const row = { event: 'certificate.issued', subject: 'KPL-2026-0000-0000-000D', actor_id: null, data: '{}', at: new Date('2026-11-23T06:05:00.000Z') }
    const hash = hashOf(row, sealNo, previous)
    return `INSERT INTO audit_events (event, subject, data, at, seal_no, previous_hash, hash)
      VALUES ('${row.event}', '${row.subject}', '{}', '${instant(db(), row.at)}', ${sealNo}, '${previous}', '${hash}')`
  }

  it('is whole as long as nobody touches it', async () => {
    expect(await verifyAudit(db())).toBeNull()
    expect(await countUnsealed(db())).toBe(0)
    expect(await last()).toBeGreaterThan(10)
  })
  it.each(["event = 'certificate.revoked'", "subject = 'KPL-0'", 'actor_id = 1', "data = '{}'", "at = '2020-01-01 00:00:00.000'", 'hash = NULL'])(
    'names an event that was changed: %s',
    async change => {
      const found = await foundAfter([`UPDATE audit_events SET ${change} WHERE seal_no = 3`])
      expect(found).toMatchObject({ sealNo: 3, reason: 'changed', sealedAs: null })
    },
  )
  it('names an event that was changed together with its hash', async () => {
    const { subject } = await at(3)
    const row = await selectOne(db(), 'SELECT event, subject, actor_id, data, at, previous_hash FROM audit_events WHERE seal_no = 3')
    const forged = hashOf({ ...row, event: 'session.ended' }, 3, text(row?.['previous_hash']))
    expect(await foundAfter([`UPDATE audit_events SET event = 'session.ended', hash = '${forged}' WHERE seal_no = 3`])).toEqual({
      ...{ sealNo: 3, reason: 'changed', event: 'session.ended', subject, sealedAs: null },
    })
  })
  it('names the place of an event that was deleted, also where the gap was closed', async () => {
    const missing = { ...gone, sealNo: 4, reason: 'missing' }
    expect(await foundAfter(['DELETE FROM audit_events WHERE seal_no = 4'])).toEqual(missing)
    expect(await foundAfter(['DELETE FROM audit_events WHERE seal_no = 4', ...shift(5, await last(), -1)])).toEqual(missing)
  })
  it('names the end where it was cut off, also together with the head', async () => {
    const end = await last()
    const noted = await auditHead(db())
    expect(await foundAfter([`DELETE FROM audit_events WHERE seal_no = ${end}`])).toEqual({ ...gone, sealNo: end, reason: 'missing' })
    // Whoever also sets the head back is found by whoever has noted it.
    const before = text((await selectOne(db(), 'SELECT hash FROM audit_events WHERE seal_no = :place', { place: end - 1 }))?.['hash'])
    const rows = await select(db(), 'SELECT * FROM audit_events WHERE seal_no = :end', { end })
    await query(`DELETE FROM audit_events WHERE seal_no = ${end}`)
    await query(`UPDATE audit_head SET seal_no = ${end - 1}, hash = '${before}'`)
    expect(await verifyAudit(db())).toBeNull()
    expect(await verifyAudit(db(), noted)).toEqual({ ...gone, sealNo: end, reason: 'missing' })
    await db().models.auditEvents.bulkCreate(rows.map(row => ({ ...asColumns(row), at: date(row['at']) })))
    await query(`UPDATE audit_head SET seal_no = ${end}, hash = '${noted.hash}'`)
    expect(await verifyAudit(db(), noted)).toBeNull()
  })
  it('names an event that was put in, at the end or in between, however well it was made up', async () => {
    const inserted = { reason: 'inserted', event: 'certificate.issued', subject: 'KPL-2026-0000-0000-000D', sealedAs: null }
    const end = await last()
    expect(await foundAfter([await forge(end + 1)])).toEqual({ ...inserted, sealNo: end + 1 })
    expect(await foundAfter([...shift(4, end, 1), await forge(4)])).toEqual({ ...inserted, sealNo: 4 })
    const careless = (await forge(4)).replace(/'[0-9a-f]{64}'\)$/, `'${'0'.repeat(64)}')`)
    expect(await foundAfter([...shift(4, end, 1), careless])).toEqual({ ...inserted, sealNo: 4 })
  })
  it('names an event that changed places with another', async () => {
    const moved = await at(5)
    const swap = ['SET seal_no = 1000 WHERE seal_no = 4', 'SET seal_no = 4 WHERE seal_no = 5', 'SET seal_no = 5 WHERE seal_no = 1000']
    expect(await foundAfter(swap.map(change => `UPDATE audit_events ${change}`))).toEqual({ ...moved, sealNo: 4, reason: 'moved', sealedAs: 5 })
  })
  it('names the head where that was changed', async () => {
    expect(await foundAfter([`UPDATE audit_head SET hash = '${'0'.repeat(64)}'`])).toMatchObject({ sealNo: await last(), reason: 'head' })
  })
})

describe.each(engines)('reading the trail, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())

  it('is for admins alone', async () => {
    for (const role of ['employee', 'manager', 'issuer'] as const) {
      const { send } = await aBrowserOf(house, role)
      for (const path of ['/api/audit', '/api/audit/standing', '/api/audit.csv']) expect((await send('GET', path)).status).toBe(403)
    }
  })
  it('says who did what to whom, by the names they have today', async () => {
    const admin = await aBrowserOf(house, 'admin', { fullName: '林婉清' })
    const issuer = await aBrowserOf(house, 'issuer', { fullName: '王静怡' })
    const { certificateNo } = await issuer.client.certificates.issue({ body: await anOrder(house) })
    const { items } = await admin.client.audit.list({ query: { actor: issuer.person.employeeNo.toLowerCase() } })
    expect(items.map(({ event, subject, person, actor }) => [event, subject, person?.fullName, actor?.fullName])).toEqual([
      ['certificate.issued', certificateNo, undefined, '王静怡'],
      ['session.started', 'person', '王静怡', '王静怡'],
    ])
    expect(await admin.client.audit.list({ query: { subject: certificateNo.toLowerCase(), event: 'certificate.issued' } })).toMatchObject({
      items: [{ subject: certificateNo }],
    })
    expect((await admin.client.audit.list({ query: { subject: issuer.person.employeeNo, kind: 'sessions' } })).items).toHaveLength(1)
    expect((await admin.client.audit.list({ query: { except: 'sessions', actor: issuer.person.employeeNo } })).items.map(({ event }) => event)).toEqual([
      'certificate.issued',
    ])
    // Rows are nobody's business.
    expect((await admin.client.audit.list({ query: { subject: `person:${issuer.person.id}` } })).items).toEqual([])
    expect((await admin.client.audit.list({ query: { actor: 'NOBODY' } })).items).toEqual([])
  })
  it('can be narrowed down to days in the zone of the organisation, and read to its end', async () => {
    const admin = await aBrowserOf(house, 'admin')
    const today = { from: '2026-11-23', to: '2026-11-23' }
    const all = (await admin.client.audit.list({ query: { ...today, limit: 100 } })).items.map(({ id }) => id)
    expect(all.length).toBeGreaterThan(5)
    expect((await admin.client.audit.list({ query: { from: '2026-11-24' } })).items).toEqual([])
    expect((await admin.client.audit.list({ query: { to: '2026-11-22' } })).items).toEqual([])
    const read: number[] = []
    let cursor: string | undefined
    do {
      const page = await admin.client.audit.list({ query: { ...today, limit: 3, ...(cursor && { cursor }) } })
      read.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(read).toEqual(all)
  })
  it('refuses what it does not know, all at once', async () => {
    const { send } = await aBrowserOf(house, 'admin')
    const answer = await send('GET', '/api/audit?kind=all&event=x&from=yesterday&limit=0')
    expect(answer.status).toBe(422)
    const { errors } = (await answer.json()) as { errors: { path: string }[] }
    expect(errors.map(({ path }) => path).toSorted()).toEqual(['event', 'from', 'kind', 'limit'])
  })
  it('says whether the trail is whole, and what is wrong with it', async () => {
    const { client } = await aBrowserOf(house, 'admin')
    while ((await sealAudit(house.deps.db)) > 0);
    const standing = await client.audit.standing()
    expect(standing).toMatchObject({ waiting: 0, found: null, head: (await auditHead(house.deps.db)).hash })
    const change = (from: string, to: string) => execute(house.deps.db, `UPDATE audit_events SET event = '${to}' WHERE seal_no = 1 AND event = '${from}'`)
    await change('session.started', 'session.ended')
    expect((await Promise.all([client.audit.standing(), client.audit.standing()])).map(({ found }) => found)).toEqual(
      Array.from({ length: 2 }, () => ({ sealNo: 1, reason: 'changed', event: 'session.ended', subject: 'person', sealedAs: null })),
    )
    await change('session.ended', 'session.started')
  })
  it('can be taken along as a file, and that stands in the trail', async () => {
    const admin = await aBrowserOf(house, 'admin')
    const answer = await admin.send('GET', '/api/audit.csv?kind=sessions')
    const lines = Buffer.from(await answer.arrayBuffer())
      .toString()
      .trimEnd()
      .split('\r\n')
    expect(lines[0]).toBe('\uFEFF序号,时间（UTC）,事件,对象,对象工号,操作人工号,操作人,详情,哈希')
    expect(lines.slice(1).every(line => line.includes('session.'))).toBe(true)
    const [taken] = (await admin.client.audit.list({ query: { event: 'audit.exported' } })).items
    expect(taken).toMatchObject({ subject: 'audit', data: { rows: lines.length - 1, kind: 'sessions', isSearch: 0 } })
  })
})
