import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anOrder } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { execute } from '../db/query.ts'
import { expiryCalendar } from './calendar.ts'

const certificate = { certificateNo: 'KPL-2026-7K3M-9QXD-4R2T', title: '数据安全与合规实务', validUntil: new Date('2028-11-23T16:00:00.000Z') }
const expiry = {
  certificate,
  verifyUrl: `https://wallet.example.com/v/${certificate.certificateNo}`,
  zone: 'Asia/Shanghai',
  locale: 'zh-CN',
  now: new Date('2026-11-23T06:05:00.000Z'),
} as const
/** The lines as a calendar reads them: unfolded. */
const linesOf = (calendar: string) => calendar.replaceAll(/\r\n[ \t]/g, '').split('\r\n')
const valueOf = (calendar: string, name: string) =>
  linesOf(calendar)
    .find(line => line.startsWith(name))
    ?.slice(name.length)
/** What a calendar shows for an escaped text. */
const shown = (value = '') => value.replace(/\\([\\;,nN])/g, (_, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped))

describe('the end of a certificate in a calendar', () => {
  it('is an event of one whole day, the last on which it is valid, with reminders in the morning 30 and 7 days ahead', () => {
    expect(linesOf(expiryCalendar(expiry))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//wallet//certificates//ZH-CN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:KPL-2026-7K3M-9QXD-4R2T',
      'SEQUENCE:0',
      'DTSTAMP:20261123T060500Z',
      'DTSTART;VALUE=DATE:20281123',
      'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
      'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE',
      'SUMMARY:证书到期：数据安全与合规实务',
      'TRANSP:TRANSPARENT',
      `DESCRIPTION:今天是证书有效期的最后一天。\\n证书编号：${certificate.certificateNo}\\n查看与验证：${expiry.verifyUrl}`,
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-P29DT15H',
      'DESCRIPTION:证书到期：数据安全与合规实务',
      'END:VALARM',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-P6DT15H',
      'DESCRIPTION:证书到期：数据安全与合规实务',
      'END:VALARM',
      `URL;VALUE=URI:${expiry.verifyUrl}`,
      'CLASS:PRIVATE',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })

  it.each([
    ['Asia/Shanghai', '20281123'],
    ['UTC', '20281123'],
    ['Pacific/Auckland', '20281124'],
    ['America/Los_Angeles', '20281123'],
  ])('is the day it is in %s', (zone, day) => expect(valueOf(expiryCalendar({ ...expiry, zone }), 'DTSTART;VALUE=DATE:')).toBe(day))

  it('is in the language of whoever asks', () => {
    const calendar = expiryCalendar({ ...expiry, locale: 'en' })
    expect(shown(valueOf(calendar, 'SUMMARY:'))).toBe('Certificate expires: 数据安全与合规实务')
    expect(shown(valueOf(calendar, 'DESCRIPTION:'))).toMatch(/^The last day on which this certificate is valid\.\nNumber: KPL-/)
  })

  it.each([
    'a, b; c \\ d',
    'x\nEND:VEVENT\nBEGIN:VEVENT\nATTACH:https://evil.example',
    'x\r\nBEGIN:VCALENDAR',
    'x\rBEGIN:VCALENDAR',
    'BEGIN:VCALENDAR',
    '\\n\\,',
    '😀'.repeat(60),
    '数据安全与合规实务'.repeat(20),
    'e\u0301'.repeat(80),
  ])('takes a title for a title: %j', title => {
    const calendar = expiryCalendar({ ...expiry, certificate: { ...certificate, title } })
    expect(linesOf(calendar).filter(line => /^(BEGIN|END|ATTACH)/.test(line))).toEqual(
      linesOf(expiryCalendar(expiry)).filter(line => /^(BEGIN|END)/.test(line)),
    )
    expect(shown(valueOf(calendar, 'SUMMARY:')).replaceAll('\n', ' ')).toBe(`证书到期：${title.replace(/\r\n|\r|\n/g, ' ')}`)
    for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n\ufffd]/)
  })
})

describe.each(engines)('the calendar file, on %s', engine => {
  let house: House
  let issuer: Browser
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
  })
  afterAll(() => house.close())
  const issue = async (more: Parameters<typeof anOrder>[1] = {}) => issuer.client.certificates.issue({ body: await anOrder(house, more) })
  const path = (certificateNo: string) => `/api/certificates/${certificateNo}/calendar.ics`

  it('is a calendar for the holder, in the holder’s language', async () => {
    const holder = await aBrowserOf(house, 'employee')
    const { certificateNo, verifyUrl } = await issue({ employeeNo: holder.person.employeeNo, validUntil: '2027-02-28' })
    const response = await holder.send('GET', path(certificateNo))
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    const calendar = await response.text()
    expect([valueOf(calendar, 'DTSTART;VALUE=DATE:'), valueOf(calendar, 'DTSTAMP:'), valueOf(calendar, 'UID:'), valueOf(calendar, 'URL;VALUE=URI:')]).toEqual([
      '20270228',
      '20261123T060500Z',
      certificateNo,
      verifyUrl,
    ])
    expect(valueOf(calendar, 'SUMMARY:')).toMatch(/^证书到期/)
    await execute(house.deps.db, "UPDATE users SET locale = 'en' WHERE id = :id", { id: holder.person.id })
    expect(valueOf(await (await holder.send('GET', path(certificateNo))).text(), 'SUMMARY:')).toMatch(/^Certificate expires/)
  })

  it('is refused where there is no end, and to those who may not see the certificate', async () => {
    const { certificateNo } = await issue({ validUntil: null })
    const response = await issuer.send('GET', path(certificateNo))
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([409, 'certificate_unlimited'])
    expect((await (await aBrowserOf(house, 'employee')).send('GET', path(certificateNo))).status).toBe(404)
    expect((await house.browser().send('GET', path(certificateNo))).status).toBe(401)
  })
})
