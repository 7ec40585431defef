import { ProblemError } from '@wallet/shared/contract/client'
import type { Problem } from '@wallet/shared/problem'
import { ownForms, palettes } from '@wallet/shared/templates/designs'
import type { TemplateDraft } from '@wallet/shared/templates/template'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, templateOf } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'

const draft: TemplateDraft = {
  name: '结业证书（试）',
  type: 'course',
  backgroundUrl: null,
  logoUrl: null,
  sealUrl: null,
  numberPrefix: null,
  form: null,
  templateHtml: '<section class="sheet"><p class="name fit">{{holderName}}</p><img class="qr" src="{{qr}}" alt=""></section>',
  templateStyle:
    ".sheet{position:relative;width:1188px;height:840px;background-color:#ffffff}.name{font-family:'Cert Serif';font-size:40px;line-height:60px;color:#111111;width:600px}.qr{width:123px;height:123px}",
  isActive: true,
  sortOrder: 9,
  orientation: 'landscape',
  validityMonths: 12,
}

describe.each(engines)('templates, on %s', engine => {
  let house: House
  let issuer: Browser
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
  })
  afterAll(() => house.close())
  const refusalOf = async (more: Partial<TemplateDraft>): Promise<Problem | null> => {
    const error: unknown = await issuer.client.templates.create({ body: { ...draft, ...more } }).then(
      () => null,
      reason => reason,
    )
    return error instanceof ProblemError ? error.problem : null
  }

  it('begin with the three built-in ones, in order', async () => {
    const { items } = await issuer.client.templates.list()
    expect(items.map(({ type, orientation, version, isActive }) => [type, orientation, version, isActive])).toEqual([
      ['course', 'landscape', 1, true],
      ['exam', 'landscape', 1, true],
      ['achievement', 'portrait', 1, true],
    ])
    const specimen = await issuer.send('GET', `/api/templates/${items[0]?.id}/specimen.svg`)
    expect(await specimen.text()).toMatch(/^<svg/)
  })

  it('can be created, changed by a new version, and copied', async () => {
    const created = await issuer.client.templates.create({ body: draft })
    expect(created).toMatchObject({ ...draft, version: 1, issuedCount: 0 })
    const changes = await Promise.all(
      ['#222222', '#333333', '#444444'].map(colour =>
        issuer.client.templates.update({ params: { id: created.id }, body: { ...draft, templateStyle: draft.templateStyle.replace('#111111', colour) } }),
      ),
    )
    expect(changes.map(({ version }) => version).toSorted()).toEqual([2, 3, 4])
    const copy = await issuer.client.templates.duplicate({ params: { id: created.id } })
    expect(copy).toMatchObject({ name: '结业证书（试） (2)', version: 1, isActive: false })
    const long = await issuer.client.templates.create({ body: { ...draft, name: `${'长'.repeat(93)}𠮷` } })
    expect((await issuer.client.templates.duplicate({ params: { id: long.id } })).name).toBe(`${'长'.repeat(93)} (2)`)
  })

  it('refuse a change to a version that is no longer the newest', async () => {
    const { id } = await issuer.client.templates.create({ body: draft })
    await issuer.client.templates.update({ params: { id }, body: { ...draft, validityMonths: 24, version: 1 } })
    const late = await issuer.send('PUT', `/api/templates/${id}`, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...draft, version: 1 }),
    })
    expect([late.status, ((await late.json()) as Problem).code]).toEqual([409, 'template_changed'])
    expect((await issuer.client.templates.get({ params: { id } })).validityMonths).toBe(24)
  })

  it.each([
    ['a script', { templateHtml: '<section class="sheet"><script>alert(1)</script></section>' }],
    ['an event handler', { templateHtml: '<section class="sheet" onclick="alert(1)">x</section>' }],
    ['a picture from elsewhere', { templateHtml: '<section class="sheet"><img src="https://evil.example/a.png" alt=""></section>' }],
    ['a style that fetches', { templateStyle: '.sheet{background-image:url(https://evil.example/a.png)}' }],
    ['an import', { templateStyle: '@import "https://evil.example/a.css";' }],
    ['a frame', { templateHtml: '<section class="sheet"><iframe src="https://evil.example"></iframe></section>' }],
    ['3,000 nested boxes', { templateHtml: '<div>'.repeat(3_000) + '</div>'.repeat(3_000) }],
    ['200 shadows', { templateStyle: `.sheet{box-shadow:${Array.from({ length: 200 }, (_, i) => `0 0 ${i}px red`).join(',')}}` }],
  ])('with %s are refused, quickly and with a reason', async (_, more) => {
    const began = performance.now()
    const problem = await refusalOf(more)
    expect(problem).toMatchObject({ status: 422, code: 'template_refused' })
    expect(problem?.errors?.length).toBeGreaterThan(0)
    expect(performance.now() - began).toBeLessThan(4_000)
  })

  it('are refused with every reason at once, each with its place', async () => {
    const problem = await refusalOf({ templateHtml: '<section onclick="x"><script>1</script></section>', templateStyle: '.a{filter:blur(2px)}\n@import "x";' })
    expect(problem?.errors?.length).toBeGreaterThanOrEqual(4)
    expect(new Set(problem?.errors?.map(({ path }) => path))).toEqual(new Set(['templateHtml', 'templateStyle']))
    expect(problem?.errors?.every(({ message }) => /\d+:\d+|line \d+/.test(message))).toBe(true)
  })

  it('are put to use and taken out of use without becoming another version', async () => {
    const { id, version } = await issuer.client.templates.create({ body: draft })
    expect(await issuer.client.templates.use({ params: { id }, body: { isActive: false } })).toMatchObject({ isActive: false, version })
    expect((await issuer.client.templates.list({ query: { isActive: 'true' } })).items.map(each => each.id)).not.toContain(id)
    expect(await issuer.client.templates.use({ params: { id }, body: { isActive: true } })).toMatchObject({ isActive: true, version })
    await expect(issuer.client.templates.use({ params: { id: 999_999 }, body: { isActive: true } })).rejects.toMatchObject({
      problem: { code: 'template_not_found' },
    })
  })

  it('can be taken from a form to markup, which looks the same', async () => {
    const form = { ...ownForms.exam, colours: palettes.plum }
    const pictures = { backgroundUrl: 'builtin:exam', logoUrl: null, sealUrl: null } as const
    const composed = await issuer.client.templates.compose({ body: { form, ...pictures } })
    const tinted = 'builtin:exam:5a2450-a67c2d-a3281c'
    expect(composed).toMatchObject({ backgroundUrl: tinted, logoUrl: tinted, sealUrl: tinted })
    const draw = async (body: object) => {
      const answer = await issuer.send('POST', '/api/templates/preview', { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
      return answer.text()
    }
    const byForm = await draw({ type: 'exam', ...pictures, orientation: 'landscape', form })
    const byHand = await draw({ type: 'exam', ...composed })
    expect(byForm).toMatch(/^<svg/)
    expect(byHand).toBe(byForm)
  })

  it('can be drawn with sample data without being kept', async () => {
    const { name: _name, isActive: _active, sortOrder: _order, validityMonths: _months, numberPrefix: _prefix, ...design } = draft
    const response = await issuer.send('POST', '/api/templates/preview', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...design, sample: { holderName: 'Айгүл' } }),
    })
    expect(response.status).toBe(200)
    expect(await response.text()).toMatch(/^<svg/)
  })

  it('is refused where its elements stand as deep as fit into a text, with or without a picture of its own', async () => {
    const { name: _name, isActive: _active, sortOrder: _order, validityMonths: _months, numberPrefix: _prefix, ...design } = draft
    for (const begun of ['', `<img src="asset:${'0'.repeat(24)}" alt="">`]) {
      const templateHtml = begun + '<b>'.repeat(21_000)
      const headers = { 'content-type': 'application/json' }
      const answer = await issuer.send('POST', '/api/templates/preview', { headers, body: JSON.stringify({ ...design, templateHtml }) })
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, 'template_refused'])
    }
  })

  it('that are not there are not found', async () => {
    expect((await issuer.send('GET', '/api/templates/99999')).status).toBe(404)
    expect((await issuer.send('GET', '/api/templates/abc')).status).toBe(404)
    expect(await templateOf(house, 'course')).toBeGreaterThan(0)
  })
})
