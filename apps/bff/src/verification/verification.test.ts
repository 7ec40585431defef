import type { Verdict } from '@wallet/shared/verification/verdict'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { aBrowserOf, anEmployee, anOrder } from '../../test/builders.ts'
import { appendAudit } from '../audit/append.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { drawCertificateNo, symbols } from '@wallet/shared/certificates/certificateNo'
import { randomBytes } from 'node:crypto'
import { factsHash } from '../certificates/facts.ts'
import { frozenFactsOf } from '../certificates/row.ts'
import { followChanges } from './follow.ts'
import { Verifier } from './verify.ts'
import { execute, instant, selectOne } from '../db/query.ts'

const wellFormed = () => drawCertificateNo('KPL', 2026, count => randomBytes(count))
const failures = ({ checks }: Verdict) => checks.filter(({ outcome }) => outcome === 'fail').map(({ name }) => name)

describe.each(engines)('verification, on %s', engine => {
  let house: House
  let issuer: Browser
  let anyone: Browser
  beforeAll(async () => {
    house = await aHouse(engine, { verifyMissesPerMinute: 20 })
    issuer = await aBrowserOf(house, 'issuer')
    anyone = house.browser()
  })
  afterAll(() => house.close())
  beforeEach(() => house.clock.pass(61_000))
  const verify = (certificateNo: string) => anyone.client.verification.verify({ params: { certificateNo } })
  const issue = async (more: Parameters<typeof anOrder>[1] = {}) => issuer.client.certificates.issue({ body: await anOrder(house, more) })

  it('answers valid, with the facts and a masked name', async () => {
    const person = await anEmployee(house, { fullName: '欧阳䶮' })
    const { certificateNo, issuedAt, validUntil } = await issue({ employeeNo: person.employeeNo })
    const verdict = await verify(certificateNo.toLowerCase().replaceAll('-', ''))
    expect(verdict).toMatchObject({ certificateNo, outcome: 'valid', status: 'valid' })
    expect(verdict.certificate).toEqual({
      title: '数据安全与合规实务',
      type: 'exam',
      holderName: '欧*䶮',
      issuedAt,
      validUntil,
      issuerName: '考培练企业学习认证中心',
      supersededBy: null,
    })
    expect(verdict.checks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'format pass',
      'issuer pass',
      'integrity pass',
      'status pass',
      'dates pass',
    ])
  })

  it('tells nobody more of a person than the masked name', async () => {
    const person = await anEmployee(house, { fullName: '诸葛若兰', employeeNo: 'SECRET77' })
    const { certificateNo } = await issue({ employeeNo: person.employeeNo, score: 83.25, description: '内部说明' })
    const body = await (await anyone.send('GET', `/api/verify/${certificateNo}`)).text()
    for (const secret of ['诸葛若兰', '葛若', 'SECRET77', 'secret77', '83.25', '内部说明', person.unit.name]) expect(body).not.toContain(secret)
  })

  it('answers malformed for every wrong symbol, without a query', async () => {
    const { certificateNo } = await issue()
    const typos = [...certificateNo].flatMap((symbol, at) =>
      symbol === '-' || at < 4
        ? []
        : [...symbols].filter(other => other !== symbol).map(other => certificateNo.slice(0, at) + other + certificateNo.slice(at + 1)),
    )
    const bare = certificateNo.replaceAll('-', '')
    const swaps = [...bare].slice(1).flatMap((symbol, i) => (symbol === bare[i] ? [] : [bare.slice(0, i) + symbol + bare.charAt(i) + bare.slice(i + 2)]))
    const query = vi.spyOn(house.deps.db.sequelize, 'query')
    const outcomes = await Promise.all([...typos, ...swaps].map(async typo => (await verify(typo)).outcome))
    expect(outcomes.length).toBeGreaterThan(450)
    expect(new Set(outcomes)).toEqual(new Set(['malformed']))
    expect(query).not.toHaveBeenCalled()
    query.mockRestore()
  })

  it('answers notFound for a number that was never issued, as a verdict', async () => {
    const response = await anyone.send('GET', `/api/verify/${wellFormed()}`)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ outcome: 'notFound', status: null, certificate: null })
  })

  it('lets an address guess twenty times a minute, then neither right nor wrong is answered', async () => {
    const { certificateNo } = await issue()
    const bodies = new Set<string>()
    for (let i = 0; i < 20; i += 1) {
      const guess = wellFormed()
      bodies.add((await (await anyone.send('GET', `/api/verify/${guess}`)).text()).replace(guess, ''))
    }
    expect(bodies.size).toBe(1)
    const refused = await anyone.send('GET', `/api/verify/${certificateNo}`)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    house.clock.pass(60_000)
    expect((await verify(certificateNo)).outcome).toBe('valid')
  })

  it('answers revoked from the very moment of the revocation, also where the answer was kept ready', async () => {
    const { certificateNo } = await issue()
    const before = await anyone.send('GET', `/api/verify/${certificateNo}`)
    expect(await before.json()).toMatchObject({ outcome: 'valid' })
    await Promise.all([
      ...Array.from({ length: 20 }, () => verify(certificateNo)),
      issuer.client.certificates.revoke({ params: { certificateNo }, body: { reason: '复核未通过' } }),
    ])
    const after = await anyone.send('GET', `/api/verify/${certificateNo}`, { headers: { 'if-none-match': before.headers.get('etag') ?? '' } })
    expect(after.headers.get('cache-control')).toBe('no-cache')
    const verdict = (await after.json()) as Verdict
    expect(verdict).toMatchObject({ outcome: 'invalid', status: 'revoked' })
    expect(failures(verdict)).toEqual(['status'])
    expect(JSON.stringify(verdict)).not.toContain('复核未通过')
  })

  it('expires at the very millisecond, though the answer was kept ready', async () => {
    const { certificateNo, validUntil } = await issue({ validUntil: new Date(house.clock.now().getTime() + 30_000).toISOString() })
    const start = house.clock.now()
    const end = new Date(validUntil ?? 0)
    house.clock.set(new Date(end.getTime() - 1))
    expect(await verify(certificateNo)).toMatchObject({ outcome: 'valid', status: 'expiring' })
    house.clock.set(end)
    expect(await verify(certificateNo)).toMatchObject({ outcome: 'invalid', status: 'expired' })
    house.clock.set(start)
  })

  it.each([
    ['the holder', "holder_name = '李四'"],
    ['the title', "title = '高级工程师'"],
    ['the score', 'score = 100'],
    ['the end', "valid_until = '2099-01-01 00:00:00.000'"],
    ['the source', "source_key = 'course:1'"],
  ])('sees through %s being changed by SQL', async (_, change) => {
    const { certificateNo } = await issue()
    const set = engine === 'sqlite' ? change.replace(".000'", ".000 +00:00'") : change
    await execute(house.deps.db, `UPDATE user_certificates SET ${set} WHERE certificate_no = :certificateNo`, { certificateNo })
    const verdict = await verify(certificateNo)
    expect(verdict.outcome).toBe('invalid')
    expect(failures(verdict)).toEqual(['integrity'])
  })

  it('sees through facts that were changed together with their hash, and through a revocation that was taken back', async () => {
    const { db } = house.deps
    const [one, other] = [await issue(), await issue()]
    const row = (await selectOne(db, 'SELECT * FROM user_certificates WHERE certificate_no = :no', { no: one.certificateNo })) ?? {}
    const forged = { ...frozenFactsOf(row), title: '高级工程师' }
    await execute(db, 'UPDATE user_certificates SET title = :title, facts_hash = :hash WHERE certificate_no = :no', {
      title: forged.title,
      hash: factsHash(forged),
      no: one.certificateNo,
    })
    expect(failures(await verify(one.certificateNo))).toEqual(['integrity'])

    await issuer.client.certificates.revoke({ params: { certificateNo: other.certificateNo }, body: { reason: '有误' } })
    await execute(db, 'UPDATE user_certificates SET revoked_at = NULL WHERE certificate_no = :no', { no: other.certificateNo })
    expect(failures(await verify(other.certificateNo))).toEqual(['integrity'])
  })

  it('sees through a suspension or a replacement that the trail does not know', async () => {
    const { db } = house.deps
    const [one, other] = [await issue(), await issue()]
    await execute(db, 'UPDATE user_certificates SET suspended_at = issued_at WHERE certificate_no = :no', { no: one.certificateNo })
    await execute(db, 'UPDATE user_certificates SET superseded_by_id = id WHERE certificate_no = :no', { no: other.certificateNo })
    expect(failures(await verify(one.certificateNo))).toEqual(['integrity', 'status'])
    expect(failures(await verify(other.certificateNo))).toEqual(['integrity', 'status'])
  })

  it('looks up no more unknown numbers than an address may ask for, however many it asks at once', async () => {
    const query = vi.spyOn(house.deps.db.sequelize, 'query')
    const statuses = await Promise.all(Array.from({ length: 100 }, async () => (await anyone.send('GET', `/api/verify/${wellFormed()}`)).status))
    expect(statuses.filter(status => status === 200)).toHaveLength(20)
    const asked = new Set(JSON.stringify(query.mock.calls).match(/KPL-2026-[0-9A-Z-]{14}/g))
    expect(asked.size).toBe(20)
    query.mockRestore()
  })

  it('forgets what another process has changed', async () => {
    const { db, clock, config, log } = house.deps
    const other = new Verifier({ db, clock, config, log })
    const follow = followChanges({ db, verdicts: other })
    await follow()
    const { certificateNo } = await issue()
    expect((await other.look(certificateNo)).verdict.outcome).toBe('valid')
    await issuer.client.certificates.revoke({ params: { certificateNo }, body: { reason: '复核未通过' } })
    expect(other.know(certificateNo)?.verdict.outcome).toBe('valid')
    await follow()
    expect(other.know(certificateNo)).toBeNull()
    expect((await other.look(certificateNo)).verdict.status).toBe('revoked')
  })

  it('counts for the holder how often it was verified', async () => {
    const { certificateNo } = await issue()
    for (let i = 0; i < 3; i += 1) await verify(certificateNo)
    await house.deps.verdicts.counts.flush()
    await verify(certificateNo)
    await house.deps.verdicts.counts.flush()
    const { checks, lastCheckedAt } = await issuer.client.certificates.get({ params: { certificateNo } })
    expect([checks, lastCheckedAt]).toEqual([4, house.clock.now().toISOString()])
  })

  it('follows a suspension', async () => {
    const { certificateNo } = await issue()
    const at = house.clock.now()
    await execute(house.deps.db, 'UPDATE user_certificates SET suspended_at = :at WHERE certificate_no = :certificateNo', {
      at: instant(house.deps.db, at),
      certificateNo,
    })
    await appendAudit(house.deps.db, { event: 'certificate.suspended', subject: certificateNo, actorId: null, data: {}, at })
    expect(await verify(certificateNo)).toMatchObject({ outcome: 'invalid', status: 'suspended' })
  })

  it.each(['%00', '..%2f..%2fetc', '%E0%A4%A', 'x'.repeat(199), encodeURIComponent("' OR 1=1 --"), encodeURIComponent('<script>alert(1)</script>')])(
    'answers %s without a fault',
    async asked => {
      const response = await anyone.send('GET', `/api/verify/${asked}`)
      expect([200, 400, 404]).toContain(response.status)
    },
  )
})
