import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Certificate } from '@wallet/shared/certificates/certificate'
import { maskName } from '@wallet/shared/verification/maskName'
import jsqr from 'jsqr'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { aBrowserOf, anEmployee, anOrder, aUnit, templateOf } from '../../test/builders.ts'
import { aManagerOf } from '../../test/holders.ts'
import { aHouse, engines, isFirst, type Browser, type House } from '../../test/house.ts'
import { startS3, type S3Server } from '../../test/s3.ts'
import { mountSmallDisk, type SmallDisk } from '../../test/smallDisk.ts'
import { execute, number, selectOne, text } from '../db/query.ts'
import { hashOf } from '../files/content.ts'

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())
const fileOf = ({ certificateNo }: Certificate, file: string) => `/api/certificates/${certificateNo}/${file}`
/** What a copy says when it is asked for: status, and the code of a refusal. */
const outcomeOf = async (response: Response) => [
  response.status,
  response.ok || response.status === 304 ? '' : ((await response.json()) as { code: string }).code,
]
const files = ['file.svg', 'file.svg?variant=void', 'file.svg?hide=name', 'file.png', 'file.png?width=320&variant=void', 'file.webp?hide=name,score']

describe.each(engines)('copies of a certificate, on %s', engine => {
  let house: House
  let issuer: Awaited<ReturnType<typeof aBrowserOf>>
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
  })
  afterAll(() => house.close())
  afterEach(() => void vi.restoreAllMocks())
  const issue = async (more: Parameters<typeof anOrder>[1] = {}) => issuer.client.certificates.issue({ body: await anOrder(house, more) })
  const get = (certificate: Certificate, file: string, headers: Record<string, string> = {}) => issuer.send('GET', fileOf(certificate, file), { headers })
  const countMakes = () => {
    const spies = [vi.spyOn(house.deps.press, 'raster'), vi.spyOn(house.deps.press, 'pdf')]
    return () => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0)
  }
  const rowOf = async ({ certificateNo }: Certificate, form: string) =>
    selectOne(
      house.deps.db,
      'SELECT f.* FROM certificate_files f JOIN user_certificates c ON c.id = f.certificate_id WHERE c.certificate_no = :certificateNo AND f.form = :form',
      { certificateNo, form },
    )

  // What a press makes of a picture does not hang on the engine that the picture came from.
  it.runIf(isFirst(engine)).each([
    ['file.png', 'png', 1200],
    ['file.png?width=320', 'png', 320],
    ['file.png?width=480', 'png', 480],
    ['file.webp?width=480', 'webp', 480],
    ['file.png?width=2376', 'png', 2376],
  ])('are pictures as wide as asked: %s', async (file, format, width) => {
    const response = await get(await issue(), file)
    expect(response.headers.get('content-type')).toBe(`image/${format}`)
    expect(await sharp(await bytesOf(response)).metadata()).toMatchObject({ format, width, height: Math.round((width * 840) / 1188) })
  })

  it
    .runIf(isFirst(engine))
    .each([
      'file.png?width=500',
      'file.png?width=0',
      'file.png?hide=all',
      'file.png?variant=grey',
      'file.png?size=1',
      'file.pdf?width=480',
      'file.pdf?hide=name',
    ])('are not made in every way that somebody thinks of: %s', async file =>
    expect(await outcomeOf(await get(await issue(), file))).toEqual([422, 'invalid_request']),
  )

  it('are made on first demand, once, and sent only to those who do not have them yet', async () => {
    const certificate = await issue()
    const makes = countMakes()
    const read = vi.spyOn(house.deps.files, 'read')
    const first = await get(certificate, 'file.png?width=320')
    const etag = first.headers.get('etag') ?? ''
    const bytes = await bytesOf(first)
    expect(etag).toBe(`"${hashOf(bytes).slice(0, 32)}"`)
    expect(await bytesOf(await get(certificate, 'file.png?width=320'))).toEqual(bytes)
    const reads = read.mock.calls.length
    for (const seen of [etag, `W/${etag}`, `"another", ${etag}`])
      expect((await get(certificate, 'file.png?width=320', { 'if-none-match': seen })).status).toBe(304)
    expect([makes(), read.mock.calls.length]).toEqual([1, reads])
    expect(await rowOf(certificate, 'png-320')).toMatchObject({ sha256: hashOf(bytes), size: bytes.length })
  })

  it('are ready after a HEAD, which says how long they are and sends nothing', async () => {
    const certificate = await issue()
    const makes = countMakes()
    const head = await issuer.send('HEAD', fileOf(certificate, 'file.png?width=320'))
    expect((await bytesOf(head)).length).toBe(0)
    const bytes = await bytesOf(await get(certificate, 'file.png?width=320'))
    expect([head.status, head.headers.get('content-length'), makes()]).toEqual([200, String(bytes.length), 1])
  })

  it.runIf(isFirst(engine))('say nothing to a cache of others, cannot run anything, and are saved under their number only where asked', async () => {
    const certificate = await issue()
    for (const [file, extension] of [
      ['file.pdf?', 'pdf'],
      ['file.png?', 'png'],
      ['file.webp?', 'webp'],
      ['file.svg?', 'svg'],
    ] as const) {
      const { headers } = await get(certificate, file)
      expect([file, headers.get('cache-control'), headers.get('x-content-type-options'), headers.get('content-disposition')]).toEqual([
        file,
        'private, no-cache',
        'nosniff',
        null,
      ])
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';/)
      expect((await get(certificate, `${file}&download=1`)).headers.get('content-disposition')).toBe(
        `attachment; filename="${certificate.certificateNo}.${extension}"`,
      )
    }
  })

  it('are a sheet to print, whose properties say what was frozen, and the same for ever', async () => {
    const certificate = await issue()
    const response = await get(certificate, 'file.pdf')
    const sheet = await bytesOf(response)
    expect([response.headers.get('content-type'), sheet.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-'])
    for (const said of [certificate.title, certificate.issuerName]) expect(sheet.includes(said)).toBe(true)
    await execute(house.deps.db, 'DELETE FROM certificate_files')
    house.clock.pass(60_000)
    expect(await bytesOf(await get(certificate, 'file.pdf'))).toEqual(sheet)
    expect(await bytesOf(await get(certificate, 'file.pdf?variant=void'))).not.toEqual(sheet)
  })

  it.runIf(isFirst(engine))('are not packed again: a picture is small already', async () => {
    const response = await get(await issue(), 'file.png?width=320', { 'accept-encoding': 'br' })
    expect([response.headers.get('content-encoding'), response.headers.get('vary')]).toEqual([null, null])
  })

  it('can be had by those who may see the certificate, and by nobody else', async () => {
    const unit = await aUnit(house)
    const holder = await aBrowserOf(house, 'employee', { unit })
    const certificate = await issue({ employeeNo: holder.person.employeeNo })
    const read = async (browser: Browser) => Promise.all(files.map(async file => (await browser.send('GET', fileOf(certificate, file))).status))
    const all = (status: number) => files.map(() => status)
    expect(await read(holder)).toEqual(all(200))
    expect(await read(await aManagerOf(house, unit))).toEqual(all(200))
    expect(await read(await aBrowserOf(house, 'manager'))).toEqual(all(404))
    expect(await read(await aBrowserOf(house, 'employee', { unit }))).toEqual(all(404))
    expect(await read(house.browser())).toEqual(all(401))
  })

  it.runIf(isFirst(engine))('are grey of a certificate that is over', async () => {
    const certificate = await issue()
    const { channels } = await sharp(await bytesOf(await get(certificate, 'file.png?width=320&variant=void'))).stats()
    const [plain, grey] = [await sharp(await bytesOf(await get(certificate, 'file.png?width=320'))).stats(), channels]
    expect(plain.channels[0]?.mean).not.toBe(plain.channels[2]?.mean)
    expect(grey[0]?.mean).toBe(grey[2]?.mean)
  })

  it('are made once by each of two processes at most, whole and the same for all, when asked fifty times at once', async () => {
    const certificate = await issue()
    const other = await house.another()
    const browsers = [issuer, await house.signIn(issuer.person.employeeNo, undefined, other.origin)]
    const makes = countMakes()
    const madeByEach = async () => [makes(), await other.made()]
    for (const file of ['file.pdf', 'file.png?hide=name&width=320']) {
      const before = await madeByEach()
      const asked = browsers.flatMap(browser => Array.from({ length: 50 }, () => browser.send('GET', fileOf(certificate, file))))
      const answers = await Promise.all(asked.map(async answer => hashOf(await bytesOf(await answer))))
      const made = (await madeByEach()).map((count, at) => count - (before[at] ?? 0))
      expect([file, new Set(answers).size]).toEqual([file, 1])
      expect(Math.max(...made)).toBe(1)
      expect(hashOf(await bytesOf(await get(certificate, file)))).toBe(answers[0])
    }
    await other.stop()
  })

  it('are made anew by a newer maker, and what the older one left is let go', async () => {
    const certificate = await issue()
    const now = await bytesOf(await get(certificate, 'file.png?width=320'))
    const old = await house.deps.files.write(Buffer.from(`by an older maker, on ${engine}`))
    const id = number((await rowOf(certificate, 'png-320'))?.['certificate_id'])
    await execute(house.deps.db, "UPDATE certificate_files SET sha256 = :old, maker = 'copies-0 press-0' WHERE certificate_id = :id", { old, id })
    const makes = countMakes()
    expect(await bytesOf(await get(certificate, 'file.png?width=320', { 'if-none-match': `"${old.slice(0, 32)}"` }))).toEqual(now)
    const { sha256, maker } = (await rowOf(certificate, 'png-320')) ?? {}
    expect([makes(), sha256, maker]).toEqual([1, hashOf(now), `copies-2 ${house.deps.press.version}`])
    expect(await house.deps.files.read(old)).toBeNull()
  })

  it('are made again where the file is damaged, cut off or gone, or the whole store was emptied', async () => {
    const certificate = await issue()
    const bytes = await bytesOf(await get(certificate, 'file.png?width=320'))
    const { files: place } = house.deps.config
    const root = place.kind === 'disk' ? place.folder : ''
    const file = path.join(root, hashOf(bytes).slice(0, 2), hashOf(bytes).slice(2, 4), hashOf(bytes))
    const harms = [
      async () => writeFile(file, Buffer.from((await readFile(file)).toReversed())),
      async () => writeFile(file, bytes.subarray(0, 1_000)),
      () => rm(file),
      () => rm(root, { recursive: true }),
    ]
    for (const harm of harms) {
      await harm()
      const response = await get(certificate, 'file.png?width=320')
      expect([response.status, await bytesOf(response)]).toEqual([200, bytes])
      expect(await readFile(file)).toEqual(bytes)
    }
    expect(await readdir(path.join(root, 'incoming'))).toEqual([])
  })

  it('are refused once the frozen picture was altered, whether made before or not, and also to those who have them', async () => {
    const [one, other] = [await issue(), await issue()]
    const tags = await Promise.all(files.map(async file => (await get(one, file)).headers.get('etag') ?? ''))
    const idOf = async ({ certificateNo }: Certificate) =>
      number((await selectOne(house.deps.db, 'SELECT id FROM user_certificates WHERE certificate_no = :certificateNo', { certificateNo }))?.['id'])
    const stored = await selectOne(house.deps.db, 'SELECT bytes, sha256 FROM certificate_pictures WHERE certificate_id = :id', { id: await idOf(other) })
    await execute(house.deps.db, 'UPDATE certificate_pictures SET bytes = :bytes, sha256 = :sha256 WHERE certificate_id = :id', {
      ...{ bytes: stored?.['bytes'], sha256: stored?.['sha256'] },
      id: await idOf(one),
    })
    for (const [i, file] of files.entries()) {
      expect([file, ...(await outcomeOf(await get(one, file)))]).toEqual([file, 409, 'certificate_altered'])
      expect([file, ...(await outcomeOf(await get(one, file, { 'if-none-match': tags[i] ?? '' })))]).toEqual([file, 409, 'certificate_altered'])
    }
    await execute(house.deps.db, 'UPDATE certificate_pictures SET bytes = :bytes WHERE certificate_id = :id', {
      bytes: Buffer.from([1, 2]),
      id: await idOf(other),
    })
    for (const file of files) expect([file, ...(await outcomeOf(await get(other, file)))]).toEqual([file, 409, 'certificate_altered'])
  })

  it('are not drawn from facts that were altered, with or without their fingerprint', async () => {
    const certificate = await issue()
    await execute(house.deps.db, 'UPDATE user_certificates SET title = :title WHERE certificate_no = :no', { title: '别的', no: certificate.certificateNo })
    expect(await outcomeOf(await get(certificate, 'file.png?hide=name&width=320'))).toEqual([409, 'certificate_altered'])
    expect((await get(certificate, 'file.png?width=320')).status).toBe(200)
  })

  it('are refused as not available where the store cannot be reached, and the caller learns when to come back', async () => {
    const far = await aHouse(engine, {
      files: { kind: 's3', bucket: 'wallet', prefix: '', endpoint: 'http://127.0.0.1:9', region: 'us-east-1', accessKeyId: 'a', secretAccessKey: 'b' },
    })
    const browser = await aBrowserOf(far, 'issuer')
    const certificate = await browser.client.certificates.issue({ body: await anOrder(far) })
    const response = await browser.send('GET', fileOf(certificate, 'file.png?width=320'))
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await browser.send('GET', certificate.svgUrl)).status).toBe(200)
    await far.close()
  })

  describe('that leave something off', () => {
    const drawn = () => vi.spyOn(house.deps.renderer, 'draw')
    const factsGiven = (spy: ReturnType<typeof drawn>) => spy.mock.calls.map(([{ facts }]) => facts)

    it.runIf(isFirst(engine)).each([
      ['欧阳䶮', '欧*䶮', ['阳']],
      ['张伟', '张*', ['伟']],
      ["Anne-Marie O'Neil", 'Anne-Marie *', ['Neil']],
      ['𠮷田 太郎', '𠮷*郎', ['田', '太']],
    ])('show %s as %s: no hidden part of the name is drawn, wherever it stands', async (fullName, masked, hidden) => {
      const { employeeNo } = await anEmployee(house, { fullName })
      const certificate = await issue({ employeeNo, title: `致${fullName} 的证书`, description: `授予 ${fullName} 先生` })
      const spy = drawn()
      for (const file of ['file.png?hide=name&width=320', 'file.webp?hide=name&width=320', 'file.svg?hide=name', 'file.svg?hide=name&variant=void'])
        expect([file, (await get(certificate, file)).status]).toEqual([file, 200])
      const [facts, ...more] = factsGiven(spy)
      expect(more).toEqual([])
      expect(facts).toMatchObject({ holderName: masked, certificateNo: certificate.certificateNo, score: '96.5' })
      for (const part of hidden)
        expect(
          Object.values(facts ?? {})
            .join('')
            .replaceAll(masked, ''),
        ).not.toContain(part)
    })

    it('show no score, or neither name nor score', async () => {
      const certificate = await issue()
      const spy = drawn()
      await get(certificate, 'file.png?hide=score&width=320')
      await get(certificate, 'file.png?hide=name,score&width=320')
      expect(factsGiven(spy).map(({ holderName, score }) => [holderName, score])).toEqual([
        [certificate.holderName, ''],
        [maskName(certificate.holderName ?? ''), ''],
      ])
    })

    it.runIf(isFirst(engine))('carry the same number and the same QR code, and are another picture than the whole one', async () => {
      const certificate = await issue()
      const pictures = await Promise.all(['', '&hide=name'].map(async hide => bytesOf(await get(certificate, `file.png?width=1200${hide}`))))
      const codes = await Promise.all(
        pictures.map(async picture => {
          const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
          return jsqr.default(new Uint8ClampedArray(data), info.width, info.height)?.data
        }),
      )
      expect(codes).toEqual([certificate.verifyUrl, certificate.verifyUrl])
      expect(pictures[0]?.equals(pictures[1] ?? Buffer.alloc(0))).toBe(false)
    })

    it('are the whole one where there is nothing to leave off', async () => {
      const certificate = await issue({ score: null, templateId: await templateOf(house, 'achievement') })
      const [whole, hidden] = await Promise.all(
        ['file.png?width=320', 'file.png?width=320&hide=score'].map(async file => (await get(certificate, file)).headers.get('etag')),
      )
      expect(hidden).toBe(whole)
    })

    it('do not change when the template does', async () => {
      const certificate = await issue()
      const before = await bytesOf(await get(certificate, 'file.svg?hide=name'))
      const template = await issuer.client.templates.get({ params: { id: certificate.templateId } })
      const { id, version: _version, issuedCount: _count, createdAt: _created, updatedAt: _updated, ...draft } = template
      await issuer.client.templates.update({ params: { id }, body: { ...draft, templateStyle: draft.templateStyle.replaceAll('#12295c', '#7a1f5c') } })
      await execute(house.deps.db, 'DELETE FROM certificate_files')
      expect(await bytesOf(await get(certificate, 'file.svg?hide=name'))).toEqual(before)
    })
  })
})

