import { describe, expect, it } from 'vitest'
import { addressOf, everybody, narrowedBy, queryOf } from './directory.ts'

describe('the list of people', () => {
  it('is narrowed down to what its address says', () => {
    const narrowed = { q: '孙', unitId: 7, role: 'manager', state: 'left' } as const
    expect(narrowedBy(addressOf(narrowed) as Record<string, string>)).toEqual(narrowed)
    expect(queryOf(narrowed)).toEqual(narrowed)
    expect([addressOf(everybody), queryOf(everybody)]).toEqual([{}, {}])
  })
  it.each([{ unit: '-1' }, { unit: '1e3' }, { role: 'boss' }, { state: 'ill' }, { q: null }])('ignores what it cannot mean: %j', query => {
    expect(narrowedBy(query)).toEqual(everybody)
  })
})
