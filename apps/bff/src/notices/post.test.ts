import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { anEmployee } from '../../test/builders.ts'
import { aCertificateOf } from '../../test/holders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { aMailServer } from '../../test/mailServer.ts'
import { execute, number, select } from '../db/query.ts'
import { revokeCertificate } from '../certificates/revoke.ts'
import { mailNotices } from './post.ts'
import { tellOfExpiry } from './radar.ts'

const [minuteMs, dayMs] = [60_000, 86_400_000]

/** What stands in a part of a mail, whatever it is encoded as. */
const bodies = (source: string) =>
  source
    .split(/\r\n--[^\r]*\r\n/)
    .slice(1)
    .map(part => {
      const [head = '', ...rest] = part.split('\r\n\r\n')
      const body = rest.join('\r\n\r\n')
      if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString()
      const bytes = body.replaceAll('=\r\n', '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      return /quoted-printable/i.test(head) ? Buffer.from(bytes, 'latin1').toString() : body
    })
const subjectOf = (source: string) => {
  const raw = /^Subject: ((?:.*\r\n)(?: .*\r\n)*)/m.exec(source)?.[1] ?? ''
  const decode = (_: string, kind: string, words: string) =>
    kind === 'B'
      ? Buffer.from(words, 'base64').toString()
      : Buffer.from(
          words.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/g, (_hex, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ).toString()
  return raw
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, decode)
    .trim()
}

describe.each(engines)('notices as mail, on %s', engine => {
  let house: House
  let server: Awaited<ReturnType<typeof aMailServer>>

  const someone = async (email: string | null, locale: 'zh-CN' | 'en' = 'zh-CN', fullName = '周雨桐') => {
    const person = await anEmployee(house, { fullName })
    await execute(house.deps.db, 'UPDATE users SET email = :email, locale = :locale WHERE id = :id', { email, locale, id: person.id })
    return person
  }
  const post = () => mailNotices(house.deps)()
  const tell = async () => {
    house.clock.pass(dayMs)
    await tellOfExpiry(house.deps)()
  }
  const open = async () => number((await select(house.deps.db, 'SELECT COUNT(*) AS n FROM notices WHERE mail_due_at IS NOT NULL'))[0]?.['n'])
  const mailed = async () => number((await select(house.deps.db, 'SELECT COUNT(*) AS n FROM notices WHERE mailed_at IS NOT NULL'))[0]?.['n'])
  const sentTo = (address: string) => server.delivered.filter(({ to }) => to === address)

  beforeAll(async () => {
    server = await aMailServer()
    house = await aHouse(engine, { mail: { smtpUrl: `smtp://127.0.0.1:${server.port}`, from: 'wallet@kpl.example' } })
  })
  // What ends in one test would be told of again in the next, some days later.
  afterEach(() => execute(house.deps.db, 'UPDATE user_certificates SET revoked_at = issued_at'))
  afterAll(async () => {
    await house.close()
    await server.close()
  })

  it('go to people in their language, all that is new in one, as text and as HTML that lead to the public address', async () => {
    const chinese = await someone('zhou@kpl.example')
    const english = await someone('anne@kpl.example', 'en', "Anne O'Neil <b>")
    await aCertificateOf(house, chinese, { title: '数据安全 <b>&', daysLeft: 8 })
    await aCertificateOf(house, chinese, { title: '消防安全', daysLeft: 30 })
    const { certificateNo } = await aCertificateOf(house, english, { title: 'Fire safety', daysLeft: 2 })
    await tell()
    await post()
    const [zhou] = sentTo('zhou@kpl.example')
    expect([subjectOf(zhou?.source ?? ''), /^From: .*<wallet@kpl\.example>\r$/m.test(zhou?.source ?? '')]).toEqual(['证书提醒：2 条', true])
    const [plain = '', html = ''] = bodies(zhou?.source ?? '')
    expect(plain).toContain('《数据安全 <b>&》有效期至 2026-12-01，还剩 7 天。')
    expect(plain).toContain('《消防安全》有效期至 2026-12-23，还剩 29 天。')
    expect(html).toContain('《数据安全 &lt;b&gt;&amp;》')
    const [anne] = sentTo('anne@kpl.example')
    expect(subjectOf(anne?.source ?? '')).toBe('Your certificate: Fire safety')
    expect(bodies(anne?.source ?? '')[0]).toContain('“Fire safety” is valid until 2026-11-25: 1 day left.')
    const links = bodies(anne?.source ?? '').flatMap(body => body.match(/https?:\/\/[^\s"<]+/g) ?? [])
    expect(new Set(links)).toEqual(new Set([`${house.origin}/certificates/${certificateNo}`, `${house.origin}/notices`]))
    await post()
    expect([server.delivered.length, await open(), await mailed()]).toEqual([2, 0, 3])
  })

  it('hold up nobody where an address is refused, is none, or is not there; and nothing that is settled is sent', async () => {
    const strange = ['gone@kpl.example', 'busy@kpl.example', 'a@kpl.example\r\nBcc: all@kpl.example', 'a@kpl.example, b@kpl.example', null]
    for (const [n, email] of strange.entries()) await aCertificateOf(house, await someone(email), { title: `奇 ${n}`, daysLeft: 7 })
    await aCertificateOf(house, await someone('last@kpl.example', 'zh-CN', '张\r\nBcc: all@kpl.example'), { title: '最后', daysLeft: 7 })
    const settled = await aCertificateOf(house, await someone('done@kpl.example'), { title: '已撤', daysLeft: 7 })
    await tell()
    await revokeCertificate(house.deps, settled.certificateNo, '试', 1)
    server.delivered.length = 0
    await post()
    expect(server.delivered.map(({ to }) => to)).toEqual(['last@kpl.example'])
    expect(server.delivered[0]?.source.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:|=0[AD]/m)
    expect(await open()).toBe(1)
    await post()
    expect(await open()).toBe(1)
    house.clock.pass(4 * dayMs)
    await post()
    expect(await open()).toBe(0)
  })

  it('wait while the server is away, and are sent once it is back', async () => {
    const people = ['first', 'second', 'third'].map(name => `${name}@kpl.example`)
    for (const email of people) await aCertificateOf(house, await someone(email), { title: '等', daysLeft: 7 })
    await tell()
    const { port } = server
    await server.close()
    await post()
    expect(await open()).toBe(3)
    server = await aMailServer(port)
    await post()
    expect(server.delivered).toEqual([])
    house.clock.pass(minuteMs)
    await post()
    expect(server.delivered.map(({ to }) => to).toSorted()).toEqual(people.toSorted())
    expect(await open()).toBe(0)
  })

  it('are sent by one of several processes, and by another where one was stopped on the way', async () => {
    for (let n = 0; n < 6; n += 1) await aCertificateOf(house, await someone(`many${n}@kpl.example`), { title: '多', daysLeft: 7 })
    await tell()
    server.delivered.length = 0
    await mailNotices(house.deps)(AbortSignal.abort())
    expect([server.delivered.length, await open()]).toEqual([0, 6])
    await Promise.all([post(), post(), post()])
    expect(new Set(server.delivered.map(({ to }) => to)).size).toBe(6)
    expect([server.delivered.length, await open()]).toEqual([6, 0])
  })

  it('are each taken when their turn has come, so that a slow server gets none twice', async () => {
    await aCertificateOf(house, await someone('mute1@kpl.example'), { title: '慢', daysLeft: 7 })
    await aCertificateOf(house, await someone('next@kpl.example'), { title: '慢', daysLeft: 7 })
    await tell()
    server.delivered.length = 0
    const over = new AbortController()
    const slow = mailNotices(house.deps)(over.signal)
    await vi.waitFor(() => expect(server.delivered).toHaveLength(1))
    house.clock.pass((15 * minuteMs) / 2)
    await post()
    expect(server.delivered.map(({ to }) => to)).toEqual(['mute1@kpl.example', 'next@kpl.example'])
    over.abort()
    await slow
  })

  it('hold up no end of the process while a server does not answer', async () => {
    await execute(house.deps.db, 'UPDATE notices SET mail_due_at = NULL')
    await aCertificateOf(house, await someone('mute2@kpl.example'), { title: '停', daysLeft: 7 })
    await tell()
    server.delivered.length = 0
    const over = new AbortController()
    const turn = mailNotices(house.deps)(over.signal)
    await vi.waitFor(() => expect(server.delivered).toHaveLength(1))
    over.abort()
    await turn
    expect(await open()).toBe(1)
  })

  it('are sent three times at most where the server was given them whole and never answers', async () => {
    await execute(house.deps.db, 'UPDATE notices SET mail_due_at = NULL')
    await aCertificateOf(house, await someone('lost@kpl.example'), { title: '失', daysLeft: 7 })
    await tell()
    server.delivered.length = 0
    for (let n = 0; n < 6; n += 1) {
      await post()
      house.clock.pass(31 * minuteMs)
    }
    expect([server.delivered.length, await open()]).toEqual([3, 0])
  })

  it('are sent to others though one of them cannot be written', async () => {
    const broken = await aCertificateOf(house, await someone('broken@kpl.example'), { title: '坏', daysLeft: 7 })
    await aCertificateOf(house, await someone('whole@kpl.example'), { title: '好', daysLeft: 7 })
    await tell()
    await execute(house.deps.db, 'UPDATE users SET locale = :none WHERE id = (SELECT user_id FROM user_certificates WHERE id = :id)', {
      none: 'xx',
      id: broken.id,
    })
    server.delivered.length = 0
    await post()
    expect(server.delivered.map(({ to }) => to)).toEqual(['whole@kpl.example'])
    await execute(house.deps.db, 'UPDATE notices SET mail_due_at = NULL')
  })

  it('are neither tried nor kept for later where no server is set', async () => {
    const deps = { ...house.deps, config: { ...house.deps.config, mail: null } }
    await aCertificateOf(house, await someone('nobody@kpl.example'), { title: '无', daysLeft: 7 })
    house.clock.pass(dayMs)
    expect(await tellOfExpiry(deps)()).toBeGreaterThan(0)
    await mailNotices(deps)()
    expect(await open()).toBe(0)
  })
})
