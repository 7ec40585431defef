import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TooLate, within } from './deadline.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const forever = () => new Promise<never>(() => {})

describe('work with a deadline', () => {
  it('gives its result', async () => {
    await expect(within(100, new AbortController().signal, async () => 'done')).resolves.toBe('done')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('fails as the work fails', async () => {
    const broken = async () => {
      throw new Error('broken')
    }
    await expect(within(100, new AbortController().signal, broken)).rejects.toThrow('broken')
  })

  it('is given up when its time is over, and told so', async () => {
    const stopped = vi.fn<() => void>()
    const late = within(100, new AbortController().signal, stop => {
      stop.addEventListener('abort', stopped)
      return forever()
    })
    await Promise.all([expect(late).rejects.toThrow(TooLate), vi.advanceTimersByTimeAsync(100)])
    expect(stopped).toHaveBeenCalledOnce()
  })

  it('is given up at once when it is called off, and not begun afterwards', async () => {
    const person = new AbortController()
    const work = vi.fn<() => Promise<never>>(forever)
    const going = within(100, person.signal, work)
    person.abort()
    await expect(going).rejects.toThrow('aborted')
    await expect(within(100, person.signal, work)).rejects.toThrow('aborted')
    expect(work).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })
})