describe('copies of a certificate in a bucket', () => {
  let s3: S3Server
  beforeAll(async () => {
    s3 = await startS3()
  })
  afterAll(() => s3.stop())

  it('are made once and shared by all processes', async () => {
    const house = await aHouse('sqlite', { files: s3.place() })
    const issuer = await aBrowserOf(house, 'issuer')
    const certificate = await issuer.client.certificates.issue({ body: await anOrder(house) })
    const bytes = await bytesOf(await issuer.send('GET', fileOf(certificate, 'file.png?width=320')))
    const another = await house.another()
    const browser = await house.signIn(issuer.person.employeeNo, undefined, another.origin)
    expect(await bytesOf(await browser.send('GET', fileOf(certificate, 'file.png?width=320')))).toEqual(bytes)
    expect(await another.made()).toBe(0)
    await another.stop()
    await house.close()
  })

  it('are refused while the server does not answer, in time, and served when it is back', async () => {
    const house = await aHouse('sqlite', { files: s3.place() })
    const issuer = await aBrowserOf(house, 'issuer')
    const certificate = await issuer.client.certificates.issue({ body: await anOrder(house) })
    const get = () => issuer.send('GET', fileOf(certificate, 'file.png?width=320'))
    s3.freeze()
    const startedAt = performance.now()
    expect(await outcomeOf(await get())).toEqual([503, 'unavailable'])
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    s3.wake()
    expect((await get()).status).toBe(200)
    await house.close()
  })
})

