import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { ProblemError } from '@wallet/shared/contract/client'
import type { NewWebhook } from '@wallet/shared/webhooks/contract'
import { webhookTopics } from '@wallet/shared/webhooks/topic'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBrowserOf, anOrder, type Employee } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { execute, select, text } from '../db/query.ts'
import { isOpenUrl, isPrivate, type Resolve } from './address.ts'
import { deliverer, followForWebhooks } from './deliver.ts'
import { post } from './post.ts'

interface Got {
  readonly id: string
  readonly topic: string
  readonly certificateNo: string | undefined
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}
/** Somebody who is told: what they got, and how they answer. */
const aReceiver = async () => {
  const got: Got[] = []
  let answer: (one: Got, nth: number) => number | 'reset' | 'mute' | 'redirect' = () => 204
  const server: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (bytes: Buffer) => (body += bytes.toString()))
    request.on('end', () => {
      const headers = request.headers as Record<string, string>
      const { type, data } = JSON.parse(body) as { type: string; data: { certificateNo?: string } }
      const one = { id: headers['webhook-id'] ?? '', topic: type, certificateNo: data.certificateNo, body, headers }
      got.push(one)
      const how = answer(one, got.length)
      if (how === 'mute') return
      if (how === 'reset') return request.socket.destroy()
      if (how === 'redirect') return response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
      response.writeHead(how).end('x'.repeat(5_000))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    got,
    url: `http://127.0.0.1:${port}/hook`,
    answers: (how: typeof answer) => void (answer = how),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
type Receiver = Awaited<ReturnType<typeof aReceiver>>
type Admin = Browser & { readonly person: Employee }
const codeOf = async (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  )

describe.each(engines)('webhooks, on %s', engine => {
  let house: House
  let admin: Admin
  let issuer: Admin
  let receiver: Receiver
  let hook: NewWebhook
  let follow: () => Promise<number>
  let sender: ReturnType<typeof deliverer>
  beforeAll(async () => {
    house = await aHouse(engine, { webhooksMayBePrivate: true })
    ;[admin, issuer] = [await aBrowserOf(house, 'admin'), await aBrowserOf(house, 'issuer')]
    follow = followForWebhooks(house.deps)
  })
  afterAll(() => house.close())
  beforeEach(async () => {
    receiver = await aReceiver()
    sender = deliverer(house.deps, { timeoutMs: 300 })
    hook = await admin.client.webhooks.create({ body: { url: receiver.url, topics: [...webhookTopics] } })
  })
  afterEach(async () => {
    await sender.idle()
    await admin.client.webhooks.remove({ params: { id: hook.id } })
    await receiver.close()
  })
  const params = () => ({ id: hook.id })
  const issue = async () => (await issuer.client.certificates.issue({ body: await anOrder(house) })).certificateNo
  const revoke = (certificateNo: string) => issuer.client.certificates.revoke({ params: { certificateNo }, body: { reason: '误发' } })
  const suspend = (certificateNo: string) => issuer.client.lifeCycle.suspend({ params: { certificateNo }, body: { reason: '复核' } })
  const restore = (certificateNo: string) => issuer.client.lifeCycle.restore({ params: { certificateNo } })
  /** As long as there is something due: follows, sends, and waits for it. */
  const sendDue = async (by = sender) => {
    await follow()
    while ((await by.turn()) > 0) await by.idle()
    await by.idle()
  }
  /** Lets time pass in steps, as the chore would come by. */
  const pass = async (minutes: number, by = sender) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      house.clock.pass(60_000)
      await sendDue(by)
    }
  }
  const topicsOf = (certificateNo: string) => receiver.got.filter(one => one.certificateNo === certificateNo).map(({ topic }) => topic.split('.')[1])
  const logOf = async (state?: 'waiting' | 'delivered' | 'dead') =>
    (await admin.client.webhooks.deliveries({ params: params(), query: { limit: 100, ...(state && { state }) } })).items

  it('tell what became of certificates from now on, signed so that anybody can check it, and name nobody', async () => {
    house.clock.set(new Date())
    const certificateNo = await issue()
    await revoke(certificateNo)
    await sendDue()
    expect(topicsOf(certificateNo)).toEqual(['issued', 'revoked'])
    for (const { body, headers } of receiver.got) {
      expect(new Verifier(hook.secret).verify(body, headers)).toMatchObject({ data: { certificateNo, verifyUrl: `${house.origin}/v/${certificateNo}` } })
      expect(() => new Verifier(hook.secret).verify(body.replace('issued', 'revoked'), { ...headers, 'webhook-id': 'evt_0' })).toThrow(
        'No matching signature found',
      )
    }
    expect(Object.keys((JSON.parse(receiver.got[0]?.body ?? '') as { data: object }).data).toSorted()).toEqual([
      ...['certificateNo', 'certificateType', 'issuedAt', 'templateId', 'validUntil', 'verifyUrl'],
    ])
    expect(JSON.stringify([receiver.got, await select(house.deps.db, 'SELECT * FROM webhook_deliveries')])).not.toContain('张伟')
    expect(await logOf()).toMatchObject([
      { topic: 'certificate.revoked', state: 'delivered', tries: 1, status: 204, trouble: null },
      { topic: 'certificate.issued', state: 'delivered' },
    ])
  })

  it('a receiver that is down for ten minutes gets everything, in the order of each certificate', async () => {
    receiver.answers(() => 'reset')
    const [one, other] = [await issue(), await issue()]
    await suspend(one)
    await sendDue()
    await restore(one)
    await revoke(other)
    await pass(10)
    expect((await logOf('waiting')).length).toBe(5)
    receiver.got.length = 0
    receiver.answers(() => 204)
    await pass(30)
    expect([topicsOf(one), topicsOf(other)]).toEqual([
      ['issued', 'suspended', 'restored'],
      ['issued', 'revoked'],
    ])
    expect(await logOf('waiting')).toEqual([])
    expect(await logOf('dead')).toEqual([])
  })

  it('a receiver that is slow, or answers 500, or leads elsewhere, is tried again; it holds up no other one', async () => {
    const second = await aReceiver()
    const quick = await admin.client.webhooks.create({ body: { url: second.url, topics: ['certificate.issued'] } })
    const answers = ['mute', 500, 'redirect'] as const
    receiver.answers((_one, nth) => answers[nth - 1] ?? 204)
    const nos = [await issue(), await issue(), await issue(), await issue(), await issue(), await issue()]
    await follow()
    await sender.turn()
    await expect.poll(() => second.got.length).toBeGreaterThanOrEqual(4)
    await sendDue()
    expect(second.got.map(({ certificateNo }) => certificateNo).toSorted()).toEqual(nos.toSorted())
    expect((await logOf('waiting')).map(({ trouble }) => trouble).toSorted()).toEqual(['redirected', 'status', 'timeout'])
    await pass(2)
    expect(await logOf('waiting')).toEqual([])
    expect(new Set(receiver.got.map(({ certificateNo }) => certificateNo))).toEqual(new Set(nos))
    await admin.client.webhooks.remove({ params: { id: quick.id } })
    await second.close()
  })

  it('what was sent and not settled, as by a process that was killed, is sent again under the same id', async () => {
    const certificateNo = await issue()
    await follow()
    receiver.answers(() => 'mute')
    await sender.turn()
    await expect.poll(() => receiver.got.length).toBe(1)
    // Nobody settles it: the lease runs out, and another process takes it on.
    await execute(house.deps.db, "UPDATE webhook_deliveries SET state = 'held' WHERE state = 'waiting'")
    await sender.idle()
    await execute(house.deps.db, "UPDATE webhook_deliveries SET state = 'waiting' WHERE state = 'held'")
    receiver.answers(() => 204)
    const another = deliverer(house.deps, { timeoutMs: 300 })
    expect(await another.turn()).toBe(0)
    house.clock.pass(61_000)
    await sendDue(another)
    expect(topicsOf(certificateNo)).toEqual(['issued', 'issued'])
    expect(new Set(receiver.got.map(({ id }) => id)).size).toBe(1)
  })

  it('two processes send nothing twice', async () => {
    const another = deliverer(house.deps, { timeoutMs: 300 })
    const followAnother = followForWebhooks(house.deps)
    const nos = await Promise.all(Array.from({ length: 8 }, () => issue()))
    await Promise.all([follow(), followAnother()])
    for (let i = 0; i < 10; i += 1) await Promise.all([sender.turn(), another.turn()])
    await Promise.all([sender.idle(), another.idle()])
    await Promise.all([sendDue(), sendDue(another)])
    expect(receiver.got.map(({ certificateNo }) => certificateNo).toSorted()).toEqual(nos.toSorted())
  })

  it('a poison one is given up after eight tries and holds up nothing; tried again by hand, it arrives', async () => {
    const [poison, healthy] = [await issue(), await issue()]
    await revoke(poison)
    receiver.answers(one => (one.certificateNo === poison && one.topic === 'certificate.issued' ? 500 : 204))
    await sendDue()
    expect(topicsOf(healthy)).toEqual(['issued'])
    await pass(6 * 60)
    expect(topicsOf(poison)).toEqual([...Array.from({ length: 8 }, () => 'issued'), 'revoked'])
    const [dead] = await logOf('dead')
    expect(dead).toMatchObject({ topic: 'certificate.issued', certificateNo: poison, tries: 8, status: 500, trouble: 'status' })
    expect((await admin.client.webhooks.list()).items.find(({ id }) => id === hook.id)).toMatchObject({ waiting: 0, dead: 1 })
    receiver.answers(() => 204)
    const id = dead?.id ?? 0
    expect(await admin.client.webhooks.retry({ params: { id } })).toMatchObject({ state: 'waiting', tries: 0 })
    expect(await codeOf(admin.client.webhooks.retry({ params: { id } }))).toBe('delivery_not_dead')
    await sendDue()
    expect(topicsOf(poison).at(-1)).toBe('issued')
    expect(await logOf('dead')).toEqual([])
    expect(await admin.client.webhooks.retryDead({ params: params() })).toEqual({ count: 0 })
  })

  it('a receiver that says it is gone is switched off; what happens meanwhile is not kept for it', async () => {
    receiver.answers(() => 410)
    await issue()
    await sendDue()
    expect((await admin.client.webhooks.list()).items.find(({ id }) => id === hook.id)).toMatchObject({ isActive: false, isGone: true, dead: 1 })
    await issue()
    await sendDue()
    expect(receiver.got).toHaveLength(1)
    expect(await admin.client.webhooks.change({ params: params(), body: { isActive: true } })).toMatchObject({ isActive: true, isGone: false })
  })

  it('are told only what they asked for, can be tried, and sign with both secrets while one takes over', async () => {
    await admin.client.webhooks.change({ params: params(), body: { topics: ['certificate.revoked'] } })
    const certificateNo = await issue()
    await revoke(certificateNo)
    house.clock.set(new Date())
    const rotated = await admin.client.webhooks.rotate({ params: params() })
    expect(rotated.secret).not.toBe(hook.secret)
    expect(await admin.client.webhooks.test({ params: params() })).toMatchObject({ topic: 'webhook.test', state: 'waiting' })
    await sendDue()
    expect(topicsOf(certificateNo)).toEqual(['revoked'])
    const test = receiver.got.find(({ topic }) => topic === 'webhook.test')
    for (const secret of [hook.secret, rotated.secret]) expect(new Verifier(secret).verify(test?.body ?? '', test?.headers ?? {})).toBeDefined()
    house.clock.pass(25 * 3_600_000)
    await admin.client.webhooks.test({ params: params() })
    await sendDue()
    expect(receiver.got.at(-1)?.headers['webhook-signature']?.split(' ')).toHaveLength(1)
    // The secret is shown once, and stands in no other answer.
    expect(JSON.stringify(await admin.client.webhooks.list())).not.toContain('whsec_')
    const trail = await select(house.deps.db, "SELECT event, data FROM audit_events WHERE event LIKE 'webhook.%'")
    expect(trail.map(row => text(row['event']))).toContain('webhook.rotated')
    expect(JSON.stringify(trail)).not.toContain('127.0.0.1')
  })

  it('are for admins alone, of a sensible number, and lead to an address', async () => {
    const body = { url: receiver.url, topics: [...webhookTopics] }
    expect(await codeOf(issuer.client.webhooks.create({ body }))).toBe('forbidden')
    for (const url of ['ftp://x.example/', 'https://', 'javascript:alert(1)', 'https://kpl.example/\u0000'])
      expect(await codeOf(admin.client.webhooks.create({ body: { ...body, url } }))).toBe('invalid_request')
    expect(await codeOf(admin.client.webhooks.create({ body: { ...body, url: 'https://user:secret@kpl.example/' } }))).toBe('webhook_address')
    expect(await codeOf(admin.client.webhooks.change({ params: { id: 999_999 }, body: { isActive: false } }))).toBe('webhook_not_found')
  })
})

