import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Certificate } from '@wallet/shared/certificates/certificate'
import { archiveLimit } from '@wallet/shared/certificates/copies'
import { Failure } from '@wallet/shared/problem'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { aBrowserOf, anOrder, type Employee } from '../../test/builders.ts'
import { aHouse, engines, isFirst, type Browser, type House } from '../../test/house.ts'
import { readZip } from '../../test/zip.ts'
import { execute } from '../db/query.ts'
import { fileNameOf } from './archive.ts'

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())
const pathOf = (certificates: readonly Pick<Certificate, 'certificateNo'>[]) =>
  `/api/certificates/archive.zip?numbers=${certificates.map(({ certificateNo }) => certificateNo).join(',')}`
const outcomeOf = async (response: Response) => [response.status, response.ok ? '' : ((await response.json()) as { code: string }).code]

describe.each(engines)('the archive, on %s', engine => {
  let house: House
  let issuer: Browser
  let me: Browser & { readonly person: Employee }
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
    me = await aBrowserOf(house, 'employee')
  })
  afterAll(() => house.close())
  afterEach(() => void vi.restoreAllMocks())
  const mine = async (more: Parameters<typeof anOrder>[1] = {}) =>
    issuer.client.certificates.issue({ body: await anOrder(house, { employeeNo: me.person.employeeNo, ...more }) })
  const some = async (count: number, title: string) => {
    const certificates: Certificate[] = []
    for (let i = 0; i < count; i += 1) certificates.push(await mine({ title: `${title} ${i}` }))
    return certificates
  }
  /** The press, answering at once with so many bytes that nobody has seen before. */
  const quickPress = (size: number) => {
    let made = 0
    const print = () => Promise.resolve(Buffer.alloc(size, `${engine} ${(made += 1)} `))
    vi.spyOn(house.deps.press, 'raster').mockImplementation(print)
    vi.spyOn(house.deps.press, 'pdf').mockImplementation(print)
    return () => made
  }

  it('holds the PDF and the picture of each, and a list with the facts and the links to verify', async () => {
    const certificates = [await mine({ title: '数据安全与合规实务' }), await mine({ title: 'Security: basics / "2"', validUntil: null })]
    const response = await me.send('GET', pathOf(certificates))
    expect([response.status, response.headers.get('content-type'), response.headers.get('content-disposition')]).toEqual([
      200,
      'application/zip',
      'attachment; filename="certificates-2026-11-23.zip"',
    ])
    const files = readZip(await bytesOf(response))
    const names = certificates.map(fileNameOf)
    expect(files.map(({ name }) => name)).toEqual(['certificates.json', ...names.flatMap(name => [`${name}.pdf`, `${name}.png`])])
    expect(files.every(({ isUtf8, isStored }) => isUtf8 && isStored)).toBe(true)
    const list: unknown = JSON.parse(String(files[0]?.bytes))
    expect(list).toEqual(await Promise.all(certificates.map(({ certificateNo }) => me.client.certificates.get({ params: { certificateNo } }))))
    for (const [i, { certificateNo }] of certificates.entries()) {
      expect(files[1 + 2 * i]?.bytes).toEqual(await bytesOf(await me.send('GET', `/api/certificates/${certificateNo}/file.pdf`)))
      expect(files[2 + 2 * i]?.bytes).toEqual(await bytesOf(await me.send('GET', `/api/certificates/${certificateNo}/file.png`)))
    }
  })

  it('says how long it is where everything in it is made, and holds each certificate once', async () => {
    const [certificate] = await some(1, '一次')
    const path = pathOf(certificate ? [certificate, { certificateNo: certificate.certificateNo.toLowerCase().replaceAll('-', ' ') }] : [])
    const first = await me.send('GET', path)
    const zip = await bytesOf(first)
    const head = await me.send('HEAD', path)
    const second = await me.send('GET', path)
    const length = String(zip.length)
    expect([first.headers.get('content-length'), head.headers.get('content-length'), second.headers.get('content-length')]).toEqual([null, length, length])
    expect(await bytesOf(second)).toEqual(zip)
    expect(readZip(zip)).toHaveLength(3)
  })

  it.runIf(isFirst(engine))('is not made for a HEAD', async () => {
    const made = quickPress(100)
    const head = await me.send('HEAD', pathOf(await some(3, '只问')))
    await wait(100)
    expect([head.status, head.headers.get('content-length'), made() <= 1]).toEqual([200, null, true])
  })

  it('holds the grey picture of what is over', async () => {
    const [certificate] = await some(1, '已撤销')
    const params = { certificateNo: certificate?.certificateNo ?? '' }
    await issuer.client.certificates.revoke({ params, body: { reason: '成绩复核未通过' } })
    const files = readZip(await bytesOf(await me.send('GET', pathOf([params]))))
    expect(files[2]?.bytes).toEqual(await bytesOf(await me.send('GET', `/api/certificates/${params.certificateNo}/file.png?variant=void`)))
    expect(JSON.parse(String(files[0]?.bytes))).toMatchObject([{ status: 'revoked' }])
  })

  it('is refused as a whole before its first byte, where one in it may not be read, does not exist or was altered', async () => {
    const certificates = await some(2, '我的')
    const other = await issuer.client.certificates.issue({ body: await anOrder(house) })
    const refused = async (...more: { certificateNo: string }[]) => outcomeOf(await me.send('GET', pathOf([...certificates, ...more])))
    expect(await refused(other)).toEqual([404, 'certificate_not_found'])
    expect(await refused({ certificateNo: 'KPL-2026-0000-0000-0000' })).toEqual([404, 'certificate_not_found'])
    expect(await refused({ certificateNo: '' })).toEqual([404, 'certificate_not_found'])
    expect((await house.browser().send('GET', pathOf(certificates))).status).toBe(401)
    await execute(
      house.deps.db,
      'UPDATE certificate_pictures SET bytes = :bytes WHERE certificate_id = (SELECT id FROM user_certificates WHERE certificate_no = :no)',
      { bytes: Buffer.from([1, 2]), no: certificates[1]?.certificateNo },
    )
    expect(await refused()).toEqual([409, 'certificate_altered'])
  })

  it('takes as many as fit, and no fewer than one', async () => {
    const many = Array.from({ length: archiveLimit + 1 }, (_, i) => ({ certificateNo: `KPL-2026-0000-0000-${String(i).padStart(4, '0')}` }))
    expect(await outcomeOf(await me.send('GET', pathOf(many)))).toEqual([422, 'invalid_request'])
    expect(await outcomeOf(await me.send('GET', pathOf([])))).toEqual([422, 'invalid_request'])
    expect(await outcomeOf(await me.send('GET', '/api/certificates/archive.zip'))).toEqual([422, 'invalid_request'])
  })

  it('is refused in words where the first copy cannot be made', async () => {
    vi.spyOn(house.deps.press, 'pdf').mockRejectedValue(new Failure('unavailable', { retryAfter: 5 }))
    const response = await me.send('GET', pathOf(await some(1, '打印机停了')))
    expect([...(await outcomeOf(response)), response.headers.get('retry-after')]).toEqual([503, 'unavailable', '5'])
  })

  it.runIf(isFirst(engine))('is broken off where something in the middle cannot be made: what was sent does not look whole', async () => {
    const certificates = await some(3, '中断')
    const made = quickPress(200_000)
    vi.spyOn(house.deps.press, 'raster').mockImplementation(() =>
      made() < 2 ? Promise.resolve(Buffer.alloc(300_000, 'a')) : Promise.reject(new Error('broken')),
    )
    const logged = vi.spyOn(house.deps.log, 'error')
    const response = await me.send('GET', pathOf(certificates))
    expect(response.status).toBe(200)
    await expect(response.arrayBuffer()).rejects.toThrow(/terminated|aborted/)
    expect(logged.mock.calls.map(([, code]) => code)).toEqual(['internal'])
  })

  // What is sent as it is made is sent alike on every engine.
  it.runIf(isFirst(engine))('is made no faster than it is taken, and not at all once nobody takes it', async () => {
    const certificates = await some(8, '慢')
    const made = quickPress(6_000_000)
    const { hostname, port } = new URL(house.origin)
    const signedIn = await cookieOf(house, me.person)
    const request = get({ hostname, port, path: pathOf(certificates), headers: { cookie: signedIn } })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    await once(response, 'readable')
    await wait(800)
    const paused = made()
    expect(paused).toBeLessThan(6)
    request.destroy()
    await wait(400)
    expect(made()).toBeLessThanOrEqual(paused + 1)
  })
})

const cookieOf = async (house: House, { employeeNo }: Employee) => {
  const response = await house.browser().send('POST', '/api/session', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: employeeNo, password: 'kpl-demo' }),
  })
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

describe('the name of a file in the archive', () => {
  it.each([
    ['数据安全与合规实务', '数据安全与合规实务'],
    ['../../etc/passwd', 'etc passwd'],
    ['C:\\Windows\\system32', 'C Windows system32'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
    [' .hidden. ', 'hidden'],
    ['CON', 'CON'],
    ['tab\there\u0000 and\u202e there', 'tab here and there'],
    ['考'.repeat(200), '考'.repeat(40)],
    ['😀'.repeat(100), '😀'.repeat(40)],
    ['???', ''],
  ])('of %j is one that every system takes', (title, name) => {
    const whole = fileNameOf({ certificateNo: 'KPL-2026-7K3M-9QXD-4R2T', title })
    expect(whole).toBe(`KPL-2026-7K3M-9QXD-4R2T ${name}`.trim())
    expect(Buffer.byteLength(`${whole}.pdf`)).toBeLessThan(255)
  })
})
