import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useCountdown } from './useCountdown.ts'

describe('the clock of an exam', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const start = (seconds: number | null) => {
    const [over, speak] = [vi.fn<() => void>(), vi.fn<(minutes: number) => void>()]
    const scope = effectScope()
    const countdown = scope.run(() => useCountdown(seconds, { over, speak }))
    if (!countdown) throw new Error('it did not start')
    return { ...countdown, over, speak, end: () => scope.stop() }
  }

  it('counts down and ends once', () => {
    const { left, over, end } = start(3)
    vi.advanceTimersByTime(1_100)
    expect(left.value).toBe(2)
    vi.advanceTimersByTime(5_000)
    expect(left.value).toBe(0)
    expect(over).toHaveBeenCalledTimes(1)
    end()
  })

  it('goes by what the server says last, and by nothing that the phone thinks the time is', () => {
    const { left, set, over, end } = start(100)
    vi.setSystemTime(new Date('2031-01-01'))
    vi.advanceTimersByTime(1_000)
    expect(left.value).toBe(99)
    set(40)
    vi.advanceTimersByTime(1_000)
    expect([left.value, over.mock.calls.length]).toEqual([39, 0])
    end()
  })

  it('says ten, five and one minute aloud, once', () => {
    const { speak, end } = start(605)
    vi.advanceTimersByTime(600_000)
    expect(speak.mock.calls.flat()).toEqual([10, 5, 1])
    end()
  })

  it('without a limit stands still', () => {
    const { left, over, end } = start(null)
    vi.advanceTimersByTime(100_000)
    expect([left.value, over.mock.calls.length]).toEqual([null, 0])
    end()
  })
})
