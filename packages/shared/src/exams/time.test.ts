import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attemptStateAt, deadlineOf, endedAt, isLate, savedInTime, secondsLeft, type AttemptTimes } from './time.ts'

const startedAt = new Date('2026-11-23T06:05:00Z')
const times = (more: Partial<AttemptTimes> = {}): AttemptTimes => ({ startedAt, minutes: 30, submittedAt: null, ...more })
const deadline = new Date('2026-11-23T06:35:00Z')
const at = (ms: number) => new Date(deadline.getTime() + ms)

describe('the time of an attempt', () => {
  it('ends so many minutes after it began', () => {
    expect(deadlineOf(times())).toEqual(deadline)
    expect(deadlineOf(times({ minutes: null }))).toBeNull()
  })
  it.each([
    [-1, 'running', 1, false],
    [0, 'running', 0, false],
    [1, 'over', 0, true],
    [1000, 'over', 0, true],
    [-1_800_000, 'running', 1800, false],
    [-59_999, 'running', 60, false],
  ] as const)('%i ms from its deadline it is %s, with %i s left', (ms, state, left, late) => {
    expect([attemptStateAt(at(ms), times()), secondsLeft(at(ms), deadline), isLate(at(ms), deadline)]).toEqual([state, left, late])
  })
  it('without a limit never runs out', () => {
    const free = times({ minutes: null })
    expect(attemptStateAt(new Date('2999-01-01T00:00:00Z'), free)).toBe('running')
    expect(secondsLeft(startedAt, null)).toBeNull()
  })
  it('is over for good once it is submitted', () => expect(attemptStateAt(at(-1000), times({ submittedAt: at(-2000) }))).toBe('submitted'))

  it('ends when it is submitted, or at the deadline where that comes first', () => {
    expect(endedAt(at(5000), times({ submittedAt: at(-1000) }))).toEqual(at(-1000))
    expect(endedAt(at(5000), times({ submittedAt: at(1000) }))).toEqual(deadline)
    expect(endedAt(at(86_400_000), times())).toEqual(deadline)
    expect(endedAt(at(-1000), times())).toEqual(at(-1000))
  })
})

describe('a late submission', () => {
  it('counts what was saved by the deadline, and nothing after', () => {
    const answers = [-60_000, -1, 0, 1, 1000].map(ms => ({ savedAt: at(ms), ms }))
    expect(savedInTime(answers, deadline).map(({ ms }) => ms)).toEqual([-60_000, -1, 0])
    expect(savedInTime(answers, null)).toHaveLength(5)
  })
  it('can be as late as it likes: the same counts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100_000, max: 100_000 })), fc.nat(), (saved, late) => {
        const answers = saved.map(ms => ({ savedAt: at(ms) }))
        const counted = savedInTime(answers, deadlineOf(times({ submittedAt: at(late) })))
        expect(counted).toEqual(answers.filter(({ savedAt }) => savedAt <= deadline))
      }),
    )
  })
})
