import { parseCertificateNo } from '@wallet/shared/certificates/certificateNo'
import { ProblemError } from '@wallet/shared/contract/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee, anOrder, aUnit, templateOf } from '../../test/builders.ts'
import { aManagerOf } from '../../test/holders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { execute, number, selectOne } from '../db/query.ts'

const codeOf = async (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  )
const day = 86_400_000

describe.each(engines)('certificates, on %s', engine => {
  let house: House
  let issuer: Browser
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
  })
  afterAll(() => house.close())
  const issue = async (more: Parameters<typeof anOrder>[1] = {}, idempotencyKey?: string) =>
    issuer.client.certificates.issue({ body: await anOrder(house, more), ...(idempotencyKey !== undefined && { idempotencyKey }) })
  const countOf = async (employeeNo: string) =>
    number(
      (
        await selectOne(house.deps.db, 'SELECT COUNT(*) AS n FROM user_certificates c JOIN users u ON u.id = c.user_id WHERE u.employee_no = :employeeNo', {
          employeeNo,
        })
      )?.['n'],
    )

  it('is issued with a number, a picture and the facts as ordered', async () => {
    const unit = await aUnit(house, { name: '客服二组' })
    const person = await anEmployee(house, { fullName: '欧阳䶮', unit })
    const certificate = await issue({ employeeNo: person.employeeNo, score: 96.5 })
    expect(certificate).toMatchObject({
      type: 'exam',
      title: '数据安全与合规实务',
      holderName: '欧阳䶮',
      unitName: '客服二组',
      score: 96.5,
      completionRate: null,
      status: 'valid',
      templateVersion: 1,
      issuerName: '考培练企业学习认证中心',
    })
    expect(parseCertificateNo(certificate.certificateNo)).toBe(certificate.certificateNo)
    expect(certificate.certificateNo).toMatch(/^KPL-2026-/)
    expect(certificate.verifyUrl).toBe(`${house.origin}/v/${certificate.certificateNo}`)
    // The exam template lasts 24 months, to the end of the local day.
    expect(certificate.validUntil).toBe('2028-11-23T16:00:00.000Z')
    const svg = await (await issuer.send('GET', certificate.svgUrl)).text()
    expect(svg).toMatch(/^<svg[^>]+viewBox="0 0 1188 840"/)
    expect(svg).not.toContain('<image')
  })

  it('takes the last day, an instant, or no end at all', async () => {
    expect((await issue({ validUntil: '2027-02-28' })).validUntil).toBe('2027-02-28T16:00:00.000Z')
    expect((await issue({ validUntil: '2027-03-01T00:00:00Z' })).validUntil).toBe('2027-03-01T00:00:00.000Z')
    expect((await issue({ validUntil: null })).validUntil).toBeNull()
    expect(await codeOf(issue({ validUntil: '2026-11-22' }))).toBe('invalid_request')
  })

  it('is issued once, however many ask at the same moment', async () => {
    const body = await anOrder(house)
    const answers = await Promise.all(Array.from({ length: 50 }, () => issuer.client.certificates.issue({ body })))
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(await countOf(body.employeeNo)).toBe(1)
  })

  it('is issued once for two keys and one source, and for one key twice', async () => {
    const body = await anOrder(house, { courseId: 12 })
    const [one, other] = await Promise.all(['key-1', 'key-2'].map(idempotencyKey => issuer.client.certificates.issue({ body, idempotencyKey })))
    const again = await issuer.client.certificates.issue({ body, idempotencyKey: 'key-1' })
    expect([other?.certificateNo, again.certificateNo]).toEqual([one?.certificateNo, one?.certificateNo])
    expect(await countOf(body.employeeNo)).toBe(1)
    expect(await codeOf(issuer.client.certificates.issue({ body: { ...body, score: 50 }, idempotencyKey: 'key-1' }))).toBe('idempotency_key_reused')
  })

  it('answers 201 the first time and 200 afterwards', async () => {
    const body = JSON.stringify(await anOrder(house))
    const statuses = []
    for (let i = 0; i < 2; i += 1)
      statuses.push((await issuer.send('POST', '/api/certificates', { headers: { 'content-type': 'application/json' }, body })).status)
    expect(statuses).toEqual([201, 200])
  })

  it('can be issued anew after it was revoked; the old one stays revoked', async () => {
    const order = await anOrder(house)
    const first = await issuer.client.certificates.issue({ body: order })
    await issuer.client.certificates.revoke({ params: { certificateNo: first.certificateNo }, body: { reason: '成绩录入有误' } })
    const second = await issuer.client.certificates.issue({ body: { ...order, score: 88 } })
    expect(second).toMatchObject({ score: 88, status: 'valid', supersedes: null })
    expect((await issuer.client.certificates.get({ params: { certificateNo: first.certificateNo } })).status).toBe('revoked')
  })

  it('is superseded by the next cycle once it has run out', async () => {
    const order = await anOrder(house, { validUntil: '2026-12-01' })
    const first = await issuer.client.certificates.issue({ body: order })
    const before = house.clock.now()
    house.clock.pass(20 * day)
    issuer = await aBrowserOf(house, 'issuer')
    const second = await issuer.client.certificates.issue({ body: { ...order, validUntil: '2028-12-01' } })
    expect(second.supersedes).toBe(first.certificateNo)
    expect(await issuer.client.certificates.get({ params: { certificateNo: first.certificateNo } })).toMatchObject({
      status: 'superseded',
      supersededBy: second.certificateNo,
    })
    house.clock.set(before)
    issuer = await aBrowserOf(house, 'issuer')
  })

  it('does not change when its template or its holder does, byte for byte', async () => {
    const person = await anEmployee(house, { fullName: '周雨桐' })
    const certificate = await issue({ employeeNo: person.employeeNo })
    const before = await (await issuer.send('GET', certificate.svgUrl)).text()
    const template = await issuer.client.templates.get({ params: { id: certificate.templateId } })
    const { id: _id, version: _version, issuedCount: _count, createdAt: _created, updatedAt: _updated, ...draft } = template
    await issuer.client.templates.update({
      params: { id: template.id },
      body: { ...draft, templateStyle: draft.templateStyle.replaceAll('#12295c', '#7a1f5c') },
    })
    await execute(house.deps.db, 'UPDATE users SET full_name = :name WHERE id = :id', { name: '周雨彤', id: person.id })
    const after = await issuer.client.certificates.get({ params: { certificateNo: certificate.certificateNo } })
    expect({ ...after, checks: 0 }).toEqual({ ...certificate, checks: 0 })
    expect(await (await issuer.send('GET', certificate.svgUrl)).text()).toBe(before)
    expect((await issue({ employeeNo: person.employeeNo, title: '另一张' })).templateVersion).toBe(2)
  })

  it('is the same however its title is put together: what nobody sees makes no other certificate', async () => {
    const { employeeNo } = await anEmployee(house)
    const first = await issue({ employeeNo, title: 'Café 证书' })
    for (const title of ['Cafe\u0301 证书', 'Café\u200b 证书', 'Café 证\u2060书\u061c'])
      expect((await issue({ employeeNo, title })).certificateNo).toBe(first.certificateNo)
    expect(await countOf(employeeNo)).toBe(1)
  })

  it('says who may not have one, and why', async () => {
    expect(await codeOf(issue({ employeeNo: 'NOBODY' }))).toBe('person_not_found')
    expect(await codeOf(issue({ employeeNo: (await anEmployee(house, { isActive: false })).employeeNo }))).toBe('person_inactive')
    expect(await codeOf(issue({ templateId: 9_999 }))).toBe('template_not_found')
    const { id } = await issuer.client.templates.duplicate({ params: { id: await templateOf(house) } })
    expect(await codeOf(issue({ templateId: id }))).toBe('template_inactive')
  })

  it('is refused where a character of it cannot be drawn, and nothing is written', async () => {
    const { employeeNo } = await anEmployee(house, { fullName: '张😀' })
    expect(await codeOf(issue({ employeeNo }))).toBe('certificate_undrawable')
    expect(await countOf(employeeNo)).toBe(0)
  })

  it('names every wrong field at once', async () => {
    const body = JSON.stringify({
      templateId: 'x',
      employeeNo: '',
      title: 'a'.repeat(201),
      score: 99.999,
      completionRate: -1,
      validUntil: '2026-02-30',
      issuedAt: 'now',
    })
    const response = await issuer.send('POST', '/api/certificates', { headers: { 'content-type': 'application/json' }, body })
    const problem = (await response.json()) as { errors: { path: string }[] }
    expect(response.status).toBe(422)
    expect(problem.errors.map(({ path }) => path).toSorted()).toEqual([
      'completionRate',
      'employeeNo',
      'issuedAt',
      'score',
      'templateId',
      'title',
      'validUntil',
    ])
  })

  it.each([
    ['an end that no calendar holds', { validUntil: '9999-12-31T23:59:59-12:00' }],
    ['an id that no column holds', { courseId: 2_147_483_648 }],
    ['a figure that is not kept exactly', { metaData: { a: 9_007_199_254_740_992 * 2 } }],
    ['half a character', { metaData: { a: '\ud800' } }],
    ['a title with nothing to see', { title: '\u200b\u3164' }],
    ['a title that turns the direction of reading', { title: '甲\u202e乙' }],
    ['a description with a null', { description: 'a\u0000b' }],
  ])('is refused with %s, and nothing is written', async (_, more) => {
    const order = await anOrder(house)
    const response = await issuer.send('POST', '/api/certificates', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...order, ...more }),
    })
    expect(response.status).toBe(422)
    expect(await countOf(order.employeeNo)).toBe(0)
  })

  it('does not show a picture that is not the one issued', async () => {
    const [one, other] = [await issue(), await issue()]
    const idOf = async (no: string) => number((await selectOne(house.deps.db, 'SELECT id FROM user_certificates WHERE certificate_no = :no', { no }))?.['id'])
    const [to, from] = [await idOf(one.certificateNo), await idOf(other.certificateNo)]
    const row = await selectOne(house.deps.db, 'SELECT bytes, sha256 FROM certificate_pictures WHERE certificate_id = :from', { from })
    await execute(house.deps.db, 'UPDATE certificate_pictures SET bytes = :bytes, sha256 = :sha256 WHERE certificate_id = :to', {
      to,
      bytes: row?.['bytes'],
      sha256: row?.['sha256'],
    })
    expect((await issuer.send('GET', one.svgUrl)).status).toBe(409)
    await execute(house.deps.db, 'UPDATE certificate_pictures SET bytes = :bytes WHERE certificate_id = :from', { from, bytes: Buffer.from([1, 2]) })
    expect((await issuer.send('GET', other.svgUrl)).status).toBe(409)
  })

  it('can be looked at before it is issued; nothing is written', async () => {
    const body = await anOrder(house)
    const response = await issuer.send('POST', '/api/certificates/preview', { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    expect(response.headers.get('content-type')).toBe('image/svg+xml')
    expect(await response.text()).toMatch(/^<svg/)
    expect(await countOf(body.employeeNo)).toBe(0)
  })

  it('is revoked once, with its reason, and remembers by whom', async () => {
    const holder = await aBrowserOf(house, 'employee')
    const { certificateNo } = await issue({ employeeNo: holder.person.employeeNo })
    const params = { certificateNo }
    const revoked = await issuer.client.certificates.revoke({ params, body: { reason: '成绩复核未通过' } })
    expect(revoked).toMatchObject({ status: 'revoked', revocationReason: '成绩复核未通过' })
    expect(await codeOf(issuer.client.certificates.revoke({ params, body: { reason: '又一次' } }))).toBe('certificate_already_revoked')
    const { items } = await holder.client.certificates.history({ params })
    expect(items.map(({ event, reason }) => [event, reason])).toEqual([
      ['issued', null],
      ['revoked', '成绩复核未通过'],
    ])
  })

  it('can be read by its holder, by a manager above the holder, and by issuers, and by nobody else', async () => {
    const department = await aUnit(house)
    const team = await aUnit(house, { parent: department })
    const holder = await aBrowserOf(house, 'employee', { unit: team })
    const { certificateNo, svgUrl } = await issue({ employeeNo: holder.person.employeeNo })
    const read = async (browser: Browser) =>
      [
        await browser.send('GET', `/api/certificates/${certificateNo}`),
        await browser.send('GET', svgUrl),
        await browser.send('GET', `/api/certificates/${certificateNo}/history`),
      ].map(({ status }) => status)
    expect(await read(holder)).toEqual([200, 200, 200])
    expect(await read(issuer)).toEqual([200, 200, 200])
    expect(await read(await aManagerOf(house, department))).toEqual([200, 200, 403])
    expect(await read(await aBrowserOf(house, 'manager', { unit: team }))).toEqual([404, 404, 404])
    expect(await read(await aBrowserOf(house, 'employee', { unit: team }))).toEqual([404, 404, 404])
    expect(await read(house.browser())).toEqual([401, 401, 401])
  })

  it('lists my own only, newest first, page by page', async () => {
    const me = await aBrowserOf(house, 'employee')
    const titles = Array.from({ length: 7 }, (_, i) => `第 ${i} 张`)
    for (const title of titles) {
      await issue({ employeeNo: me.person.employeeNo, title })
      // Two at the same instant, so that paging has to fall back on the row.
      if (title !== titles[2]) house.clock.pass(1)
    }
    await issue()
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof me.client.certificates.list>> = await me.client.certificates.list({
        query: { limit: 3, ...(cursor && { cursor }) },
      })
      seen.push(...page.items.map(({ title }) => title))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(titles.toReversed())
    expect((await me.client.certificates.list({ query: { q: '第 4' } })).items).toHaveLength(1)
    expect((await me.client.certificates.list({ query: { type: 'course' } })).items).toHaveLength(0)
    for (const keys of ['not ours', '["a","b"]', '[8640000000000001,1]', '[1]', '[1,2,3]', '[1,1e99]', '{}', 'null'])
      expect(await codeOf(me.client.certificates.list({ query: { cursor: Buffer.from(keys).toString('base64url') } }))).toBe('invalid_request')
  })

  it('counts what I hold and what ends soon', async () => {
    const me = await aBrowserOf(house, 'employee')
    await issue({ employeeNo: me.person.employeeNo, title: '甲', validUntil: '2026-12-10' })
    await issue({ employeeNo: me.person.employeeNo, title: '乙' })
    expect(await me.client.certificates.summary()).toEqual({
      total: 2,
      expiring: 1,
      nextEndsInDays: 17,
      byType: { course: 0, exam: 2, achievement: 0 },
      unread: 0,
    })
  })

  it('is greyed by the server for one that has ended', async () => {
    const { svgUrl } = await issue()
    const [plain, grey] = await Promise.all(['', '?variant=void'].map(async query => (await issuer.send('GET', svgUrl + query)).text()))
    expect(grey).not.toBe(plain)
    expect(grey).toMatch(/^<svg/)
  })

  it('is served so that it cannot run anything, and is not sent twice', async () => {
    const { svgUrl } = await issue()
    const response = await issuer.send('GET', `${svgUrl}?download=1`, { headers: { 'accept-encoding': 'br' } })
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="KPL-[\w-]+\.svg"$/)
    expect(response.headers.get('content-encoding')).toBe('br')
    expect((await issuer.send('GET', svgUrl, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } })).status).toBe(304)
  })
})
