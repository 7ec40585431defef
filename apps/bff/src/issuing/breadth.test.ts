import { expect, it } from 'vitest'
import { breadths } from './breadth.ts'

it('a text is as wide as its characters, and holds parts that are never broken', () => {
  const measure = breadths(sign => (sign > '\u2e80' ? 1 : 0.5))
  expect(measure('国'.repeat(100))).toEqual({ whole: 100, unbroken: 0, signs: 0 })
  expect(measure('W'.repeat(60))).toEqual({ whole: 30, unbroken: 30, signs: 60 })
  expect(measure('学习 Kubernetes 与 Go')).toEqual({ whole: 10.5, unbroken: 5, signs: 10 })
  expect(measure('好……！！')).toEqual({ whole: 4, unbroken: 3, signs: 4 })
  expect(measure('')).toEqual({ whole: 0, unbroken: 0, signs: 0 })
})
