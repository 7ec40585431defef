import type { Certificate } from '@wallet/shared/certificates/certificate'
import { possibleDeeds } from '@wallet/shared/certificates/deeds'
import { isInForce, statusAt } from '@wallet/shared/certificates/status'
import { ProblemError } from '@wallet/shared/contract/client'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee, anOrder } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { sealAudit, verifyAudit } from '../audit/seal.ts'
import { execute, number, select, text } from '../db/query.ts'
import { previewCorrection } from './reissue.ts'

const codeOf = async (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  )
const day = 86_400_000

describe.each(engines)('what becomes of a certificate, on %s', engine => {
  let house: House
  let issuer: Browser
  const start = new Date('2026-11-23T06:05:00.000Z')
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
  })
  afterAll(() => house.close())
  const issue = async (more: Parameters<typeof anOrder>[1] = {}) => issuer.client.certificates.issue({ body: await anOrder(house, more) })
  const of = ({ certificateNo }: { certificateNo: string }) => ({ params: { certificateNo } })
  const get = (certificate: Certificate) => issuer.client.certificates.get(of(certificate))
  const verify = async (certificate: Certificate) => issuer.client.verification.verify(of(certificate))
  const eventsOf = async (certificate: Certificate) => (await issuer.client.certificates.history(of(certificate))).items
  /** Sessions end while the clock is far away. */
  const at = async (instant: Date) => {
    house.clock.set(instant)
    issuer = await aBrowserOf(house, 'issuer')
  }
  const auditIsWhole = async () => {
    while ((await sealAudit(house.deps.db)) > 0);
    return verifyAudit(house.deps.db)
  }

  it('is paused with a reason, and goes on as before; whoever scans it knows at once', async () => {
    const holder = await aBrowserOf(house, 'employee')
    const certificate = await issue({ employeeNo: holder.person.employeeNo })
    expect((await verify(certificate)).outcome).toBe('valid')
    const suspended = await issuer.client.lifeCycle.suspend({ ...of(certificate), body: { reason: '成绩在复核' } })
    expect(suspended).toMatchObject({ status: 'suspended', suspendedAt: house.clock.now().toISOString() })
    expect(await verify(certificate)).toMatchObject({ outcome: 'invalid', status: 'suspended' })
    expect(await codeOf(issuer.client.lifeCycle.suspend({ ...of(certificate), body: { reason: '又一次' } }))).toBe('certificate_suspended')
    expect(await codeOf(issuer.client.lifeCycle.renew({ ...of(certificate), body: {} }))).toBe('certificate_suspended')
    expect((await issuer.client.lifeCycle.restore(of(certificate))).status).toBe('valid')
    expect(await verify(certificate)).toMatchObject({
      outcome: 'valid',
      checks: expect.arrayContaining([{ name: 'integrity', outcome: 'pass', detail: null, at: null }]),
    })
    expect(await codeOf(issuer.client.lifeCycle.restore(of(certificate)))).toBe('certificate_not_suspended')
    const { items } = await holder.client.certificates.history(of(certificate))
    expect(items.map(({ event, reason, byName }) => [event, reason, byName])).toEqual([
      ['issued', null, '张伟'],
      ['suspended', '成绩在复核', '张伟'],
      ['restored', null, '张伟'],
    ])
    const told = await select(house.deps.db, "SELECT topic FROM outbox WHERE topic IN ('certificate.suspended', 'certificate.restored') ORDER BY id")
    expect(told.map(({ topic }) => topic)).toEqual(['certificate.suspended', 'certificate.restored'])
    expect(JSON.stringify(await select(house.deps.db, 'SELECT data FROM audit_events'))).not.toContain('成绩在复核')
  })

  it('is done once under one key, and another deed under that key is refused', async () => {
    const certificate = await issue()
    const suspend = (reason: string) => issuer.client.lifeCycle.suspend({ ...of(certificate), body: { reason }, idempotencyKey: 'pause-1' })
    const answers = await Promise.all(Array.from({ length: 10 }, () => suspend('复核')))
    expect(new Set(answers.map(({ suspendedAt }) => suspendedAt)).size).toBe(1)
    expect((await eventsOf(certificate)).map(({ event }) => event)).toEqual(['issued', 'suspended'])
    expect(await codeOf(suspend('别的原因'))).toBe('idempotency_key_reused')
    expect(await codeOf(issuer.client.lifeCycle.restore({ ...of(certificate), idempotencyKey: 'pause-1' }))).toBe('idempotency_key_reused')
  })

  it('is renewed once, however many ask at the same moment, with a key or without', async () => {
    for (const idempotencyKey of [undefined, 'renew-1']) {
      const certificate = await issue({ validUntil: '2026-12-10' })
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          issuer.client.lifeCycle.renew({ ...of(certificate), body: {}, ...(idempotencyKey !== undefined && { idempotencyKey }) }),
        ),
      )
      const [renewed] = answers
      expect(new Set(answers.map(answer => answer.certificateNo)).size).toBe(1)
      // The exam template lasts 24 months, counted from the old end.
      expect(renewed).toMatchObject({ status: 'valid', supersedes: certificate.certificateNo, validUntil: '2028-12-10T16:00:00.000Z', score: 96.5 })
      expect(await get(certificate)).toMatchObject({ status: 'superseded', supersededBy: renewed?.certificateNo })
      expect((await issuer.client.lifeCycle.renew({ ...of(certificate), body: {} })).certificateNo).toBe(renewed?.certificateNo)
      expect((await eventsOf(certificate)).map(({ event, certificateNo }) => [event, certificateNo])).toEqual([
        ['issued', null],
        ['renewed', renewed?.certificateNo],
        ['superseded', renewed?.certificateNo],
      ])
      const trail = await eventsOf(renewed ?? certificate)
      expect(trail.map(({ event, certificateNo }) => [event, certificateNo])).toEqual([
        ['issued', null],
        ['renewed', certificate.certificateNo],
      ])
    }
  })

  it('is renewed from 90 days before its end on, to the millisecond, and after its end from today', async () => {
    const [one, other] = [await issue({ validUntil: '2027-03-31' }), await issue({ validUntil: '2027-03-31' })]
    const opens = new Date(Date.parse(one.validUntil ?? '') - 90 * day)
    await at(new Date(opens.getTime() - 1))
    expect(await codeOf(issuer.client.lifeCycle.renew({ ...of(one), body: {} }))).toBe('renewal_not_open')
    await at(opens)
    expect((await issuer.client.lifeCycle.renew({ ...of(one), body: {} })).validUntil).toBe('2029-03-31T16:00:00.000Z')
    await at(new Date(Date.parse(other.validUntil ?? '') + 1))
    expect((await get(other)).status).toBe('expired')
    expect((await issuer.client.lifeCycle.renew({ ...of(other), body: {} })).validUntil).toBe('2029-04-01T16:00:00.000Z')
    await at(start)
    expect(await codeOf(issuer.client.lifeCycle.renew({ ...of(await issue({ validUntil: null })), body: {} }))).toBe('certificate_unlimited')
  })

  it('ends on a month’s last day where the old day does not exist, or on the day that is given, but never earlier', async () => {
    const leap = await issue({ validUntil: '2027-01-31' })
    await execute(house.deps.db, 'UPDATE template_versions SET validity_months = 1 WHERE template_id = :id', { id: leap.templateId })
    expect((await issuer.client.lifeCycle.renew({ ...of(leap), body: {} })).validUntil).toBe('2027-02-28T16:00:00.000Z')
    await execute(house.deps.db, 'UPDATE template_versions SET validity_months = 24 WHERE template_id = :id', { id: leap.templateId })
    const given = await issue({ validUntil: '2026-12-31' })
    expect(await codeOf(issuer.client.lifeCycle.renew({ ...of(given), body: { validUntil: '2026-12-30' } }))).toBe('invalid_request')
    expect((await issuer.client.lifeCycle.renew({ ...of(given), body: { validUntil: '2027-06-30' } })).validUntil).toBe('2027-06-30T16:00:00.000Z')
  })

  it('is renewed again and again: three in a row, each leading to the next', async () => {
    const first = await issue({ validUntil: '2026-12-10' })
    const second = await issuer.client.lifeCycle.renew({ ...of(first), body: { validUntil: '2026-12-31' } })
    const third = await issuer.client.lifeCycle.reissue({ ...of(second), body: { title: '数据安全与合规（修订）', reason: '标题有误' } })
    const chain = await Promise.all([first, second, third].map(get))
    expect(chain.map(({ status, supersedes, supersededBy }) => [status, supersedes, supersededBy])).toEqual([
      ['superseded', null, second.certificateNo],
      ['superseded', first.certificateNo, third.certificateNo],
      ['valid', second.certificateNo, null],
    ])
    expect(await codeOf(issuer.client.lifeCycle.reissue({ ...of(first), body: { score: 1, reason: '迟了' } }))).toBe('certificate_superseded')
  })

  it('is reissued with what was wrong put right; old and new both verify, and the old one leads to the new', async () => {
    const person = await anEmployee(house, { fullName: '周雨桐' })
    const certificate = await issue({ employeeNo: person.employeeNo })
    house.clock.pass(3 * day)
    issuer = await aBrowserOf(house, 'issuer')
    const body = { holderName: '周雨彤', score: 98, reason: '姓名有误' }
    const answers = await Promise.all(Array.from({ length: 8 }, () => issuer.client.lifeCycle.reissue({ ...of(certificate), body })))
    const [corrected] = answers
    if (!corrected) throw new Error('nothing was reissued')
    expect(new Set(answers.map(answer => answer.certificateNo)).size).toBe(1)
    expect(corrected).toMatchObject({
      holderName: '周雨彤',
      score: 98,
      title: certificate.title,
      issuedAt: certificate.issuedAt,
      validUntil: certificate.validUntil,
    })
    expect(await verify(certificate)).toMatchObject({ outcome: 'invalid', status: 'superseded', certificate: { supersededBy: corrected.certificateNo } })
    expect(await verify(corrected)).toMatchObject({ outcome: 'valid', certificate: { holderName: '周*彤' } })
    for (const one of [certificate, corrected]) {
      expect((await verify(one)).checks).toContainEqual({ name: 'integrity', outcome: 'pass', detail: null, at: null })
      expect((await issuer.send('GET', one.svgUrl)).status).toBe(200)
    }
    expect((await eventsOf(corrected)).at(-1)).toMatchObject({ event: 'reissued', reason: '姓名有误', certificateNo: certificate.certificateNo })
    expect((await eventsOf(certificate))[1]).toMatchObject({ event: 'reissued', reason: '姓名有误', certificateNo: corrected.certificateNo })
    expect(await codeOf(issuer.client.lifeCycle.reissue({ ...of(certificate), body: { ...body, score: 12 } }))).toBe('certificate_superseded')
    await at(start)
  })

  it('takes the name that is registered now where none is given, and corrected dates', async () => {
    const person = await anEmployee(house, { fullName: '王芳' })
    const certificate = await issue({ employeeNo: person.employeeNo })
    await execute(house.deps.db, "UPDATE users SET full_name = '王芳芳' WHERE id = :id", { id: person.id })
    const wrong = (body: object) => codeOf(issuer.client.lifeCycle.reissue({ ...of(certificate), body: { reason: '日期', ...body } }))
    expect(await wrong({ issuedOn: '2026-11-24' })).toBe('invalid_request')
    expect(await wrong({ issuedOn: '2026-10-01', validUntil: '2026-09-30' })).toBe('invalid_request')
    expect(await wrong({ title: '\u200b' })).toBe('invalid_request')
    expect(await wrong({ holderName: '张😀' })).toBe('certificate_undrawable')
    const corrected = await issuer.client.lifeCycle.reissue({
      ...of(certificate),
      body: { reason: '日期', issuedOn: '2026-10-08', validUntil: '2027-10-07', description: '' },
    })
    expect(corrected).toMatchObject({ holderName: '王芳芳', issuedAt: '2026-10-07T16:00:00.000Z', validUntil: '2027-10-07T16:00:00.000Z', description: null })
  })

  it('can be looked at before it is reissued; nothing is written', async () => {
    const certificate = await issue()
    const response = await issuer.send('POST', `/api/certificates/${certificate.certificateNo}/reissue/preview`, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ holderName: '赵六', reason: '试' }),
    })
    expect([response.status, await response.text()]).toEqual([200, expect.stringMatching(/^<svg/)])
    expect((await get(certificate)).supersededBy).toBeNull()
  })

  it('can be looked at while certificates are drawn first: a look waits in a line of its own', async () => {
    const { certificateNo } = await issue()
    const { renderer } = house.deps
    const deps = { ...house.deps, renderer: { ...renderer, draw: () => Promise.reject(new Error('this is the line of certificates')) } }
    expect(await previewCorrection(deps, { certificateNo, correction: { reason: '更正' }, by: 1 })).toMatch(/^<svg/)
  })

  it('is not renewed for somebody who has left, but can still be corrected', async () => {
    const person = await anEmployee(house)
    const certificate = await issue({ employeeNo: person.employeeNo, validUntil: '2026-12-10' })
    await execute(house.deps.db, 'UPDATE users SET is_active = 0, full_name = :name WHERE id = :id', { id: person.id, name: '已离职' })
    expect(await codeOf(issuer.client.lifeCycle.renew({ ...of(certificate), body: {} }))).toBe('person_inactive')
    expect((await issuer.client.lifeCycle.reissue({ ...of(certificate), body: { score: 60, reason: '成绩' } })).holderName).toBe('张伟')
  })

  it('comes to the same whatever is done in whatever order: one in force, its status derived, every deed in the trail', { timeout: 120_000 }, async () => {
    const deed = fc.constantFrom('suspend', 'restore', 'renew', 'reissue', 'revoke', 'issue', 'wait')
    const step = fc.record({ deed, onLatest: fc.boolean(), twice: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 9 }), async steps => {
        await at(start)
        const order = await anOrder(house, { courseId: 77, validUntil: '2026-12-20' })
        const first = await issuer.client.certificates.issue({ body: order })
        const all = [first]
        let done = 0
        for (const { deed: name, onLatest, twice } of steps) {
          const target = await get((onLatest ? all.at(-1) : null) ?? first)
          if (name === 'wait') {
            await at(new Date(house.clock.now().getTime() + 45 * day))
            continue
          }
          const act = () => {
            if (name === 'issue') return issuer.client.certificates.issue({ body: { ...order, validUntil: '2029-01-01' } })
            if (name === 'renew') return issuer.client.lifeCycle.renew({ ...of(target), body: { validUntil: '2029-01-01' } })
            if (name === 'reissue') return issuer.client.lifeCycle.reissue({ ...of(target), body: { score: done, reason: '更正' } })
            if (name === 'restore') return issuer.client.lifeCycle.restore(of(target))
            return name === 'suspend'
              ? issuer.client.lifeCycle.suspend({ ...of(target), body: { reason: '暂停' } })
              : issuer.client.certificates.revoke({ ...of(target), body: { reason: '撤销' } })
          }
          const facts = { ...target, validUntil: target.validUntil === null ? null : new Date(target.validUntil) }
          const may = name === 'issue' || possibleDeeds(facts, { now: house.clock.now(), zone: house.deps.config.zone }).includes(name)
          const results = await Promise.allSettled(twice ? [act(), act()] : [act()])
          const answered = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []))
          // What the rules allow is done, at least for one of two who ask at the same moment.
          expect(answered.length > 0 || !may).toBe(true)
          expect(results.flatMap(result => (result.status === 'rejected' && !(result.reason instanceof ProblemError) ? [result.reason] : []))).toEqual([])
          for (const one of answered) if (!all.some(({ certificateNo }) => certificateNo === one.certificateNo)) all.push(one)
          done += 1
        }
        const rows = await select(
          house.deps.db,
          'SELECT c.* FROM user_certificates c JOIN users u ON u.id = c.user_id WHERE u.employee_no = :no ORDER BY c.cycle',
          { no: order.employeeNo },
        )
        const ends = await Promise.all(rows.map(row => issuer.client.certificates.get({ params: { certificateNo: text(row['certificate_no']) } })))
        expect(rows.map(row => number(row['cycle']))).toEqual(rows.map((_, index) => index + 1))
        expect(ends.filter(({ status }) => isInForce(status)).length).toBeLessThanOrEqual(1)
        for (const one of ends) {
          const [suspendedAt, revokedAt, validUntil] = [one.suspendedAt, one.revokedAt, one.validUntil].map(when => (when === null ? null : new Date(when)))
          const facts = { issuedAt: new Date(one.issuedAt), validUntil: validUntil ?? null, suspendedAt: suspendedAt ?? null, revokedAt: revokedAt ?? null }
          expect(one.status).toBe(statusAt(house.clock.now(), { ...facts, isSuperseded: one.supersededBy !== null }))
          expect((await verify(one)).checks).toContainEqual({ name: 'integrity', outcome: 'pass', detail: null, at: null })
          const happened = (await eventsOf(one)).map(({ event }) => event)
          expect(happened.filter(event => event === 'issued')).toHaveLength(1)
          expect(happened.filter(event => event === 'revoked')).toHaveLength(one.revokedAt ? 1 : 0)
          expect(happened.filter(event => event === 'superseded')).toHaveLength(one.supersededBy ? 1 : 0)
          expect(happened.filter(event => event === 'suspended').length - happened.filter(event => event === 'restored').length).toBe(one.suspendedAt ? 1 : 0)
        }
      }),
      { numRuns: 8 },
    )
    await at(start)
    expect(await auditIsWhole()).toBeNull()
  })
})
