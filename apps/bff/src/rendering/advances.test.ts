import { expect, it } from 'vitest'
import { advances } from './advances.ts'

it('characters are as wide as the fonts set them', async () => {
  const advance = await advances()
  expect(['国', '，', '𠮷'].map(advance)).toEqual([1, 1, 1])
  const [w = 0, i = 0, m = 0, digit = 0] = ['W', 'i', 'm', '0'].map(advance)
  expect([w > 0.9, i < 0.4, m > 0.8, digit > 0.5 && digit < 0.7]).toEqual([true, true, true, true])
})
