import { describe, expect, it } from 'vitest'
import { isSeen, nothing, reportOf, together } from './pending.ts'

describe('what has not been told yet', () => {
  it('is told as one: seconds add up, the furthest second stays, and through is through', () => {
    const one = { seconds: 12.4, completed: false, position: 300, duration: 900 }
    const other = { seconds: 30.7, completed: true, position: 120, duration: 900 }
    expect(together(one, other)).toEqual({ seconds: 43.1, completed: true, position: 300, duration: 900 })
    expect(together(other, one)).toEqual(together(one, other))
    expect(together(nothing, one)).toEqual(one)
  })
  it.each([
    [
      { seconds: 30.9, completed: false, position: 0, duration: 0 },
      { seconds: 30, completed: false },
    ],
    [
      { seconds: 0.4, completed: true, position: 810.6, duration: 900.2 },
      { seconds: 0, completed: true, position: 810, duration: 900 },
    ],
    [
      { seconds: 999_999, completed: false, position: 0, duration: 0 },
      { seconds: 86_400, completed: false },
    ],
  ])('%j goes out as %j', (pending, report) => expect(reportOf(pending)).toEqual(report))
  it.each([
    [2.9, 3.2, false],
    [3.01, 3.2, true],
    [53.95, 59.9, false],
    [54.1, 59.9, true],
    [3.2, Infinity, false],
    [0, 0, false],
  ])('at second %d of a video of %d seconds it is through: %s, since whole seconds are what is told', (position, duration, answer) =>
    expect(isSeen({ position, duration })).toBe(answer),
  )
})
