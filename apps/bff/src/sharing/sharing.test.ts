import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBrowserOf, anOrder } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { sha256 } from '../certificates/facts.ts'
import { select } from '../db/query.ts'

const dayMs = 86_400_000

describe.each(engines)('links to a certificate, on %s', engine => {
  let house: House
  let issuer: Browser
  let holder: Awaited<ReturnType<typeof aBrowserOf>>
  let anyone: Browser
  let certificateNo: string
  beforeAll(async () => {
    house = await aHouse(engine, { verifyMissesPerMinute: 20 })
    issuer = await aBrowserOf(house, 'issuer')
    holder = await aBrowserOf(house, 'employee', { fullName: '欧阳䶮' })
    anyone = house.browser()
    const order = await anOrder(house, { employeeNo: holder.person.employeeNo, score: 83.25 })
    certificateNo = (await issuer.client.certificates.issue({ body: order })).certificateNo
  })
  afterAll(() => house.close())
  beforeEach(() => house.clock.pass(61_000))
  const share = (body: Parameters<Browser['client']['sharing']['create']>[0]['body'] = { showName: false }) =>
    holder.client.sharing.create({ params: { certificateNo }, body })
  const get = async (path: string) => {
    const response = await anyone.send('GET', path)
    return { status: response.status, body: await response.text(), headers: response.headers }
  }
  const statusesOf = (token: string) =>
    Promise.all(['', '/file.png?width=480', '/file.webp?width=480'].map(async file => (await get(`/api/shares/${token}${file}`)).status))

  it('shows whoever has one the live verdict and the picture, with the name masked', async () => {
    const { token, url } = await share()
    expect(url).toBe(`${house.origin}/s/${token}`)
    const { status, body } = await get(`/api/shares/${token}`)
    expect(status).toBe(200)
    expect(JSON.parse(body)).toMatchObject({ verdict: { certificateNo, outcome: 'valid', certificate: { holderName: '欧*䶮' } }, orientation: 'landscape' })
    for (const secret of ['欧阳', '83.25', holder.person.employeeNo, holder.person.unit.name]) expect(body).not.toContain(secret)
    const picture = await get(`/api/shares/${token}/file.webp?width=480`)
    expect([picture.status, picture.headers.get('content-type'), picture.headers.get('cache-control')]).toEqual([200, 'image/webp', 'no-cache'])
  })

  it('hides the name in the title as well, here and for everyone who verifies', async () => {
    const order = await anOrder(house, { employeeNo: holder.person.employeeNo, title: '致欧阳䶮的感谢信' })
    const { certificateNo: thanks } = await issuer.client.certificates.issue({ body: order })
    const { token } = await holder.client.sharing.create({ params: { certificateNo: thanks }, body: { showName: false } })
    const open = await holder.client.sharing.create({ params: { certificateNo: thanks }, body: { showName: true } })
    for (const path of [`/api/shares/${token}`, `/api/verify/${thanks}`]) {
      const { body } = await get(path)
      expect(body).toContain('致欧*䶮的感谢信')
      expect(body).not.toContain('欧阳')
    }
    expect((await get(`/api/shares/${open.token}`)).body).toContain('致欧阳䶮的感谢信')
  })

  it('does not count as a verification: those who look at a picture are not those who check', async () => {
    const checks = async () => {
      await house.deps.verdicts.counts.flush()
      return (await holder.client.certificates.get({ params: { certificateNo } })).checks
    }
    const before = await checks()
    const { token } = await share()
    await anyone.client.sharing.get({ params: { token } })
    expect(await checks()).toBe(before)
  })

  it('is not found any more once its holder has been deactivated', async () => {
    const leaver = await aBrowserOf(house, 'employee')
    const { certificateNo: last } = await issuer.client.certificates.issue({ body: await anOrder(house, { employeeNo: leaver.person.employeeNo }) })
    const { token } = await leaver.client.sharing.create({ params: { certificateNo: last }, body: { showName: true } })
    await house.deps.db.models.users.update({ isActive: false }, { where: { id: leaver.person.id } })
    expect(await statusesOf(token)).toEqual([404, 404, 404])
  })

  it('says the whole name where the holder shares it so', async () => {
    const { token } = await share({ showName: true, showScore: true })
    expect((await anyone.client.sharing.get({ params: { token } })).verdict.certificate?.holderName).toBe('欧阳䶮')
  })

  it('tells of a revocation at once', async () => {
    const other = await issuer.client.certificates.issue({ body: await anOrder(house, { employeeNo: holder.person.employeeNo, title: '另一张' }) })
    const { token } = await holder.client.sharing.create({ params: { certificateNo: other.certificateNo }, body: { showName: true } })
    await anyone.client.sharing.get({ params: { token } })
    await issuer.client.certificates.revoke({ params: { certificateNo: other.certificateNo }, body: { reason: '成绩复核未通过' } })
    expect((await anyone.client.sharing.get({ params: { token } })).verdict).toMatchObject({ outcome: 'invalid', status: 'revoked' })
  })

  it('is dead at once when it is taken back: for the page, the preview and the picture', async () => {
    const { token, tokenHash } = await share()
    expect(await statusesOf(token)).toEqual([200, 200, 200])
    await holder.client.sharing.withdraw({ params: { certificateNo, token: tokenHash } })
    expect(await statusesOf(token)).toEqual([410, 410, 410])
    const { items } = await holder.client.sharing.list({ params: { certificateNo } })
    expect(items.find(item => item.tokenHash === tokenHash)).toMatchObject({ isOpen: false, withdrawnAt: house.clock.now().toISOString() })
    await holder.client.sharing.withdraw({ params: { certificateNo, token } })
  })

  it('ends when the holder said that it would, to the millisecond', async () => {
    const expiresAt = new Date(house.clock.now().getTime() + dayMs)
    const { token } = await share({ showName: false, expiresAt: expiresAt.toISOString() })
    house.clock.set(new Date(expiresAt.getTime() - 1))
    expect(await statusesOf(token)).toEqual([200, 200, 200])
    house.clock.set(expiresAt)
    expect(await statusesOf(token)).toEqual([410, 410, 410])
  })

  it.each([
    ['a moment that has passed', '2020-01-01T00:00:00Z', 422],
    ['no instant', 'tomorrow', 422],
    ['the end of time', '9999-12-31T23:59:59-12:00', 422],
    ['eleven years from now', '2037-11-24T00:00:00Z', 422],
  ])('cannot be made to end at %s', async (_, expiresAt, status) => {
    const answer = await holder.send('POST', `/api/certificates/${certificateNo}/shares`, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ showName: true, expiresAt }),
    })
    expect(answer.status).toBe(status)
  })

  it('is kept as a hash only', async () => {
    const { token, tokenHash } = await share()
    expect(tokenHash).toBe(sha256(token))
    const rows = JSON.stringify([
      await select(house.deps.db, 'SELECT * FROM certificate_shares'),
      await select(house.deps.db, 'SELECT * FROM audit_events'),
      await holder.client.sharing.list({ params: { certificateNo } }),
    ])
    expect(rows).toContain(tokenHash)
    expect(rows).not.toContain(token)
    expect((await get(`/api/shares/${tokenHash}`)).status).toBe(404)
  })

  it('belongs to the holder alone: nobody else makes, lists or takes one back', async () => {
    const { tokenHash } = await share()
    for (const role of ['issuer', 'admin', 'manager', 'employee'] as const) {
      const { client } = await aBrowserOf(house, role, { unit: holder.person.unit })
      await expect(client.sharing.create({ params: { certificateNo }, body: { showName: true } })).rejects.toThrow('certificate_not_found')
      await expect(client.sharing.list({ params: { certificateNo } })).rejects.toThrow('certificate_not_found')
      await expect(client.sharing.withdraw({ params: { certificateNo, token: tokenHash } })).rejects.toThrow('certificate_not_found')
    }
  })

  it('cannot be taken back through another certificate', async () => {
    const { tokenHash } = await share()
    const other = await issuer.client.certificates.issue({ body: await anOrder(house, { employeeNo: holder.person.employeeNo, title: '第三张' }) })
    await expect(holder.client.sharing.withdraw({ params: { certificateNo: other.certificateNo, token: tokenHash } })).rejects.toThrow('share_not_found')
  })

  // As many as promised on one engine: what is guessed on the other is looked up by the same statement.
  const guesses = engine === 'sqlite' ? 10_000 : 1_000
  it(`is not found by guessing: ${guesses.toLocaleString('en')} guesses find nothing, all look the same, and whoever guesses has to wait, though not for a link that is right`, async () => {
    const answers = new Map<string, number>()
    const guess = async () => {
      const { status, body } = await get(`/api/shares/${randomBytes(16).toString('base64url')}`)
      const { requestId, ...said } = JSON.parse(body) as { requestId: string }
      const answer = `${status} ${JSON.stringify(said)}`
      answers.set(answer, (answers.get(answer) ?? 0) + 1)
    }
    for (let minute = 0; minute < guesses / 20; minute += 1) {
      // Another minute for each twenty, so that the guesses are really looked up and not only refused.
      house.clock.pass(61_000)
      await Promise.all(Array.from({ length: 20 }, guess))
    }
    expect([...answers.values()]).toEqual([guesses])
    expect([...answers.keys()][0]).toContain('share_not_found')
    expect((await get(`/api/shares/${randomBytes(16).toString('base64url')}`)).status).toBe(429)
    const { token } = await share()
    expect((await get(`/api/shares/${token}`)).status).toBe(200)
  }, 120_000)

  it('stays in the list while it is open, whatever has been taken back since', async () => {
    const { certificateNo: other } = await issuer.client.certificates.issue({
      body: await anOrder(house, { employeeNo: holder.person.employeeNo, title: '第五张' }),
    })
    const params = { certificateNo: other }
    const { tokenHash } = await holder.client.sharing.create({ params, body: { showName: false } })
    for (let at = 0; at < 101; at += 1) {
      const { token } = await holder.client.sharing.create({ params, body: { showName: false } })
      await holder.client.sharing.withdraw({ params: { ...params, token } })
    }
    const { items } = await holder.client.sharing.list({ params })
    expect([items.length, items[0]?.tokenHash]).toEqual([100, tokenHash])
  })

  it('is made of a certificate in force only; one that is open goes on and says how it stands', async () => {
    const other = await issuer.client.certificates.issue({ body: await anOrder(house, { employeeNo: holder.person.employeeNo, title: '第六张' }) })
    const params = { certificateNo: other.certificateNo }
    await issuer.client.certificates.revoke({ params, body: { reason: '成绩复核未通过' } })
    await expect(holder.client.sharing.create({ params, body: { showName: false } })).rejects.toThrow('certificate_not_in_force')
  })

  it('can be open twenty times at most', async () => {
    const { certificateNo: other } = await issuer.client.certificates.issue({
      body: await anOrder(house, { employeeNo: holder.person.employeeNo, title: '第四张' }),
    })
    for (let at = 0; at < 20; at += 1) await holder.client.sharing.create({ params: { certificateNo: other }, body: { showName: false } })
    await expect(holder.client.sharing.create({ params: { certificateNo: other }, body: { showName: false } })).rejects.toThrow('too_many_shares')
    const [first] = (await holder.client.sharing.list({ params: { certificateNo: other } })).items
    await holder.client.sharing.withdraw({ params: { certificateNo: other, token: first?.tokenHash ?? '' } })
    await holder.client.sharing.create({ params: { certificateNo: other }, body: { showName: false } })
  })
})