describe('copies of a certificate on a full disk', () => {
  let disk: SmallDisk | null
  beforeAll(() => void (disk = mountSmallDisk('64k')))
  afterAll(() => disk?.remove())

  it('are refused as such, leave nothing behind, and are made once there is room, without a restart', async ({ skip }) => {
    skip(!disk)
    const folder = disk?.folder ?? ''
    const house = await aHouse('sqlite', { files: { kind: 'disk', folder } })
    const issuer = await aBrowserOf(house, 'issuer')
    const certificate = await issuer.client.certificates.issue({ body: await anOrder(house) })
    const get = () => issuer.send('GET', fileOf(certificate, 'file.png?width=2376'))
    for (let i = 0; i < 2; i += 1) expect(await outcomeOf(await get())).toEqual([507, 'storage_full'])
    expect(await readdir(path.join(folder, 'incoming'))).toEqual([])
    expect(text((await selectOne(house.deps.db, 'SELECT COUNT(*) AS n FROM certificate_files'))?.['n'])).toBe('0')
    expect((await issuer.send('GET', certificate.svgUrl)).status).toBe(200)
    disk?.resize('8m')
    const response = await get()
    expect(await sharp(await bytesOf(response)).metadata()).toMatchObject({ format: 'png', width: 2376 })
    await house.close()
  })
})
