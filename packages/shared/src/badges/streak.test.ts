import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayIn, isoDay, parseDay, startOfDay, type Day } from '../certificates/validity.ts'
import { countDays, currentStreak, longestStreak, withDay, type Runs } from './streak.ts'

const runsOf = (...days: string[]) => days.reduce<Runs>(withDay, [])
const day = fc.integer({ min: 0, max: 40 }).map(n => isoDay(addDays({ year: 2028, month: 2, day: 10 }, n)))
const parsed = (text: string): Day => parseDay(text) ?? { year: 0, month: 0, day: 0 }

describe('active days', () => {
  it.each([
    [['2026-11-23'], [['2026-11-23', '2026-11-23']]],
    [['2026-11-23', '2026-11-24'], [['2026-11-23', '2026-11-24']]],
    [['2026-11-24', '2026-11-23'], [['2026-11-23', '2026-11-24']]],
    [
      ['2026-11-23', '2026-11-25'],
      [
        ['2026-11-23', '2026-11-23'],
        ['2026-11-25', '2026-11-25'],
      ],
    ],
    [['2026-11-23', '2026-11-25', '2026-11-24'], [['2026-11-23', '2026-11-25']]],
    [['2026-11-30', '2026-12-01'], [['2026-11-30', '2026-12-01']]],
    [['2026-12-31', '2027-01-01'], [['2026-12-31', '2027-01-01']]],
    [['2028-02-28', '2028-02-29', '2028-03-01'], [['2028-02-28', '2028-03-01']]],
    [
      ['2028-02-28', '2028-03-01'],
      [
        ['2028-02-28', '2028-02-28'],
        ['2028-03-01', '2028-03-01'],
      ],
    ],
    [['2026-02-28', '2026-03-01'], [['2026-02-28', '2026-03-01']]],
  ])('%j are the runs %j', (days, runs) => expect(runsOf(...days)).toEqual(runs))

  it('are the same set in whatever order and however often they come', () => {
    const twoOrders = fc
      .array(day)
      .chain(days => fc.tuple(fc.constant(days), fc.shuffledSubarray([...days, ...days.slice(0, 3)], { minLength: days.length + Math.min(3, days.length) })))
    fc.assert(
      fc.property(twoOrders, ([days, again]) => {
        expect(runsOf(...again)).toEqual(runsOf(...days))
      }),
    )
  })
  it('are counted as a calendar counts them', () => {
    fc.assert(
      fc.property(fc.array(day), days => {
        const runs = runsOf(...days)
        const sorted = [...new Set(days)].toSorted()
        const longest = sorted.reduce(
          ({ best, run, last }, text) => {
            const now = last && isoDay(addDays(parsed(last), 1)) === text ? run + 1 : 1
            return { best: Math.max(best, now), run: now, last: text }
          },
          { best: 0, run: 0, last: '' },
        ).best
        expect([countDays(runs), longestStreak(runs)]).toEqual([sorted.length, longest])
      }),
    )
  })
})

describe('the current streak', () => {
  const week = runsOf('2026-11-01', '2026-11-20', '2026-11-21', '2026-11-22')
  it.each([
    ['2026-11-22', 3],
    ['2026-11-23', 3],
    ['2026-11-24', 0],
    ['2027-11-22', 0],
  ])('on %s is %i days', (today, days) => expect(currentStreak(week, today)).toBe(days))

  it('is nothing where nothing was done', () => expect([currentStreak([], '2026-11-23'), longestStreak([]), countDays([])]).toEqual([0, 0, 0]))

  it('survives a leap day and the end of a year', () => {
    expect(currentStreak(runsOf('2028-02-28'), '2028-02-29')).toBe(1)
    expect(currentStreak(runsOf('2028-02-28'), '2028-03-01')).toBe(0)
    expect(currentStreak(runsOf('2026-12-31'), '2027-01-01')).toBe(1)
  })
})

describe('days in the zone of the organisation', () => {
  const minute = 60_000
  it.each([
    ['Asia/Shanghai', '2026-11-20'],
    ['Europe/Berlin', '2026-03-27'],
    ['Europe/Berlin', '2026-10-23'],
    ['America/New_York', '2026-10-30'],
    ['Australia/Lord_Howe', '2026-04-03'],
    ['America/Sao_Paulo', '2018-11-02'],
    ['Pacific/Kiritimati', '2027-12-30'],
  ])('in %s from %s make a streak when each has one minute, its first or its last, whatever the clock does', (zone, from) => {
    const days = [0, 1, 2, 3, 4].map(n => addDays(parsed(from), n))
    const first = days.map(each => startOfDay(each, zone))
    const last = days.map(each => new Date(startOfDay(addDays(each, 1), zone).getTime() - minute))
    for (const instants of [first, last, first.map((at, i) => (i % 2 ? at : (last[i] ?? at)))])
      expect(longestStreak(runsOf(...instants.map(at => isoDay(dayIn(at, zone)))))).toBe(5)
  })
  it('are two when two minutes lie on either side of midnight', () => {
    const midnight = startOfDay({ year: 2026, month: 11, day: 24 }, 'Asia/Shanghai').getTime()
    const runs = runsOf(...[midnight - minute, midnight].map(time => isoDay(dayIn(new Date(time), 'Asia/Shanghai'))))
    expect(runs).toEqual([['2026-11-23', '2026-11-24']])
  })
})
