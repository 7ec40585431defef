import { describe, expect, it } from 'vitest'
import { shiftAt, spanOf, standingOf } from './standing.ts'

const noon = new Date('2026-11-23T04:00:00Z')
const after = (seconds: number) => new Date(noon.getTime() + 1000 * seconds)
const heard = { openedAt: noon, refreshedAt: noon, tries: 0, feedLostAt: null, isOnline: true }

describe('how a wall stands with the server', () => {
  it('lives while figures come, and says how old they are', () => expect(standingOf({ ...heard, now: after(3) })).toEqual({ state: 'live', seconds: 3 }))
  it('does not cry wolf over one missed refresh', () => expect(standingOf({ ...heard, now: after(21), tries: 1 }).state).toBe('live'))
  it('is lost after two missed ones, and says since when', () =>
    expect(standingOf({ ...heard, now: after(365), tries: 7 })).toEqual({ state: 'lost', ms: 365_000, since: noon, tries: 7 }))
  it('is lost at once where the browser knows of no network', () =>
    expect(standingOf({ ...heard, isOnline: false, now: after(2) })).toEqual({ state: 'lost', ms: 2_000, since: noon, tries: 0 }))
  it('is lost where nothing has ever come', () => {
    expect(standingOf({ ...heard, refreshedAt: null, now: after(5) })).toEqual({ state: 'loading' })
    expect(standingOf({ ...heard, refreshedAt: null, now: after(40), tries: 4 })).toMatchObject({ state: 'lost', since: null })
  })
  it('tells figures that come from news that do not', () => {
    expect(standingOf({ ...heard, now: after(4), refreshedAt: after(3), feedLostAt: noon }).state).toBe('live')
    expect(standingOf({ ...heard, now: after(61), refreshedAt: after(60), feedLostAt: noon })).toEqual({ state: 'feedLost', ms: 61_000 })
  })
})

it.each([
  [5_900, 'seconds', 5],
  [60_000, 'minutes', 1],
  [3_599_000, 'minutes', 59],
  [90_000_000, 'hours', 25],
])('%i ms are told in %s: %i', (ms, unit, n) => expect(spanOf(ms)).toEqual({ unit, n }))

it('moves by two units an hour at night and comes back, and stands still by day', () => {
  expect([20, 21, 1, 2, 6, 7].map(shiftAt)).toEqual([0, 2, 10, 10, 2, 0])
  expect([8, 12, 19].map(shiftAt)).toEqual([0, 0, 0])
})
