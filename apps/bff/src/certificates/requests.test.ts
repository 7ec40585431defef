import type { Certificate } from '@wallet/shared/certificates/certificate'
import { ProblemError } from '@wallet/shared/contract/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { upload } from '../../test/batches.ts'
import { aBrowserOf, anEmployee, anOrder, aUnit, templateOf, type Employee } from '../../test/builders.ts'
import { aManagerOf } from '../../test/holders.ts'
import { inTransaction } from '../db/connect.ts'
import { execute } from '../db/query.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { issueWithin } from './issueWithin.ts'

const codeOf = async (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  )
type Person = Browser & { readonly person: Employee }

describe.each(engines)('what somebody else decides, on %s', engine => {
  let house: House
  let [issuer, other]: Person[] = []
  beforeAll(async () => {
    house = await aHouse(engine, { revokeApproval: true })
    ;[issuer, other] = [await aBrowserOf(house, 'issuer', { fullName: '周敏' }), await aBrowserOf(house, 'issuer', { fullName: '林岚' })]
  })
  afterAll(() => house.close())
  const [first, second] = [() => issuer ?? fail(), () => other ?? fail()]
  const fail = (): never => {
    throw new Error('nobody is there')
  }
  const issueTo = async ({ person }: Person) => first().client.certificates.issue({ body: await anOrder(house, { employeeNo: person.employeeNo }) })
  const of = ({ certificateNo }: Pick<Certificate, 'certificateNo'>) => ({ params: { certificateNo } })

  it('a wrong name is asked to be corrected by its holder alone, once at a time', async () => {
    const department = await aUnit(house)
    const holder = await aBrowserOf(house, 'employee', { fullName: '周雨桐', unit: await aUnit(house, { parent: department }) })
    const certificate = await issueTo(holder)
    const body = { wantedName: '周雨彤', reason: '身份证上是“彤”' }
    for (const stranger of [await aBrowserOf(house, 'employee'), await aManagerOf(house, department), first()])
      expect(await codeOf(stranger.client.requests.correctName({ ...of(certificate), body }))).toBe('certificate_not_found')
    for (const wantedName of ['周雨桐', '周雨\u200b桐', '\u2060周雨桐\u3164'])
      expect(await codeOf(holder.client.requests.correctName({ ...of(certificate), body: { ...body, wantedName } }))).toBe('name_unchanged')
    const asked = await Promise.all(Array.from({ length: 6 }, () => codeOf(holder.client.requests.correctName({ ...of(certificate), body }))))
    expect(asked.toSorted()).toEqual(['answered', ...Array.from({ length: 5 }, () => 'request_open')])
    const { items } = await holder.client.requests.ofCertificate(of(certificate))
    expect(items).toMatchObject([{ kind: 'nameCorrection', state: 'open', wantedName: '周雨彤', holderName: '周雨桐', mayDecide: false, mayWithdraw: true }])
    expect(await codeOf((await aBrowserOf(house, 'employee')).client.requests.ofCertificate(of(certificate)))).toBe('certificate_not_found')
    expect(await codeOf((await aManagerOf(house, department)).client.requests.ofCertificate(of(certificate)))).toBe('forbidden')
  })

  it('an approved name is on a new certificate, and in the record where the issuer says so', async () => {
    for (const correctsPerson of [true, false]) {
      const holder = await aBrowserOf(house, 'employee', { fullName: '吕静' })
      const certificate = await issueTo(holder)
      const { id } = await holder.client.requests.correctName({ ...of(certificate), body: { wantedName: '吕婧', reason: '写错了' } })
      const { items, open } = await first().client.requests.list({ query: { state: 'open', kind: 'nameCorrection' } })
      expect([items[0]?.id, items[0]?.mayDecide, open >= 1]).toEqual([id, true, true])
      const answers = await Promise.all(
        [first(), second()].flatMap(by => [1, 2].map(() => by.client.requests.approve({ params: { id }, body: { correctsPerson } }))),
      )
      expect(new Set(answers.map(({ certificateNo }) => certificateNo)).size).toBe(1)
      expect(answers[0]).toMatchObject({ holderName: '吕婧', supersedes: certificate.certificateNo, status: 'valid' })
      expect((await holder.client.session.me()).fullName).toBe(correctsPerson ? '吕婧' : '吕静')
      const [request] = (await holder.client.requests.ofCertificate(of(certificate))).items
      expect(request).toMatchObject({ state: 'approved', successor: answers[0]?.certificateNo })
      expect((await holder.client.certificates.history(of(certificate))).items.map(({ event, reason }) => [event, reason])).toEqual([
        ['issued', null],
        ['reissued', '写错了'],
        ['superseded', null],
      ])
      expect(await codeOf(first().client.requests.refuse({ params: { id }, body: { reason: '迟了' } }))).toBe('request_decided')
    }
  })

  it('an approval of what an issuer has corrected by hand meanwhile closes the request, and the record is corrected as well', async () => {
    const holder = await aBrowserOf(house, 'employee', { fullName: '吕静' })
    const certificate = await issueTo(holder)
    const { id } = await holder.client.requests.correctName({ ...of(certificate), body: { wantedName: '吕婧', reason: '写错了' } })
    const byHand = await first().client.lifeCycle.reissue({ ...of(certificate), body: { holderName: '吕婧', reason: '来电更正' } })
    const approve = () => second().client.requests.approve({ params: { id }, body: { correctsPerson: true } })
    expect([(await approve()).certificateNo, (await approve()).certificateNo]).toEqual([byHand.certificateNo, byHand.certificateNo])
    const [request] = (await holder.client.requests.ofCertificate(of(certificate))).items
    expect(request).toMatchObject({ state: 'approved', successor: byHand.certificateNo })
    expect((await holder.client.session.me()).fullName).toBe('吕婧')
  })

  it('a refusal has a reason that the holder reads, and leaves the certificate as it is; another request may follow', async () => {
    const holder = await aBrowserOf(house, 'employee')
    const certificate = await issueTo(holder)
    const ask = () => holder.client.requests.correctName({ ...of(certificate), body: { wantedName: '张玮', reason: '同音字' } })
    const { id } = await ask()
    const refused = await first().client.requests.refuse({ params: { id }, body: { reason: '与身份证不符' } })
    expect(refused).toMatchObject({ state: 'refused', reply: '与身份证不符', decidedByName: '周敏' })
    expect(await codeOf(first().client.requests.approve({ params: { id }, body: {} }))).toBe('request_decided')
    expect((await holder.client.requests.ofCertificate(of(certificate))).items[0]).toMatchObject({ state: 'refused', reply: '与身份证不符' })
    expect((await holder.client.certificates.get(of(certificate))).status).toBe('valid')
    const again = await ask()
    expect(await codeOf((await aBrowserOf(house, 'employee')).client.requests.withdraw({ params: { id: again.id } }))).toBe('request_not_found')
    expect((await holder.client.requests.withdraw({ params: { id: again.id } })).state).toBe('withdrawn')
    expect(await codeOf(holder.client.requests.withdraw({ params: { id: again.id } }))).toBe('request_decided')
  })

  it('an issuer does not decide what they asked for themselves, be it their own name', async () => {
    const me = await aBrowserOf(house, 'issuer')
    const certificate = await issueTo(me)
    const { id, mayDecide } = await me.client.requests.correctName({ ...of(certificate), body: { wantedName: '张炜', reason: '写错了' } })
    expect(mayDecide).toBe(false)
    expect(await codeOf(me.client.requests.approve({ params: { id }, body: {} }))).toBe('request_own')
    expect(await codeOf(me.client.requests.refuse({ params: { id }, body: { reason: '不' } }))).toBe('request_own')
    expect((await first().client.requests.approve({ params: { id }, body: {} })).holderName).toBe('张炜')
  })

  it('an issuer does not decide either whether their own certificate is revoked', async () => {
    const me = await aBrowserOf(house, 'issuer')
    const certificate = await issueTo(me)
    await first().client.certificates.revoke({ ...of(certificate), body: { reason: '成绩作废' } })
    const [request] = (await me.client.requests.ofCertificate(of(certificate))).items
    const params = { id: request?.id ?? 0 }
    expect(request).toMatchObject({ mayDecide: false, mayWithdraw: false })
    expect(await codeOf(me.client.requests.refuse({ params, body: { reason: '不' } }))).toBe('request_own')
    expect(await codeOf(me.client.requests.approve({ params, body: {} }))).toBe('request_own')
    expect((await second().client.requests.approve({ params, body: {} })).status).toBe('revoked')
  })

  it('two have to agree on a revocation: until then the certificate stays in force, and only issuers know', async () => {
    const holder = await aBrowserOf(house, 'employee')
    const certificate = await issueTo(holder)
    const response = await first().send('POST', `/api/certificates/${certificate.certificateNo}/revoke`, {
      headers: { 'content-type': 'application/json', 'idempotency-key': 'revoke-1' },
      body: JSON.stringify({ reason: '成绩作废' }),
    })
    expect([response.status, ((await response.json()) as Certificate).status]).toEqual([202, 'valid'])
    const revoke = (by: Person, idempotencyKey: string) => by.client.certificates.revoke({ ...of(certificate), body: { reason: '成绩作废' }, idempotencyKey })
    expect((await revoke(first(), 'revoke-1')).status).toBe('valid')
    expect(await codeOf(revoke(second(), 'revoke-2'))).toBe('request_open')
    expect((await holder.client.verification.verify(of(certificate))).outcome).toBe('valid')
    expect((await holder.client.requests.ofCertificate(of(certificate))).items).toEqual([])
    const [request] = (await second().client.requests.ofCertificate(of(certificate))).items
    const params = { id: request?.id ?? 0 }
    expect(request).toMatchObject({ kind: 'revocation', state: 'open', reason: '成绩作废', askedBy: { fullName: '周敏' }, mayDecide: true })
    expect(await codeOf(first().client.requests.approve({ params, body: {} }))).toBe('request_own')
    const answers = await Promise.all(Array.from({ length: 5 }, () => codeOf(second().client.requests.approve({ params, body: {} }))))
    expect(answers).toContain('answered')
    expect(await holder.client.certificates.get(of(certificate))).toMatchObject({ status: 'revoked', revocationReason: '成绩作废' })
    expect((await holder.client.verification.verify(of(certificate))).checks).toContainEqual({ name: 'integrity', outcome: 'pass', detail: null, at: null })
    expect((await holder.client.certificates.history(of(certificate))).items.map(({ event, byName }) => [event, byName])).toEqual([
      ['issued', '周敏'],
      ['revoked', '林岚'],
    ])
  })

  it('nobody gets around the second one: neither by a correction that ends earlier, nor by a successor while a revocation waits', async () => {
    const certificate = await first().client.certificates.issue({ body: await anOrder(house, { validUntil: '2026-12-20' }) })
    const reissue = (more: object) => codeOf(first().client.lifeCycle.reissue({ ...of(certificate), body: { reason: '更正', ...more } }))
    expect(await reissue({ issuedOn: '2026-11-01', validUntil: '2026-11-22' })).toBe('end_earlier')
    await first().client.certificates.revoke({ ...of(certificate), body: { reason: '成绩作废' } })
    expect([await reissue({ score: 50 }), await codeOf(first().client.lifeCycle.renew({ ...of(certificate), body: {} }))]).toEqual([
      'revocation_open',
      'revocation_open',
    ])
    const [request] = (await second().client.requests.ofCertificate(of(certificate))).items
    const successor = await first().client.certificates.issue({ body: await anOrder(house) })
    await execute(
      house.deps.db,
      `UPDATE user_certificates SET superseded_at = created_at, superseded_by_id = (SELECT id FROM (SELECT id FROM user_certificates WHERE certificate_no = :by) n)
       WHERE certificate_no = :certificateNo`,
      { by: successor.certificateNo, certificateNo: certificate.certificateNo },
    )
    expect(await codeOf(second().client.requests.approve({ params: { id: request?.id ?? 0 }, body: {} }))).toBe('certificate_superseded')
  })

  it('what a list would renew is left alone while its revocation waits, and so is one that has run out', async () => {
    const templateId = await templateOf(house)
    const [ends, over] = [await anEmployee(house), await anEmployee(house)]
    const order = { templateId, title: '要续期', score: 90, validUntil: '2026-12-20' }
    const issue = async (employeeNo: string) => {
      const certificate = await first().client.certificates.issue({ body: { ...order, employeeNo } })
      await first().client.certificates.revoke({ ...of(certificate), body: { reason: '作弊' } })
      return certificate
    }
    const [held, old] = [await issue(ends.employeeNo), await issue(over.employeeNo)]
    await execute(house.deps.db, "UPDATE user_certificates SET valid_until = '2026-11-20 16:00:00.000' WHERE certificate_no = :certificateNo", old)
    const list = ['工号,证书名称,成绩', ...[ends, over].map(({ employeeNo }) => `${employeeNo},要续期,90`)].join('\n')
    const { rows } = await upload(second(), list, { templateId, duplicates: 'renew' })
    const left = (certificateNo: string) => [{ column: null, trouble: 'askedToRevoke', value: certificateNo }]
    expect(rows.map(({ reasons }) => reasons)).toEqual([left(held.certificateNo), left(old.certificateNo)])
    expect(await codeOf(second().client.certificates.issue({ body: { ...order, employeeNo: over.employeeNo, validUntil: '2027-12-20' } }))).toBe(
      'revocation_open',
    )
  })

  it.each(['approved', 'refused'] as const)('what is earned while a revocation waits is not lost, and gets nobody around it: %s', async end => {
    const { employeeNo } = await anEmployee(house)
    const templateId = await templateOf(house)
    const pass = async (score: number) => {
      const order = { templateId, employeeNo, title: '年度考试', examId: 7, score }
      return (await inTransaction(house.deps.db, tx => issueWithin(tx, house.deps, { order, replaces: true }))).certificate
    }
    const get = (certificate: { certificateNo: string }) => first().client.certificates.get(of(certificate))
    const before = await pass(80)
    await first().client.certificates.revoke({ ...of(before), body: { reason: '成绩存疑' } })
    const better = await pass(95)
    expect([(await get(before)).status, (await get(better)).status, better.supersedes]).toEqual(['valid', 'valid', null])
    const [request] = (await second().client.requests.ofCertificate(of(before))).items
    const params = { id: request?.id ?? 0 }
    if (end === 'approved') await second().client.requests.approve({ params, body: {} })
    else await second().client.requests.refuse({ params, body: { reason: '成绩无误' } })
    expect([(await get(before)).status, (await get(better)).status]).toEqual([end === 'approved' ? 'revoked' : 'superseded', 'valid'])
    expect([(await get(before)).supersededBy, (await get(better)).supersedes]).toEqual(
      end === 'approved' ? [null, null] : [better.certificateNo, before.certificateNo],
    )
  })

  it('a revocation that the second one declines does not happen', async () => {
    const certificate = await issueTo(await aBrowserOf(house, 'employee'))
    await first().client.certificates.revoke({ ...of(certificate), body: { reason: '也许' } })
    const [request] = (await second().client.requests.ofCertificate(of(certificate))).items
    await second().client.requests.refuse({ params: { id: request?.id ?? 0 }, body: { reason: '证据不足' } })
    expect((await first().client.certificates.get(of(certificate))).status).toBe('valid')
    expect((await first().client.requests.ofCertificate(of(certificate))).items[0]).toMatchObject({ state: 'refused', reply: '证据不足' })
  })
})
