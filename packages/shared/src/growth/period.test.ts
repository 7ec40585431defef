import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, isoDay, parseDay } from '../certificates/validity.ts'
import { boundsOf, holds, isClosed, periodBefore, periodName, periodOf } from './period.ts'

const day = (text: string) => parseDay(text) ?? { year: 0, month: 0, day: 0 }

describe('a period', () => {
  it.each([
    ['week', '2026-11-23', '2026-11-23', '2026-11-30'],
    ['week', '2026-11-29', '2026-11-23', '2026-11-30'],
    ['week', '2026-11-22', '2026-11-16', '2026-11-23'],
    ['week', '2027-01-01', '2026-12-28', '2027-01-04'],
    ['week', '2028-02-29', '2028-02-28', '2028-03-06'],
    ['month', '2026-11-30', '2026-11-01', '2026-12-01'],
    ['month', '2026-12-31', '2026-12-01', '2027-01-01'],
    ['month', '2028-02-29', '2028-02-01', '2028-03-01'],
    ['all', '2026-11-23', null, null],
  ] as const)('%s of %s goes from %s until %s', (kind, text, from, until) => expect(periodOf(kind, day(text))).toEqual({ kind, from, until }))

  it('holds its day, follows the one before without a gap, and is named after its beginning', () => {
    const someDay = fc.integer({ min: 0, max: 5000 }).map(n => addDays({ year: 2024, month: 1, day: 1 }, n))
    fc.assert(
      fc.property(someDay, fc.constantFrom('week' as const, 'month' as const), (each, kind) => {
        const period = periodOf(kind, each)
        expect(holds(period, isoDay(each))).toBe(true)
        expect(holds(period, period.until ?? '')).toBe(false)
        expect(periodBefore(period)?.until).toBe(period.from)
        expect(periodName(period)).toBe(`${kind}:${period.from}`)
      }),
    )
  })
  it('of all has no beginning, no end and nothing before it', () => {
    const all = periodOf('all', day('2026-11-23'))
    expect([periodBefore(all), isClosed(all, '2999-01-01'), holds(all, '1970-01-01'), periodName(all)]).toEqual([null, false, true, 'all'])
  })
  it('is closed from the first day after it', () => {
    const week = periodOf('week', day('2026-11-23'))
    expect(['2026-11-29', '2026-11-30', '2026-12-01'].map(today => isClosed(week, today))).toEqual([false, true, true])
  })
  it('begins and ends at midnight in the zone of the organisation, also where a week has an hour more or less', () => {
    const bounds = (text: string, zone: string) => Object.values(boundsOf(periodOf('week', day(text)), zone)).map(at => at?.toISOString())
    expect(bounds('2026-11-23', 'Asia/Shanghai')).toEqual(['2026-11-22T16:00:00.000Z', '2026-11-29T16:00:00.000Z'])
    expect(bounds('2026-03-29', 'Europe/Berlin')).toEqual(['2026-03-22T23:00:00.000Z', '2026-03-29T22:00:00.000Z'])
    expect(bounds('2026-10-25', 'Europe/Berlin')).toEqual(['2026-10-18T22:00:00.000Z', '2026-10-25T23:00:00.000Z'])
  })
})
