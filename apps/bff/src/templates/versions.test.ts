import { prefixOf } from '@wallet/shared/certificates/certificateNo'
import type { Problem } from '@wallet/shared/problem'
import { ownForms, palettes } from '@wallet/shared/templates/designs'
import { draftOf } from '@wallet/shared/templates/draft'
import type { Template } from '@wallet/shared/templates/template'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anOrder, templateOf } from '../../test/builders.ts'
import { aHouse, engines, isFirst, type Browser, type House } from '../../test/house.ts'
import { select } from '../db/query.ts'

describe.each(engines)('a template over time, on %s', engine => {
  let house: House
  let issuer: Awaited<ReturnType<typeof aBrowserOf>>
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer', { fullName: '周敏' })
  })
  afterAll(() => house.close())
  const templates = () => issuer.client.templates
  const aCopy = async (type: Template['type'] = 'course') => templates().duplicate({ params: { id: await templateOf(house, type) } })
  const issue = async (templateId: number) => issuer.client.certificates.issue({ body: await anOrder(house, { templateId }) })
  const post = async (browser: Browser, path: string, body: object): Promise<[number, string]> => {
    const response = await browser.send('POST', path, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    return [response.status, response.ok ? await response.text() : ((await response.json()) as Problem).code]
  }

  it('keeps each version with who wrote it and what was issued with it', async () => {
    const { id, ...copy } = await aCopy()
    await templates().update({ params: { id }, body: { ...draftOf({ id, ...copy }), isActive: true } })
    await issue(id)
    await issue(id)
    await templates().update({ params: { id }, body: { ...draftOf({ id, ...copy }), isActive: true, validityMonths: 6 } })
    const first = await templates().versions({ params: { id }, query: { limit: 2 } })
    expect(first.items.map(({ version, createdBy, issuedCount }) => [version, createdBy, issuedCount])).toEqual([
      [3, '周敏', 0],
      [2, '周敏', 2],
    ])
    const rest = await templates().versions({ params: { id }, query: { cursor: first.nextCursor ?? '' } })
    expect([rest.items.map(({ version }) => version), rest.nextCursor]).toEqual([[1], null])
    const [builtin] = (await templates().versions({ params: { id: await templateOf(house) } })).items
    expect(builtin?.createdBy).toBeNull()
    for (const path of ['/api/templates/99999/versions', `/api/templates/${id}/versions/9`, `/api/templates/${id}/versions/9/specimen.svg`])
      expect((await issuer.send('GET', path)).status).toBe(404)
  })

  it('goes back to a version by a new one; its name, place and use stay', async () => {
    const { id, ...copy } = await aCopy('exam')
    const before = draftOf({ id, ...copy })
    const changed = {
      ...before,
      name: '新的名字',
      isActive: true,
      sortOrder: 7,
      validityMonths: 3,
      form: null,
      templateHtml: `${before.templateHtml}\n`,
      numberPrefix: 'EXAM',
    }
    await templates().update({ params: { id }, body: changed })
    const restored = await templates().restore({ params: { id, version: 1 }, body: { version: 2 } })
    expect(restored).toMatchObject({ ...before, name: '新的名字', isActive: true, sortOrder: 7, version: 3 })
    const [one, three] = await Promise.all([1, 3].map(version => templates().version({ params: { id, version } })))
    expect({ ...three, version: 1, createdAt: one?.createdAt }).toEqual(one)
    const specimens = [1, 3, 2].map(async version => (await issuer.send('GET', `/api/templates/${id}/versions/${version}/specimen.svg`)).text())
    const [first, third, second] = await Promise.all(specimens)
    expect([third, second === first]).toEqual([first, false])
    expect(await post(issuer, `/api/templates/${id}/versions/1/restore`, { version: 2 })).toEqual([409, 'template_changed'])
    const events = await select(house.deps.db, 'SELECT event FROM audit_events WHERE subject = :subject ORDER BY id', { subject: `template:${id}` })
    expect(events.map(({ event }) => event)).toEqual(['template.duplicated', 'template.changed', 'template.restored'])
  })

  it('is put in order without becoming another version', async () => {
    const ids = (await templates().list({ query: { limit: 100 } })).items.map(({ id }) => id)
    const order = await templates().order({ body: { ids: ids.toReversed() } })
    expect([order.ids, (await templates().list({ query: { limit: 100 } })).items.map(({ id }) => id)]).toEqual([ids.toReversed(), ids.toReversed()])
    const [last = 0] = ids
    expect((await templates().order({ body: { ids: [last] } })).ids).toEqual([last, ...ids.toReversed().slice(0, -1)])
    expect((await templates().get({ params: { id: last } })).version).toBe(1)
  })

  it('gives its certificates numbers of its own letters, which are verified however they are written; a correction keeps them', async () => {
    const { id, ...copy } = await aCopy()
    await templates().update({ params: { id }, body: { ...draftOf({ id, ...copy }), isActive: true, numberPrefix: 'OILSAF' } })
    const { certificateNo } = await issue(id)
    expect(prefixOf(certificateNo)).toBe('OILSAF')
    const visitor = house.browser()
    for (const written of [certificateNo, certificateNo.toLowerCase(), certificateNo.replaceAll('-', '')]) {
      const verdict = await visitor.client.verification.verify({ params: { certificateNo: written } })
      expect(JSON.stringify(verdict)).toContain(certificateNo)
    }
    const corrected = await issuer.client.lifeCycle.reissue({
      params: { certificateNo },
      body: { reason: '标题有误', title: '改正后的标题' },
      idempotencyKey: 'once',
    })
    expect(prefixOf(corrected.certificateNo)).toBe('OILSAF')
    const refused = { ...draftOf({ id, ...copy }), numberPrefix: 'k1' }
    expect(await post(issuer, '/api/templates', refused)).toEqual([422, 'invalid_request'])
  })

  it('made by a form is composed from it, opens as a form again, and is none once its markup is written by hand', async () => {
    const form = { ...ownForms.exam, colours: palettes.plum, texts: { ...ownForms.exam.texts, heading: '安全 <b> 证书' } }
    const looks = { type: 'course', orientation: 'portrait', backgroundUrl: 'builtin:exam' } as const
    const made = await templates().create({ body: { name: '表单', ...looks, templateHtml: '<script>', form } })
    const tinted = `builtin:exam:${Object.values(palettes.plum)
      .map(colour => colour.slice(1))
      .join('-')}`
    expect(made).toMatchObject({ form, orientation: 'landscape', backgroundUrl: tinted, logoUrl: tinted, sealUrl: tinted })
    expect(made.templateHtml).toContain('安全 &#60;b&#62; 证书')
    expect(await post(issuer, '/api/templates/preview', { ...looks, form, validityMonths: null })).toEqual([
      200,
      await (await issuer.send('GET', `/api/templates/${made.id}/specimen.svg`)).text(),
    ])
    const again = await templates().update({ params: { id: made.id }, body: { ...draftOf(made), form: { ...form, colours: ownForms.exam.colours } } })
    expect(again.backgroundUrl).toBe('builtin:exam')
    const byHand = await templates().update({ params: { id: made.id }, body: { ...draftOf(made), form: null } })
    expect([byHand.form, byHand.templateHtml]).toEqual([null, made.templateHtml])
    expect((await templates().version({ params: { id: made.id, version: 1 } })).form).toEqual(form)
  })

  it.runIf(isFirst(engine))('is looked at with each sample, and says what only overflows', async () => {
    const looks = { type: 'course', orientation: 'landscape', backgroundUrl: null, form: ownForms.course }
    const seen = await Promise.all(
      (['usual', 'long', 'rare', 'english', 'noScore'] as const).map(async sampleName => {
        const browser = await aBrowserOf(house, 'issuer')
        return post(browser, '/api/templates/preview', { ...looks, sampleName })
      }),
    )
    expect(seen.map(([status]) => status)).toEqual([200, 200, 200, 200, 200])
    expect(new Set(seen.map(([, svg]) => svg)).size).toBe(5)
    const narrow = {
      ...{ type: 'course', orientation: 'landscape', templateHtml: '<div class="body"><p class="x">{{title}}</p></div>' },
      templateStyle: '.body{height:60px;display:flex;flex-direction:column}.x{width:300px;font-size:20px;line-height:30px}',
    }
    expect(await post(issuer, '/api/templates/preview', { ...narrow, sampleName: 'long' })).toEqual([422, 'certificate_overflows'])
  })

  it.runIf(isFirst(engine))('is not looked at more often than anybody types, by one person', async () => {
    const [flooder, other] = [await aBrowserOf(house, 'issuer'), await aBrowserOf(house, 'issuer')]
    const look = (browser: Browser) => post(browser, '/api/templates/preview', { type: 'course', orientation: 'landscape', form: ownForms.course })
    const looks = await Promise.all(Array.from({ length: 240 }, () => look(flooder)))
    expect(new Set(looks.map(([status]) => status))).toEqual(new Set([200, 429]))
    expect(await look(flooder)).toEqual([429, 'too_many_requests'])
    expect((await look(other))[0]).toBe(200)
    house.clock.pass(60_000)
    expect((await look(flooder))[0]).toBe(200)
  })
})
