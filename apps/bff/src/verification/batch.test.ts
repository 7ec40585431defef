import { expect, it } from 'vitest'
import { Batch } from './batch.ts'

const counting = (size: number) => {
  const loads: (readonly number[])[] = []
  const batch = new Batch<number, string>(async keys => {
    loads.push(keys)
    if (keys.includes(13)) throw new Error('no')
    return new Map(keys.filter(key => key > 0).map(key => [key, `value ${key}`]))
  }, size)
  return { batch, loads }
}

it('what is asked for at once is loaded together, each key once', async () => {
  const { batch, loads } = counting(10)
  expect(await Promise.all([1, 2, 1, -1].map(key => batch.get(key)))).toEqual(['value 1', 'value 2', 'value 1', undefined])
  expect(loads).toEqual([[1, 2, -1]])
})
it('what is asked for later is loaded later', async () => {
  const { batch, loads } = counting(10)
  await batch.get(1)
  await batch.get(1)
  expect(loads).toEqual([[1], [1]])
})
it('a load is no larger than it may be, and one that fails fails alone', async () => {
  const { batch, loads } = counting(2)
  const answers = await Promise.allSettled([1, 2, 3, 13, 5].map(key => batch.get(key)))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(loads).toEqual([[1, 2], [3, 13], [5]])
})
