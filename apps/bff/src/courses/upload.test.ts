import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import type { Media } from '@wallet/shared/courses/authoring'
import type { Problem } from '@wallet/shared/problem'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { claimingToBe, plain } from '../../test/pictures.ts'

const box = (name: string, content: Buffer) => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length + 8)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, content])
}
const film = Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0', 'latin1')), box('moov', Buffer.alloc(16)), box('mdat', Buffer.alloc(3_000_000, 7))])
const sheet = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n')

describe.each(engines)('a file for lessons, on %s', engine => {
  let house: House
  let issuer: Awaited<ReturnType<typeof aBrowserOf>>
  let cookie = ''
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
    const answer = await house.browser().send('POST', '/api/session', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: issuer.person.employeeNo, password: 'kpl-demo' }),
    })
    cookie = answer.headers
      .getSetCookie()
      .map(each => each.split(';')[0])
      .join('; ')
  })
  afterAll(() => house.close())

  const send = async (bytes: Buffer, name = '文件 (1).bin'): Promise<{ status: number; answer: Media & Problem }> => {
    const { hostname, port } = new URL(house.origin)
    const headers = { cookie, origin: house.origin, 'content-type': 'application/octet-stream', 'content-length': bytes.length }
    const call = request({ hostname, port, method: 'POST', path: `/api/authoring/media?name=${encodeURIComponent(name)}`, headers }).end(bytes)
    const [response] = (await once(call, 'response')) as [IncomingMessage]
    return { status: response.statusCode ?? 0, answer: JSON.parse(Buffer.concat(await response.toArray()).toString()) as Media & Problem }
  }

  it('is a picture that is drawn anew: upright, and without what the camera noted', async () => {
    const noted = await plain(60, 40)
      .withExif({ IFD0: { Copyright: 'SECRET', Artist: '张伟' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const { status, answer } = await send(noted, '现场.jpg')
    expect([status, answer.contentType, answer.name]).toEqual([201, 'image/webp', '现场.jpg'])
    const shown = await issuer.send('GET', answer.url)
    const bytes = Buffer.from(await shown.arrayBuffer())
    expect([shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual(['image/webp', 'nosniff'])
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 40, height: 60 })
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    expect(bytes.includes('SECRET')).toBe(false)
  })

  it('loses whatever else lies in a picture', async () => {
    const polyglot = Buffer.concat([await plain(8, 8).png().toBuffer(), Buffer.from('<script>alert(1)</script>')])
    const { answer } = await send(polyglot)
    expect(Buffer.from(await (await issuer.send('GET', answer.url)).arrayBuffer()).includes('script')).toBe(false)
  })

  it('may be a document, which keeps its name and runs nothing', async () => {
    const { answer } = await send(sheet, '制度"\r\n; x=(1).pdf'.replace('\r\n', ''))
    const shown = await issuer.send('GET', answer.url)
    expect([shown.headers.get('content-type'), shown.headers.get('content-disposition')]).toEqual([
      'application/pdf',
      `inline; filename*=UTF-8''${encodeURIComponent('制度"; x=')}%281%29.pdf`,
    ])
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('may be a film, of which players fetch the parts that they show', async () => {
    const { answer } = await send(film, 'film.mp4')
    expect([answer.contentType, answer.size]).toEqual(['video/mp4', film.length])
    const part = async (range: string) => {
      const response = await issuer.send('GET', answer.url, { headers: { range } })
      const bytes = Buffer.from(await response.arrayBuffer())
      return [response.status, response.headers.get('content-range'), bytes.equals(film.subarray(...([1_000_000, 2_500_000] as const)))]
    }
    expect(await part('bytes=1000000-2499999')).toEqual([206, `bytes 1000000-2499999/${film.length}`, true])
    expect((await part('bytes=9000000-'))[0]).toBe(416)
    const whole = await issuer.send('GET', answer.url)
    expect(Buffer.from(await whole.arrayBuffer()).equals(film)).toBe(true)
    expect((await house.browser().send('GET', answer.url)).status).toBe(401)
    expect((await (await aBrowserOf(house, 'employee')).send('GET', answer.url, { headers: { range: 'bytes=0-1' } })).status).toBe(206)
  })

  it.each([
    ['nothing', async () => Buffer.alloc(0), 'media_unknown'],
    ['a page', async () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'media_unknown'],
    ['an SVG that calls itself a picture', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'), 'media_unknown'],
    ['a picture that is cut off', async () => (await plain(400, 400).png({ compressionLevel: 0 }).toBuffer()).subarray(0, 9_000), 'media_damaged'],
    ['a head without a picture', async () => Buffer.from('\x89PNG\r\n\x1a\nnothing of the kind', 'latin1'), 'media_damaged'],
    ['a bomb', async () => claimingToBe(20_000, await plain(8, 8).png().toBuffer()), 'media_too_many_pixels'],
    ['a document that is cut off', async () => sheet.subarray(0, 24), 'media_damaged'],
    ['a film that is cut off', async () => film.subarray(0, 2_000_000), 'media_damaged'],
    ['a picture that is too large', async () => Buffer.concat([Buffer.from('\xff\xd8\xff', 'latin1'), Buffer.alloc(6_000_000)]), 'payload_too_large'],
  ])('is refused where it is %s', async (_, make, code) => {
    expect((await send(await make())).answer.code).toBe(code)
  })
})
