import { expect, it } from 'vitest'
import { createRecent } from './recent.ts'

it('what was not asked for any more makes room', () => {
  const recent = createRecent<number>(2)
  recent.keep('one', 1)
  recent.keep('two', 2)
  recent.get('one')
  expect(recent.keep('three', 3)).toBe(3)
  expect(['one', 'two', 'three'].map(name => recent.get(name))).toEqual([1, undefined, 3])
})
