import type { Batch } from '@wallet/shared/issuing/batch'
import type { Template } from '@wallet/shared/templates/template'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf, manyPeople, runBatches, tally, upload, type Previewed } from '../../test/batches.ts'
import { aBrowserOf, anEmployee, templateOf } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { changeWithin } from '../certificates/changeStatus.ts'
import { inTransaction } from '../db/connect.ts'
import { execute, select, text } from '../db/query.ts'
import { issueChunk } from './runBatch.ts'

const allThatIsWritten = `SELECT c.*, a.actor_id AS audited_by, a.at AS audited_at FROM user_certificates c
  JOIN audit_events a ON a.subject = c.certificate_no AND a.event = 'certificate.issued' WHERE c.title = '一个样' ORDER BY c.id`

describe.each(engines)('a list that is issued at once, on %s', engine => {
  let house: House
  let issuer: Browser
  let templateId: number
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
    templateId = await templateOf(house)
  })
  afterAll(() => house.close())

  const listOf = (numbers: readonly string[], title: string) => ['工号,成绩,证书名称', ...numbers.map(no => `${no},90,${title}`)].join('\n')
  const rowsOf = async ({ id }: Pick<Batch, 'id'>, show: 'all' | 'attention' | 'valid' | 'issued' = 'all') =>
    (await issuer.client.batches.rows({ params: { id }, query: { show, limit: 100 } })).items
  const reasonsOf = ({ rows }: Previewed) =>
    Object.fromEntries(rows.flatMap(({ row, reasons }) => (reasons.length > 0 ? [[row, reasons.map(one => one.trouble)]] : [])))
  const confirmed = async ({ id }: Pick<Batch, 'id'>) => {
    await issuer.client.batches.confirm({ params: { id }, body: {} })
    await runBatches(house)
    return issuer.client.batches.get({ params: { id } })
  }

  it('is looked through first: nothing is issued before it is confirmed', async () => {
    const { employeeNo } = await anEmployee(house)
    const batch = await upload(issuer, listOf([employeeNo, 'NOBODY'], '先看后发'), { templateId, fileName: '安全生产 11 月.csv' })
    expect(batch).toMatchObject({ status: 201, state: 'previewed', fileName: '安全生产 11 月.csv', encoding: 'utf-8', delimiter: 'comma' })
    expect(batch.counts).toEqual({ rows: 2, valid: 1, invalid: 1, skipped: 0, warned: 0, issued: 0 })
    expect(reasonsOf(batch)).toEqual({ 3: ['unknownPerson'] })
    expect((await issuer.client.issuing.issued({ query: { q: '先看后发' } })).items).toEqual([])
    expect((await confirmed(batch)).counts).toEqual({ rows: 2, valid: 1, invalid: 1, skipped: 0, warned: 0, issued: 1 })
    expect((await issuer.client.issuing.issued({ query: { q: '先看后发' } })).items).toMatchObject([{ employeeNo, title: '先看后发', score: 90 }])
  })

  it('gives everybody exactly the certificate that they would have been given one by one', async () => {
    const [alone, listed] = [await anEmployee(house), await anEmployee(house)]
    const order = { templateId, title: '一个样', description: '考核合格', score: 96.5, completionRate: 100, validUntil: '2029-11-23' }
    await issuer.client.certificates.issue({ body: { ...order, employeeNo: alone.employeeNo } })
    const list = ['employeeNo,title,description,score,completionRate,validUntil', `${listed.employeeNo},一个样,考核合格,96.5,100,2029-11-23`].join('\n')
    await confirmed(await upload(issuer, list, { templateId }))
    const [one, other] = await select(house.deps.db, allThatIsWritten)
    const own = ['id', 'user_id', 'certificate_no', 'org_unit_id', 'unit_name', 'facts_hash', 'facts_salt', 'image_url', 'pdf_url']
    const alike = (row: Record<string, unknown> | undefined) => Object.fromEntries(Object.entries(row ?? {}).filter(([name]) => !own.includes(name)))
    expect(alike(other)).toEqual(alike(one))
    const certificateNo = text(other?.['certificate_no'])
    expect((await house.browser().client.verification.verify({ params: { certificateNo } })).outcome).toBe('valid')
    const picture = await issuer.send('GET', `/api/certificates/${certificateNo}/file.svg`)
    expect([picture.status, (await picture.text()).startsWith('<svg')]).toEqual([200, true])
  })

  it('is turned away for a moment where two others are being looked through', async () => {
    const sent = await Promise.all(['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'].map(title => upload(issuer, listOf(['NOBODY'], title), { templateId })))
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([201, 503]))
  })

  it('that is sent and confirmed twenty times at the same moment is one batch and one run', async () => {
    const numbers = await manyPeople(house, 40, 100)
    const before = await tally(house)
    const sent = await Promise.all(Array.from({ length: 20 }, () => upload(issuer, listOf(numbers, '二十次'), { templateId })))
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
    expect(sent.filter(({ status }) => status !== 201 && status !== 200)).toEqual([])
    const id = sent[0]?.id ?? 0
    const answers = await Promise.all(Array.from({ length: 20 }, () => issuer.client.batches.confirm({ params: { id }, body: {} })))
    expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(['running']))
    await Promise.all([runBatches(house), runBatches(house), runBatches(house)])
    const after = await tally(house)
    expect(after.certificates - before.certificates).toBe(40)
    expect(after.told - before.told).toBe(40)
    expect(await issuer.client.batches.confirm({ params: { id }, body: {} })).toMatchObject({ state: 'done', counts: { issued: 40 } })
  })

  it('can be paused, resumed and called off; what is issued stays, and the rest comes back as a file', async () => {
    const numbers = await manyPeople(house, 30, 200)
    const { id } = await upload(issuer, listOf(numbers, '停一停'), { templateId })
    const at = { params: { id } }
    await expect(issuer.client.batches.pause(at)).rejects.toThrow('batch_not_confirmed')
    await issuer.client.batches.confirm({ ...at, body: {} })
    await issueChunk(house.deps, id, 10)
    expect(await issuer.client.batches.pause(at)).toMatchObject({ state: 'paused', counts: { issued: 10, valid: 30 } })
    await issueChunk(house.deps, id, 10)
    expect((await issuer.client.batches.get(at)).counts.issued).toBe(10)
    expect((await issuer.client.batches.resume(at)).state).toBe('running')
    await issueChunk(house.deps, id, 10)
    expect(await issuer.client.batches.cancel(at)).toMatchObject({ state: 'cancelled', counts: { issued: 20 } })
    await issueChunk(house.deps, id, 10)
    expect((await issuer.client.batches.get(at)).counts.issued).toBe(20)
    await expect(issuer.client.batches.resume(at)).rejects.toThrow('batch_over')
    const left = await (await issuer.send('GET', `/api/batches/${id}/errors.csv`)).text()
    expect(left.trim().split('\r\n')).toHaveLength(11)
    const rest = await upload(issuer, left, { templateId })
    expect(rest.counts).toMatchObject({ rows: 10, valid: 10 })
  })

  it('says how many names differ from the register, and is issued once somebody has looked at them', async () => {
    const [right, other] = [await anEmployee(house, { fullName: '欧阳若兰' }), await anEmployee(house, { fullName: '李雷' })]
    const list = ['工号,姓名,成绩,证书名称', `${right.employeeNo},欧阳 若兰,90,看名字`, `${other.employeeNo},李磊,90,看名字`].join('\n')
    const { id, counts } = await upload(issuer, list, { templateId })
    expect(counts).toMatchObject({ valid: 2, warned: 1 })
    await expect(issuer.client.batches.confirm({ params: { id }, body: {} })).rejects.toThrow('batch_unchecked')
    await expect(issuer.client.batches.confirm({ params: { id }, body: { namesChecked: false } })).rejects.toThrow('batch_unchecked')
    expect((await issuer.client.batches.get({ params: { id } })).state).toBe('previewed')
    expect((await issuer.client.batches.confirm({ params: { id }, body: { namesChecked: true } })).state).toBe('running')
    await runBatches(house)
    expect((await issuer.client.issuing.issued({ query: { q: '李雷' } })).items).toMatchObject([{ holderName: '李雷', title: '看名字' }])
  })

  it('is not issued as somebody else has changed it since it was looked at', async () => {
    const person = await anEmployee(house)
    const at = { params: { id: (await upload(issuer, listOf([person.employeeNo], '各看各的'), { templateId })).id } }
    const { judgedAt, columns } = await issuer.client.batches.get(at)
    house.clock.pass(1_000)
    await issuer.client.batches.settle({ ...at, body: { templateId, duplicates: 'renew', columns } })
    const seen = { judgedAt: judgedAt ?? '' }
    await expect(issuer.client.batches.confirm({ ...at, body: seen })).rejects.toThrow('batch_judged_anew')
    const now = await issuer.client.batches.get(at)
    expect(now).toMatchObject({ state: 'previewed', duplicates: 'renew' })
    expect(await issuer.client.batches.confirm({ ...at, body: { judgedAt: now.judgedAt ?? '' } })).toMatchObject({ state: 'running', judgedAt: null })
    expect((await issuer.client.batches.confirm({ ...at, body: seen })).state).toBe('running')
    await runBatches(house)
  })

  it('that waits can be thrown away: it is listed no more, and the same file is a new one', async () => {
    const file = listOf(['NOBODY'], '不要了')
    const { id } = await upload(issuer, file, { templateId })
    expect((await issuer.client.batches.cancel({ params: { id } })).state).toBe('cancelled')
    expect((await issuer.client.batches.list({ query: {} })).items.map(batch => batch.id)).not.toContain(id)
    await expect(issuer.client.batches.confirm({ params: { id }, body: {} })).rejects.toThrow('batch_over')
    const again = await upload(issuer, file, { templateId })
    expect([again.status, again.id === id]).toEqual([201, false])
  })

  it('leaves out whoever has the certificate already, or renews it where that is wanted and it is time', async () => {
    const [fresh, old, never] = [await anEmployee(house), await anEmployee(house), await anEmployee(house)]
    const order = { templateId, title: '要续期', score: 90 }
    const { certificateNo } = await issuer.client.certificates.issue({ body: { ...order, employeeNo: old.employeeNo, validUntil: '2027-01-10' } })
    await issuer.client.certificates.issue({ body: { ...order, employeeNo: fresh.employeeNo, validUntil: '2029-01-10' } })
    await issuer.client.certificates.issue({ body: { ...order, employeeNo: never.employeeNo, validUntil: null } })
    const list = listOf(
      [fresh, old, never].map(one => one.employeeNo),
      '要续期',
    )
    const skipped = await upload(issuer, list, { templateId })
    expect(reasonsOf(skipped)).toEqual({ 2: ['held'], 3: ['held'], 4: ['held'] })
    await expect(issuer.client.batches.confirm({ params: { id: skipped.id }, body: {} })).rejects.toThrow('batch_empty')
    const renewed = await upload(issuer, list, { templateId, duplicates: 'renew' })
    expect(renewed.rows.map(({ verdict, reasons }) => [verdict, reasons[0]?.trouble, reasons[0]?.value?.slice(0, 10)])).toEqual([
      ['skip', 'tooEarly', '2028-10-13'],
      ['ready', undefined, undefined],
      ['skip', 'heldForGood', expect.any(String)],
    ])
    await confirmed(renewed)
    const before = await issuer.client.certificates.get({ params: { certificateNo } })
    const after = await issuer.client.certificates.get({ params: { certificateNo: before.supersededBy ?? '' } })
    expect([before.status, after.supersedes]).toEqual(['superseded', certificateNo])
    const history = await issuer.client.certificates.history({ params: { certificateNo } })
    expect(history.items.map(({ event, certificateNo: other }) => [event, other])).toContainEqual(['renewed', after.certificateNo])
    expect(await select(house.deps.db, "SELECT id FROM audit_events WHERE event = 'certificate.renewed'")).toHaveLength(1)
    const { validityMonths } = await issuer.client.templates.get({ params: { id: templateId } })
    expect(after.validUntil).toBe(new Date(Date.UTC(2027, validityMonths ?? 0, 10, 16)).toISOString())
    expect((await upload(issuer, list, { templateId, duplicates: 'renew' })).counts).toMatchObject({ valid: 0, skipped: 3 })
  })

  it('that was looked through is judged again when it is sent again, as things are then', async () => {
    const list = listOf(['LATER1'], '后来入职')
    const first = await upload(issuer, list, { templateId })
    expect(reasonsOf(first)).toEqual({ 2: ['unknownPerson'] })
    await anEmployee(house, { employeeNo: 'LATER1' })
    house.clock.pass(1_000)
    const again = await upload(issuer, list, { templateId })
    expect([again.id, again.status, again.counts.valid]).toEqual([first.id, 200, 1])
  })

  it('issues to nobody who has left since, and nothing from a template that was taken out of use or changed', async () => {
    const [stays, leaves] = [await anEmployee(house), await anEmployee(house)]
    const template = await issuer.client.templates.duplicate({ params: { id: templateId } })
    await issuer.client.templates.update({ params: { id: template.id }, body: { ...bodyOf(template), isActive: true } })
    const { id } = await upload(issuer, listOf([stays.employeeNo, leaves.employeeNo], '走的人'), { templateId: template.id })
    const now = await issuer.client.templates.get({ params: { id: template.id } })
    await issuer.client.templates.update({ params: { id: template.id }, body: { ...bodyOf(now), name: '改过的模板' } })
    await expect(issuer.client.batches.confirm({ params: { id }, body: {} })).rejects.toThrow('template_changed')
    const { columns } = await issuer.client.batches.get({ params: { id } })
    await issuer.client.batches.settle({ params: { id }, body: { templateId: template.id, duplicates: 'skip', columns } })
    await issuer.client.batches.confirm({ params: { id }, body: {} })
    await execute(house.deps.db, 'UPDATE users SET is_active = 0 WHERE id = :id', { id: leaves.id })
    await execute(house.deps.db, 'UPDATE certificate_templates SET is_active = 0 WHERE id = :id', { id: template.id })
    await runBatches(house)
    expect(await issuer.client.batches.get({ params: { id } })).toMatchObject({ state: 'failed', problem: 'template_inactive', counts: { issued: 0 } })
    await execute(house.deps.db, 'UPDATE certificate_templates SET is_active = 1 WHERE id = :id', { id: template.id })
    await issuer.client.batches.resume({ params: { id } })
    await runBatches(house)
    expect(await issuer.client.batches.get({ params: { id } })).toMatchObject({ state: 'done', counts: { issued: 1, invalid: 1, valid: 1 } })
    expect(await rowsOf({ id }, 'attention')).toMatchObject([{ employeeNo: leaves.employeeNo, reasons: [{ trouble: 'inactive' }] }])
  })

  it('tells how far it is as it happens, until the pictures are drawn too', async () => {
    const numbers = await manyPeople(house, 3, 300)
    const { id } = await upload(issuer, listOf(numbers, '看进度'), { templateId })
    await issuer.client.batches.confirm({ params: { id }, body: {} })
    const stream = await issuer.send('GET', `/api/batches/${id}/events`)
    const heard = stream.text()
    await issueChunk(house.deps, id, 2)
    house.clock.pass(1_000)
    await issueChunk(house.deps, id, 2)
    for (const { certificateNo } of await rowsOf({ id }, 'issued')) await issuer.send('GET', `/api/certificates/${certificateNo}/file.svg`)
    const progress = [...(await heard).matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as Batch & { latest: { certificateNo: string }[] })
    expect(progress.at(-1)).toMatchObject({ state: 'done', pictures: 3, counts: { issued: 3 }, seconds: 1, perSecond: 3 })
    expect(progress.at(-1)?.latest).toHaveLength(3)
    const [listed] = (await issuer.client.batches.list({ query: { limit: 1 } })).items
    expect([...progress, listed].filter(one => one && 'header' in one)).toEqual([])
    expect((await issuer.client.batches.get({ params: { id } })).header).toEqual(['工号', '成绩', '证书名称'])
  })

  it('leaves out a row whose end passes between looking and issuing, and issues all others', async () => {
    const [ends, stays] = [await anEmployee(house), await anEmployee(house)]
    const list = ['工号,证书名称,成绩,有效期至', `${ends.employeeNo},过夜,90,2026-11-23`, `${stays.employeeNo},过夜,90,2027-11-23`].join('\n')
    const today = house.clock.now()
    const batch = await upload(issuer, list, { templateId })
    expect(batch.counts.valid).toBe(2)
    await issuer.client.batches.confirm({ params: { id: batch.id }, body: {} })
    house.clock.set(new Date('2026-11-23T16:00:00.000Z'))
    await runBatches(house)
    house.clock.set(today)
    expect(await issuer.client.batches.get({ params: { id: batch.id } })).toMatchObject({ state: 'done', counts: { issued: 1, invalid: 1, valid: 1 } })
    expect((await rowsOf(batch, 'attention'))[0]?.reasons).toEqual([{ column: 'validUntil', trouble: 'past', value: '2026-11-23' }])
  })

  it('renews nothing that is suspended at the same moment: whoever is told that it is suspended can rely on it', async () => {
    const holder = await anEmployee(house)
    const order = { templateId, title: '正在暂停', score: 90, employeeNo: holder.employeeNo, validUntil: '2027-01-10' }
    const { certificateNo } = await issuer.client.certificates.issue({ body: order })
    const { id } = await upload(issuer, listOf([holder.employeeNo], '正在暂停'), { templateId, duplicates: 'renew' })
    await issuer.client.batches.confirm({ params: { id }, body: {} })
    const suspending = inTransaction(house.deps.db, async tx => {
      await changeWithin(tx, house.deps, { certificateNo, deed: 'suspend', by: 1, reason: '复核', key: null })
      await wait(300)
    })
    await wait(50)
    await Promise.all([suspending, runBatches(house)])
    expect(await issuer.client.certificates.get({ params: { certificateNo } })).toMatchObject({ status: 'suspended', supersededBy: null })
    expect((await rowsOf({ id }, 'attention'))[0]?.reasons).toMatchObject([{ trouble: 'suspended', value: certificateNo }])
  })

  it('belongs to issuers: nobody else sees one, sends one or confirms one', async () => {
    const { id } = await upload(issuer, listOf(['NOBODY'], '别人的'), { templateId })
    for (const role of ['employee', 'manager'] as const) {
      const other = await aBrowserOf(house, role)
      expect((await other.send('POST', '/api/batches', { body: formOf('a,b\n1,2', { templateId }) })).status).toBe(403)
      for (const [method, path] of [
        ['GET', ''],
        ['GET', '/rows'],
        ['GET', '/errors.csv'],
        ['GET', '/events'],
        ['POST', '/confirm'],
      ] as const)
        expect((await other.send(method, `/api/batches/${id}${path}`)).status).toBe(403)
    }
    expect((await house.browser().send('POST', '/api/batches', { body: formOf('a', { templateId }) })).status).toBe(401)
    expect((await issuer.send('POST', '/api/batches', { body: formOf('a', { templateId }), headers: { origin: 'https://evil.example' } })).status).toBe(403)
  })

  it('is refused with a reason where it cannot be one', async () => {
    const refusal = async (file: string | Uint8Array<ArrayBuffer>, template = templateId) => {
      const { status, ...problem } = await upload(issuer, file, { templateId: template })
      return [status, 'code' in problem && problem.code]
    }
    expect(await refusal(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 1, 0]))).toEqual([422, 'file_unreadable'])
    expect(await refusal('工号\nA', 99_999)).toEqual([404, 'template_not_found'])
    expect(await refusal(['工号', ...Array.from({ length: 10_001 }, (_, n) => `X${n}`)].join('\n'))).toEqual([422, 'invalid_request'])
    expect(await refusal(`工号\n${'x'.repeat(10_000_001)}`)).toEqual([413, 'payload_too_large'])
    expect((await issuer.send('POST', '/api/batches', { headers: { 'content-type': 'text/csv' }, body: '工号\nA' })).status).toBe(415)
    expect((await issuer.send('POST', '/api/batches', { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: 'no form' })).status).toBe(400)
    const incomplete = new FormData()
    incomplete.set('templateId', 'x')
    incomplete.set('other', '1')
    const answer = await issuer.send('POST', '/api/batches', { body: incomplete })
    const { errors } = (await answer.json()) as { errors: { path: string }[] }
    expect([answer.status, errors.map(({ path }) => path).toSorted()]).toEqual([422, ['file', 'other', 'templateId']])
  })

  it('counts nothing twice in all of this', async () => {
    const { holders, certificates, ...others } = await tally(house)
    expect([new Set(Object.values(others)), holders <= certificates]).toEqual([new Set([certificates]), true])
  })
})

const bodyOf = ({ id: _, issuedCount, createdAt, updatedAt, ...draft }: Template) => draft
