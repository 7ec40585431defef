import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, dayIn, endOfDay, hourIn, isoDay, lastDayOf, parseDay, startOfDay, validUntilAfter } from './validity.ts'

const day = (text: string) => parseDay(text) ?? { year: 0, month: 0, day: 0 }

describe('adding months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-05-31', 24, '2028-05-31'],
  ])('%s + %i months = %s', (from, months, to) => expect(isoDay(addMonths(day(from), months))).toBe(to))
})

describe('the hour of a day', () => {
  it.each([
    ['2026-11-22T16:00:00.000Z', 'Asia/Shanghai', 0],
    ['2026-11-23T15:59:59.999Z', 'Asia/Shanghai', 23],
    ['2026-11-23T03:14:00.000Z', 'Asia/Kathmandu', 8],
  ])('%s is in %s in hour %i', (at, zone, hour) => expect(hourIn(new Date(at), zone)).toBe(hour))
})

describe('the end of a day', () => {
  it.each([
    ['2026-12-31', 'Asia/Shanghai', '2026-12-31T16:00:00.000Z'],
    ['2026-12-31', 'UTC', '2027-01-01T00:00:00.000Z'],
    ['2026-03-28', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    ['2026-02-28', 'Asia/Kathmandu', '2026-02-28T18:15:00.000Z'],
  ])('%s in %s is %s', (last, zone, instant) => expect(endOfDay(day(last), zone).toISOString()).toBe(instant))

  it('is the first moment after midnight where the clock jumps over it', () => {
    expect(startOfDay(day('2018-11-04'), 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z')
  })
  it('gives its day back', () => {
    for (const zone of ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati'])
      for (const text of ['2026-01-01', '2026-03-29', '2028-02-29', '2026-11-01', '2026-12-31'])
        expect(isoDay(lastDayOf(endOfDay(day(text), zone), zone))).toBe(text)
  })
})

describe('how long a certificate lasts', () => {
  it('counts from the local day of issue, not the UTC one', () => {
    const lateEveningUtc = new Date('2026-01-30T17:30:00Z') // already the 31st in Shanghai
    expect(validUntilAfter(lateEveningUtc, 1, 'Asia/Shanghai')?.toISOString()).toBe('2026-02-28T16:00:00.000Z')
    expect(validUntilAfter(lateEveningUtc, 1, 'UTC')?.toISOString()).toBe('2026-03-01T00:00:00.000Z')
  })
  it('has no end without a number of months', () => expect(validUntilAfter(new Date(), null, 'Asia/Shanghai')).toBeNull())
})

describe('reading a day', () => {
  it.each(['2026-02-30', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '', 'today'])('%j is none', text => expect(parseDay(text)).toBeNull())
})

describe('a day in a zone', () => {
  const zones = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'Africa/Casablanca', 'Africa/Monrovia', 'UTC']
  it('is what the calendar there says, at any moment', () => {
    const instants = fc.date({ min: new Date('1960-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
        const shown = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' })
        expect(`${isoDay(dayIn(instant, zone))}, ${String(hourIn(instant, zone)).padStart(2, '0')}`).toBe(shown.format(instant))
      }),
      { numRuns: 1_000 },
    )
  })
})
