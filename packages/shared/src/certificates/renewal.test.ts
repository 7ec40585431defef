import { describe, expect, it } from 'vitest'
import { isRenewable, renewableFrom, renewedUntil } from './renewal.ts'

const zone = 'Asia/Shanghai'
const at = (text: string) => new Date(text)

describe('the renewal of a certificate', () => {
  it.each([
    ['begins when the old one ends, so that no day is lost', '2026-11-23T06:05:00Z', '2027-01-10T16:00:00Z', 12, '2028-01-10T16:00:00.000Z'],
    ['begins now where the old one is over', '2026-11-23T06:05:00Z', '2026-03-01T16:00:00Z', 12, '2027-11-23T16:00:00.000Z'],
    ['ends with the month where the day is not there', '2026-11-23T06:05:00Z', '2026-12-31T16:00:00Z', 2, '2027-02-28T16:00:00.000Z'],
  ])('%s', (_, now, before, months, end) => {
    expect(renewedUntil(at(now), at(before), months, zone)?.toISOString()).toBe(end)
  })

  it('has no end where the design has none', () => {
    expect(renewedUntil(at('2026-11-23T06:05:00Z'), at('2027-01-10T16:00:00Z'), null, zone)).toBe(null)
  })

  it('is possible from the ninetieth day before the end, from its first moment', () => {
    const end = at('2027-01-10T16:00:00Z')
    const from = renewableFrom(end, zone)
    expect(from.toISOString()).toBe('2026-10-12T16:00:00.000Z')
    expect([isRenewable(new Date(from.getTime() - 1), end, zone), isRenewable(from, end, zone)]).toEqual([false, true])
  })
})
