import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { usePause } from './usePause.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const begin = () => {
  const scope = effectScope()
  const { after, drop } = scope.run(usePause) ?? expect.fail('a scope that runs')
  const done: string[] = []
  return { scope, done, drop, say: (text: string) => after(250, () => done.push(text)) }
}

it('does only the last of what was put off, once there is a pause', () => {
  const { done, say } = begin()
  say('w')
  vi.advanceTimersByTime(200)
  say('wa')
  vi.advanceTimersByTime(200)
  expect(done).toEqual([])
  vi.advanceTimersByTime(50)
  expect(done).toEqual(['wa'])
})

it('does nothing after it was dropped, or once the component is gone', () => {
  const { scope, done, drop, say } = begin()
  say('dropped')
  drop()
  vi.advanceTimersByTime(300)
  say('gone')
  scope.stop()
  vi.advanceTimersByTime(300)
  expect(done).toEqual([])
})
