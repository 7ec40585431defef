import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { newestOnly } from './newestOnly.ts'

it('of those who type, each looks at what they typed last; others are looked after beside them', async () => {
  const inTurn = newestOnly()
  const began: string[] = []
  const look = (who: number, what: string) =>
    inTurn(who, async () => {
      began.push(what)
      await setTimeout(5)
      return what
    })
  const outcomes = await Promise.allSettled([look(1, 'a'), look(1, 'ab'), look(1, 'abc'), look(1, 'abcd'), look(2, 'x')])
  expect(outcomes.map(outcome => (outcome.status === 'fulfilled' ? outcome.value : (outcome.reason as { code: string }).code))).toEqual([
    'a',
    'too_many_requests',
    'too_many_requests',
    'abcd',
    'x',
  ])
  expect(began).toEqual(['a', 'x', 'abcd'])
})

it('a work that fails holds up nobody', async () => {
  const inTurn = newestOnly()
  await expect(inTurn(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await inTurn(1, () => Promise.resolve('yes'))).toBe('yes')
})
