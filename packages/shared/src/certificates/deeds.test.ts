import { describe, expect, it } from 'vitest'
import { deeds, possibleDeeds, refusalOf } from './deeds.ts'
import { renewableFrom, renewedUntil } from './renewal.ts'
import { dayMs, statuses, type Status } from './status.ts'
import { parseDay } from './validity.ts'

const zone = 'Asia/Shanghai'
const now = new Date('2026-11-23T06:05:00.000Z')
const when = { now, zone }
const holderName = '张伟'
const soon = new Date(now.getTime() + 20 * dayMs)

describe('what may be done to a certificate', () => {
  it.each([
    ['valid', ['suspend', 'renew', 'reissue', 'revoke']],
    ['expiring', ['suspend', 'renew', 'reissue', 'revoke']],
    ['expired', ['renew', 'reissue', 'revoke']],
    ['notYetValid', ['suspend', 'reissue', 'revoke']],
    ['suspended', ['restore', 'revoke']],
    ['superseded', ['revoke']],
    ['revoked', []],
  ] satisfies [Status, string[]][])('that is %s', (status, possible) => expect(possibleDeeds({ status, validUntil: soon, holderName }, when)).toEqual(possible))

  it('is never to renew one that does not end', () => {
    for (const status of statuses) expect(refusalOf('renew', { status, validUntil: null, holderName }, when)).not.toBeNull()
    expect(refusalOf('renew', { status: 'valid', validUntil: null, holderName }, when)).toBe('certificate_unlimited')
  })
  it('is neither to renew nor to correct one whose name is withheld; to take it back is still possible', () => {
    expect(possibleDeeds({ status: 'valid', validUntil: soon, holderName: null }, when)).toEqual(['suspend', 'revoke'])
    for (const deed of ['renew', 'reissue'] as const)
      expect(refusalOf(deed, { status: 'valid', validUntil: soon, holderName: null }, when)).toBe('name_withheld')
  })
  it('has a reason for every refusal that names the status', () => {
    const refusals = Object.fromEntries(statuses.map(status => [status, deeds.map(deed => refusalOf(deed, { status, validUntil: soon, holderName }, when))]))
    expect(refusals['suspended']).toEqual(['certificate_suspended', null, 'certificate_suspended', 'certificate_suspended', null])
    expect(refusals['superseded']).toEqual(['certificate_superseded', 'certificate_not_suspended', 'certificate_superseded', 'certificate_superseded', null])
    expect(new Set(refusals['revoked'])).toEqual(new Set(['certificate_already_revoked', 'certificate_not_suspended']))
  })
})

describe('the window of renewal', () => {
  const validUntil = new Date('2027-02-21T16:00:00.000Z')
  it.each([
    ['a millisecond before it opens', -1, 'renewal_not_open'],
    ['the moment it opens', 0, null],
    ['a millisecond later', 1, null],
    ['the end of the certificate', 90 * dayMs, null],
    ['a year after its end', 455 * dayMs, null],
  ])('%s', (_, ms, refusal) =>
    expect(refusalOf('renew', { status: 'valid', validUntil, holderName }, { zone, now: new Date(renewableFrom(validUntil, zone).getTime() + ms) })).toBe(
      refusal,
    ),
  )
})

describe('the end of a renewal', () => {
  const end = (lastDay: string) => new Date(`${lastDay}T16:00:00.000Z`)
  it.each([
    ['renewed early, from the old end', '2026-12-31', 12, '2027-12-31'],
    ['renewed on its last day', '2026-11-23', 12, '2027-11-23'],
    ['renewed a day late, from today', '2026-11-22', 12, '2027-11-23'],
    ['renewed years late, from today', '2024-02-29', 12, '2027-11-23'],
    ['that ends on the 31st of a longer month', '2027-01-31', 1, '2027-02-28'],
    ['that ends on a leap day', '2028-02-29', 12, '2029-02-28'],
    ['that ends in a leap year', '2027-01-31', 13, '2028-02-29'],
  ])('%s', (_, last, months, lastNew) => {
    expect(parseDay(last)).not.toBeNull()
    expect(renewedUntil(now, end(last), months, zone)).toEqual(end(lastNew))
  })
  it('is counted by the local day: what ended at midnight is over', () => {
    const over = end('2026-11-23')
    expect(renewedUntil(new Date(over.getTime() - 1), over, 12, zone)).toEqual(end('2027-11-23'))
    expect(renewedUntil(over, over, 12, zone)).toEqual(end('2027-11-24'))
    expect(renewedUntil(new Date(over.getTime() + 1), over, 12, zone)).toEqual(end('2027-11-24'))
  })
  it('does not come where the template has none', () => expect(renewedUntil(now, soon, null, zone)).toBeNull())
})
