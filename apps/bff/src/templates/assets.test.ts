import type { Problem } from '@wallet/shared/problem'
import type { Asset } from '@wallet/shared/templates/asset'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anOrder } from '../../test/builders.ts'
import { aHouse, engines, isFirst, type Browser, type House } from '../../test/house.ts'
import { canLookAtMemory, growthDuring } from '../../test/memory.ts'
import { archive, html, jpeg, notTaken as refused, png } from '../../test/notTaken.ts'
import { plain, withSwollenText } from '../../test/pictures.ts'
import { startS3, type S3Server } from '../../test/s3.ts'
import { number, select, selectOne } from '../db/query.ts'

/** A JPEG with a script where a comment may stand. */
const talking = async () => {
  const picture = await jpeg()
  const comment = Buffer.from(`*/=1;${html}`, 'latin1')
  return Buffer.concat([picture.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, comment.length + 2]), comment, picture.subarray(2)])
}

const sound: [string, () => Promise<Buffer>][] = [
  ['a PNG with a page behind it', async () => Buffer.concat([await png(), Buffer.from(html)])],
  ['a PNG that is an archive as well', async () => Buffer.concat([await png(), archive])],
  ['a JPEG with a script behind it', async () => Buffer.concat([await jpeg(), Buffer.from(html)])],
  ['a JPEG with a script as its comment', talking],
]

