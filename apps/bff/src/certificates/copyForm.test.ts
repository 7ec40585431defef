import { expect, it } from 'vitest'
import { hidingFor } from './copyForm.ts'

it('has nothing to leave off where there is no score', () => {
  const without = { score: null }
  expect([hidingFor(without, 'score'), hidingFor(without, 'name,score'), hidingFor(without, 'name'), hidingFor(without, undefined)]).toEqual([
    undefined,
    'name',
    'name',
    undefined,
  ])
  expect(hidingFor({ score: 0 }, 'name,score')).toBe('name,score')
})
