import { expect, it } from 'vitest'
import { createQueue } from './queue.ts'

const served = <T>({ shift }: { shift: () => T | undefined }) => Array.from({ length: 6 }, shift).filter(item => item !== undefined)

it('whoever is in a lower lane is served first', () => {
  const queue = createQueue<string>()
  queue.push('a look', { lane: 1, asker: '' })
  queue.push('a certificate', { lane: 0, asker: '' })
  expect(served(queue)).toEqual(['a certificate', 'a look'])
})

it('somebody who wants one thing does not wait for all of somebody who wants many', () => {
  const queue = createQueue<string>()
  for (const item of ['many 1', 'many 2', 'many 3', 'many 4']) queue.push(item, { lane: 0, asker: 'many' })
  queue.push('one', { lane: 0, asker: 'one' })
  expect(served(queue)).toEqual(['many 1', 'one', 'many 2', 'many 3', 'many 4'])
})

it('everybody is counted, and each', () => {
  const queue = createQueue<string>()
  for (const asker of ['one', 'other', 'one']) queue.push('', { lane: 0, asker })
  expect([queue.count(0), queue.count(0, 'one'), queue.count(0, 'nobody'), queue.count(1)]).toEqual([3, 2, 0, 0])
})