describe.each(engines)('a picture for templates, on %s', engine => {
  let house: House
  let issuer: Browser
  let s3: S3Server | undefined
  beforeAll(async () => {
    // Each engine with another place for files.
    s3 = engine === 'sqlite' ? await startS3() : undefined
    house = await aHouse(engine, s3 ? { files: s3.place() } : {})
    issuer = await aBrowserOf(house, 'issuer')
  })
  afterAll(async () => {
    await house.close()
    await s3?.stop()
  })
  const send = async (bytes: Buffer, name = 'picture.png'): Promise<{ status: number; answer: Asset & Problem }> => {
    const headers = { 'content-type': 'application/octet-stream' }
    const response = await issuer.send('POST', `/api/templates/assets?name=${encodeURIComponent(name)}`, { headers, body: new Uint8Array(bytes) })
    return { status: response.status, answer: (await response.json()) as Asset & Problem }
  }
  const bytesOf = async (url: string) => Buffer.from(await (await issuer.send('GET', url)).arrayBuffer())

  it('is kept anew under a name that nobody guesses, and shown as a picture only', async () => {
    const { status, answer } = await send(await plain(300, 200).png().toBuffer(), '底图 (1).png')
    expect([status, answer]).toMatchObject([201, { name: '底图 (1).png', width: 300, height: 200, isUsed: false, url: `/api/templates/assets/${answer.id}` }])
    expect(answer.id).toMatch(/^[0-9a-f]{24}$/)
    const shown = await issuer.send('GET', answer.url)
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/) as string,
      'cache-control': 'private, max-age=31536000, immutable',
    })
    expect(await sharp(await shown.arrayBuffer()).metadata()).toMatchObject({ format: 'webp', width: 300, height: 200 })
    expect((await (await aBrowserOf(house, 'employee')).send('GET', answer.url)).status).toBe(403)
  })

  // What becomes of its bytes does not hang on the engine.
  it.runIf(isFirst(engine)).each(sound)('loses all else that is in it: %s', async (_, make) => {
    const { status, answer } = await send(await make())
    expect(status).toBe(201)
    const kept = (await bytesOf(answer.url)).toString('latin1')
    expect(['script', 'alert', 'PK\x03\x04', 'evil'].filter(word => kept.includes(word))).toEqual([])
  })

  it.runIf(isFirst(engine)).each(refused)('is refused, soon and with a reason: %s', async (_, make, code) => {
    const bytes = await make()
    await send(await png()) // The press is awake.
    const began = performance.now()
    const { status, answer } = await send(bytes, 'picture.png')
    expect([status >= 400 && status < 500, answer.code]).toEqual([true, code])
    expect(performance.now() - began).toBeLessThan(2_000) // one that was opened first would take far longer, however busy the machine
  })

  it.runIf(canLookAtMemory && isFirst(engine))('costs less than 50 MiB where it is refused, whatever it is', async () => {
    const attacks = [...(await Promise.all(refused.map(([, make]) => make()))), withSwollenText(await png(), 200_000_000)]
    await send(await png())
    const growth = await growthDuring(async () => {
      for (const bytes of attacks) expect((await send(bytes)).status).not.toBe(503)
    })
    expect(growth).toBeLessThan(50)
  })

  it('is listed with the newest first, page by page', async () => {
    for (const side of [3, 5, 7]) await send(await png(side))
    const page = await issuer.client.templates.assets({ query: { limit: 2 } })
    expect(page.items).toHaveLength(2)
    const rest = await issuer.client.templates.assets({ query: { limit: 100, cursor: page.nextCursor ?? '' } })
    const ids = [...page.items, ...rest.items].map(({ id }) => id)
    const total = number((await selectOne(house.deps.db, 'SELECT COUNT(*) AS n FROM template_assets'))?.['n'])
    expect([new Set(ids).size, rest.nextCursor]).toEqual([total, null])
  })

  it('can be deleted while no version of a template shows it, and never after', async () => {
    const [unused, used] = [(await send(await png())).answer, (await send(await png(9))).answer]
    await issuer.client.templates.deleteAsset({ params: { id: unused.id } })
    expect((await issuer.send('GET', unused.url)).status).toBe(404)
    const { id, version, issuedCount: _count, createdAt: _created, updatedAt: _updated, ...draft } = await issuer.client.templates.get({ params: { id: 1 } })
    const shown = await issuer.client.templates.create({ body: { ...draft, sealUrl: `asset:${used.id}` } })
    expect([id, version, shown.sealUrl]).toEqual([1, 1, `asset:${used.id}`])
    await issuer.client.templates.update({ params: { id: shown.id }, body: draft })
    const answer = await issuer.send('DELETE', used.url)
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([409, 'asset_in_use'])
    expect((await issuer.client.templates.assets({ query: { limit: 100 } })).items.find(asset => asset.id === used.id)?.isUsed).toBe(true)
    expect((await issuer.send('DELETE', unused.url)).status).toBe(404)
  })

  it('is shown or deleted where both are asked for at the same moment, and nothing else is answered', async () => {
    const {
      createdAt: _created,
      updatedAt: _updated,
      issuedCount: _count,
      id: _id,
      version: _version,
      ...draft
    } = await issuer.client.templates.get({ params: { id: 1 } })
    for (let time = 0; time < 6; time += 1) {
      const { answer } = await send(await png(20 + time))
      const [saved, deleted] = await Promise.all([
        issuer.send('POST', '/api/templates', {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...draft, sealUrl: `asset:${answer.id}` }),
        }),
        issuer.send('DELETE', answer.url),
      ])
      expect(saved.status === 201 ? [409] : [200, 204]).toContain(deleted.status)
      expect([201, 404, 422]).toContain(saved.status)
    }
  })

  it('that is not there is told of where a template names it', async () => {
    const name = `asset:${'0'.repeat(24)}`
    const response = await issuer.send('POST', '/api/templates/preview', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ type: 'course', orientation: 'landscape', logoUrl: name },
        templateHtml: `<section>\n  <p>x</p><img src="${name}" alt="">\n</section>`,
      }),
    })
    const problem = (await response.json()) as Problem
    expect([response.status, problem.code]).toEqual([422, 'template_refused'])
    expect(problem.errors).toMatchObject([
      { path: 'templateHtml', code: 'unknown_asset', what: name, line: 2, column: 16, length: 36 },
      { path: 'logoUrl', code: 'unknown_asset', what: name },
    ])
  })

  it('is part of certificates: kept once, drawn in every copy, grey where the certificate has ended', async () => {
    const { answer: ground } = await send(
      await sharp({ create: { width: 120, height: 60, channels: 3, background: '#2060c0' } })
        .png()
        .toBuffer(),
    )
    const { answer: mark } = await send(
      await sharp({ create: { width: 40, height: 40, channels: 3, background: '#c02020' } })
        .png()
        .toBuffer(),
    )
    const template = await issuer.client.templates.create({
      body: {
        ...{ name: '自有底图', type: 'course', orientation: 'landscape', backgroundUrl: `asset:${ground.id}` },
        templateHtml: `<section class="sheet"><img class="bg" src="{{background}}" alt=""><p class="name fit">{{holderName}}</p><img class="mark" src="asset:${mark.id}" alt=""><img class="qr" src="{{qr}}" alt=""></section>`,
        templateStyle:
          ".sheet{position:relative;width:1188px;height:840px}.bg{position:absolute;left:0;top:0;width:1188px;height:840px}.name{position:relative;width:600px;font-family:'Cert Serif';font-size:40px;line-height:60px;color:#ffffff}.mark{position:absolute;left:994px;top:700px;width:100px;height:100px}.qr{position:absolute;left:20px;top:600px;width:123px;height:123px}",
      },
    })
    const issue = async () => issuer.client.certificates.issue({ body: await anOrder(house, { templateId: template.id }) })
    const [one, other] = [await issue(), await issue()]
    const file = (name: string, of = one) => issuer.send('GET', `/api/certificates/${of.certificateNo}/${name}`)
    const picture = await file('file.svg')
    expect(picture.headers.get('content-security-policy')).toContain('sandbox')
    const text = await picture.text()
    expect([text.match(/<image /g)?.length, text.match(/href="(?!data:image\/webp;base64,|#)/g)]).toEqual([2, null])
    expect(await (await file('file.svg', other)).text()).toContain((await bytesOf(ground.url)).toString('base64'))
    const kept = await select(house.deps.db, "SELECT LENGTH(svg) AS n FROM artworks WHERE svg LIKE '%data:image/webp%'")
    expect(kept).toHaveLength(2)
    const own = await select(house.deps.db, 'SELECT LENGTH(bytes) AS n FROM certificate_pictures')
    expect(Math.max(...own.map(row => number(row['n'])))).toBeLessThan(20_000)

    const colourAt = async (response: Response, left: number, top: number) => {
      const pixel = await sharp(await response.arrayBuffer())
        .extract({ left, top, width: 1, height: 1 })
        .removeAlpha()
        .raw()
        .toBuffer()
      return [...pixel].map(channel => Math.round(channel / 16))
    }
    expect(await colourAt(await file('file.png'), 600, 100)).toEqual([2, 6, 12])
    expect(await colourAt(await file('file.png'), 1050, 757)).toEqual([12, 2, 2])
    const [red = 0, green, blue] = await colourAt(await file('file.png?variant=void'), 600, 100)
    expect([green, blue, red > 8]).toEqual([red, red, true])
    const pdf = Buffer.from(await (await file('file.pdf')).arrayBuffer()).toString('latin1')
    expect(pdf.match(/\/Subtype \/Image/g)?.length).toBeGreaterThanOrEqual(2)
    expect((await file('file.pdf?variant=void')).status).toBe(200)
  })
})
