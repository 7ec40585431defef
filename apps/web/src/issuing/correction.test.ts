import type { Certificate } from '@wallet/shared/certificates/certificate'
import { describe, expect, it } from 'vitest'
import { changesIn, correctionOf, correctionSlips, formFor } from './correction.ts'

const zone = 'Asia/Shanghai'
const certificate = {
  ...{ holderName: '周雨桐', title: '数据安全', description: null, score: 96.5, completionRate: null },
  ...{ issuedAt: '2026-11-22T16:30:00.000Z', validUntil: '2027-11-23T16:00:00.000Z' },
} as Certificate
const form = formFor(certificate, null, zone)

describe('a correction', () => {
  it('begins with the certificate as it is, by the organisation’s days, and with the name that is registered now', () => {
    expect(form).toEqual({
      ...{ holderName: '周雨桐', title: '数据安全', description: '', score: '96.5', completionRate: '' },
      ...{ issuedOn: '2026-11-23', lastDay: '2027-11-23', reason: '' },
    })
    expect(formFor(certificate, '周雨彤', zone).holderName).toBe('周雨彤')
  })
  it('sends the name, the reason, and of the rest what becomes something else', () => {
    expect(correctionOf({ ...form, reason: ' 错字 ' }, certificate, zone)).toEqual({ holderName: '周雨桐', reason: '错字' })
    expect(
      correctionOf({ ...form, holderName: '周雨彤', score: '', lastDay: '', issuedOn: '2026-11-01', description: '优秀', reason: '错' }, certificate, zone),
    ).toEqual({
      ...{ holderName: '周雨彤', reason: '错', score: null, validUntil: null, issuedOn: '2026-11-01', description: '优秀' },
    })
  })
  it('says what becomes what', () => {
    expect(changesIn({ ...form, holderName: '周雨彤 ', score: '98' }, certificate, zone)).toEqual([
      { fact: 'holderName', before: '周雨桐', after: '周雨彤' },
      { fact: 'score', before: '96.5', after: '98' },
    ])
  })
  it.each([
    [{ holderName: ' ' }, ['holderName']],
    [{ title: '' }, ['title']],
    [{ score: '101', completionRate: 'x' }, ['score', 'completionRate']],
    [{ issuedOn: '2026-11-24' }, ['issuedOn']],
    [{ issuedOn: '' }, ['issuedOn']],
    [{ lastDay: '2026-11-22' }, ['lastDay']],
    [{ reason: '' }, ['reason']],
    [{}, []],
  ])('%j lacks %j', (more, fields) => expect(Object.keys(correctionSlips({ ...form, reason: '错', ...more }, '2026-11-23'))).toEqual(fields))
})
