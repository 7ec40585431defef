import { PassThrough } from 'node:stream'
import { DatabaseError, UniqueConstraintError } from 'sequelize'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee, anOrder } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { execute } from '../db/query.ts'
import { createLog } from './log.ts'

/** A log at its most talkative, and what it said. */
const overheard = () => {
  const stream = new PassThrough()
  let said = ''
  stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  return { log: createLog('trace', stream), said: () => said }
}
const canaries = ['canary-password-1', 'canary-token-2', '金丝雀', 'canary@kpl.example', 'canary-answer-5']

describe('the log', () => {
  it('is lines of JSON', () => {
    const { log, said } = overheard()
    log.info({ requestId: 'r1', route: '/api/me' }, 'request')
    expect(JSON.parse(said())).toMatchObject({ level: 30, msg: 'request', requestId: 'r1', route: '/api/me' })
  })
  it('says of an error of the database what it was and where, not what was typed', () => {
    const { log, said } = overheard()
    const typed = Object.assign(new Error("Duplicate entry 'canary@kpl.example' for key 'users_email'"), {
      sql: "INSERT … 'canary@kpl.example'",
      code: 'ER_DUP_ENTRY',
    })
    log.error({ err: new DatabaseError(typed) }, 'broken')
    log.error({ err: new UniqueConstraintError({ message: 'canary@kpl.example', parent: typed }) }, 'broken')
    expect(said()).toContain('ER_DUP_ENTRY')
    expect(said()).toContain('log.test.ts')
    expect(said()).not.toContain('canary')
  })
  it('leaves out whatever hangs on an error or a line that is not ours to keep', () => {
    const { log, said } = overheard()
    log.error(
      { err: Object.assign(new Error('the letter was refused'), { envelope: { to: 'canary@kpl.example' }, config: { token: 'canary-token-2' } }) },
      'broken',
    )
    log.warn({ password: 'canary-password-1', person: { fullName: '金丝雀', email: 'canary@kpl.example' }, body: { q: 'canary-answer-5' } }, 'odd')
    log.warn({ headers: { cookie: 'canary-token-2' }, session: { token: 'canary-token-2' } }, 'odd')
    expect(said()).toContain('the letter was refused')
    for (const canary of canaries) expect(said()).not.toContain(canary)
  })
})

describe.each(engines)('whatever is asked, on %s', engine => {
  let house: House
  let talk: ReturnType<typeof overheard>
  beforeAll(async () => {
    talk = overheard()
    house = await aHouse(engine, {}, talk.log)
  })
  afterAll(() => house.close())

  it('no line of the log holds a password, a token, a name or an address', async () => {
    const holder = await anEmployee(house, { fullName: '金丝雀', employeeNo: 'CANARY1' })
    const issuer = await aBrowserOf(house, 'issuer', { fullName: '金丝雀' })
    const send = (method: string, path: string, body?: unknown) =>
      issuer.send(method, path, body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    const nobody = house.browser()
    await nobody.send('POST', '/api/session', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: 'canary@kpl.example', password: 'canary-password-1' }),
    })
    const { certificateNo } = await issuer.client.certificates.issue({ body: await anOrder(house, { employeeNo: holder.employeeNo }) })
    await send('GET', `/api/people?q=${encodeURIComponent('金丝雀')}`)
    await send('POST', `/api/certificates/${certificateNo}/revoke`, { reason: '金丝雀 canary-answer-5' })
    await send('POST', '/api/certificates', { templateId: 'x', employeeNo: '金丝雀', title: 'canary-answer-5' })
    await nobody.send('GET', '/s/canary-token-2')
    await nobody.send('GET', '/api/shares/canary-token-2?fullName=金丝雀')
    await nobody.send('GET', '/v/canary-token-2')
    await nobody.send('POST', '/api/session', { headers: { 'content-type': 'application/json' }, body: '{"password":"canary-password-1"' })
    // And where it fails in the middle: what was typed is in the statement, and in the database's message.
    await execute(house.deps.db, 'ALTER TABLE user_certificates RENAME TO put_aside')
    const broken = await send('POST', '/api/certificates', await anOrder(house, { employeeNo: holder.employeeNo, title: 'canary-answer-5' }))
    await execute(house.deps.db, 'ALTER TABLE put_aside RENAME TO user_certificates')
    expect(broken.status).toBe(500)

    const lines = talk.said().trim().split('\n')
    const broke = lines.map(line => JSON.parse(line) as Record<string, unknown>).find(({ msg }) => msg === 'internal')
    expect(broke).toMatchObject({ requestId: broken.headers.get('x-request-id'), method: 'POST', route: '/api/certificates' })
    expect(lines.length).toBeGreaterThan(10)
    for (const line of lines.filter(one => one.includes('"msg":"request"'))) expect(JSON.parse(line)).toHaveProperty('requestId')
    for (const canary of [...canaries, encodeURIComponent('金丝雀'), 'kpl-demo']) expect(talk.said()).not.toContain(canary)
  })
})
