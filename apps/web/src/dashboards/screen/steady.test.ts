import { expect, it } from 'vitest'
import { steady } from './steady.ts'

it('keeps what says the same, so that only what has changed is drawn again', () => {
  const before = { months: [{ n: 1 }], field: { teams: [1, 2], requirements: 8 }, gone: 1 }
  const now = steady<object>(before, { months: [{ n: 1 }], field: { teams: [1, 3], requirements: 8 } }) as typeof before
  expect(now).toEqual({ months: [{ n: 1 }], field: { teams: [1, 3], requirements: 8 } })
  expect(now.months).toBe(before.months)
  expect(steady(before, structuredClone(before))).toBe(before)
  expect(steady(null, before)).toBe(before)
})