describe('where a webhook may lead', () => {
  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '198.18.0.1'],
    ...[
      '::1',
      '::',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      'fe80::1',
      'fc00::1',
      'fd12:3456::1',
      'ff02::1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001:db8::1',
      'nonsense',
      '',
    ],
  ])('%s is private', address => {
    expect(isPrivate(address)).toBe(true)
  })
  it.each(['8.8.8.8', '1.1.1.1', '203.0.114.1', '2606:4700:4700::1111', '2a00:1450:4001::1'])('%s is not', address => {
    expect(isPrivate(address)).toBe(false)
  })
  it.each([
    ...[
      'http://kpl.example/',
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://[::ffff:10.0.0.1]/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://localhost/',
    ],
    ...['https://db.internal/', 'https://printer.local./', 'https://user@kpl.example/', 'https://kpl.example/#x', 'file:///etc/passwd', 'not an address'],
  ])('%s is closed', url => {
    expect(isOpenUrl(url, false)).toBe(false)
  })
  it('an https address of the open internet is open, and with the setting others are, too', () => {
    expect(isOpenUrl('https://hooks.kpl.example/a?b=c', false)).toBe(true)
    expect(isOpenUrl('http://127.0.0.1:8080/', true)).toBe(true)
  })

  /** Answers these addresses, one after the other, as somebody does who moves a name while it is being used. */
  const resolving = (...answers: readonly (readonly string[])[]) => {
    let asked = 0
    const resolve = (_host: string, _options: unknown, done: (error: null, addresses: { address: string; family: number }[]) => void) => {
      const addresses = answers[Math.min(asked++, answers.length - 1)] ?? []
      done(
        null,
        addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
    }
    return { resolve: resolve as unknown as Resolve, asked: () => asked }
  }
  const to = (resolve: Resolve) => post('https://hooks.kpl.example/', {}, '{}', { allowsPrivate: false, timeoutMs: 400, resolve })

  it('a name that leads into a private network is not connected to, whatever else it leads to', async () => {
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['::ffff:127.0.0.1'], ['fd00::1']])
      expect(await to(resolving(addresses).resolve)).toMatchObject({ status: null, trouble: 'private' })
    expect(await to(resolving([]).resolve)).toMatchObject({ trouble: 'private' })
  })
  it('a name that leads somewhere else a moment later is of no use: the address that was looked at is the one that is connected to', async () => {
    const rebinding = resolving(['192.0.2.0'.replace('192.0.2.0', '203.0.114.1')], ['127.0.0.1'])
    expect((await to(rebinding.resolve)).trouble).not.toBe(null)
    expect(rebinding.asked()).toBe(1)
    expect((await to(rebinding.resolve)).trouble).toBe('private')
  })
})
