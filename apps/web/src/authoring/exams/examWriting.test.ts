import type { PoolLine } from '@wallet/shared/exams/authored'
import { describe, expect, it } from 'vitest'
import { countOf, examWriting, fittingIn } from './examWriting.ts'

const line = (id: number, kind: PoolLine['kind'], category: PoolLine['category']): PoolLine => ({
  id,
  kind,
  category,
  isReserved: true,
  state: 'published',
  stem: `题 ${id}`,
})
const pool = [line(1, 'single', 'safety'), line(2, 'single', 'product'), line(3, 'multiple', 'safety')]

describe('an exam that is written', () => {
  it('counts what fits a part of its paper', () => {
    expect([fittingIn(pool, { kind: 'single', category: null }), fittingIn(pool, { kind: 'single', category: 'safety' })]).toEqual([2, 1])
  })
  it('has as many questions as its parts, or as one number says', () => {
    const sections = [
      { kind: 'single', category: null, count: 4 },
      { kind: 'multiple', category: null, count: 2 },
    ] as const
    expect(countOf({ bySections: true, count: 10, sections: [...sections] })).toBe(6)
    expect(countOf({ bySections: false, count: 10, sections: [...sections] })).toBe(10)
  })
  it('can be taken along as text', () => {
    expect(examWriting.asText({ ...examWriting.blank(), title: '消防', englishTitle: 'Fire', pool: pool.slice(0, 1) })).toBe('消防\nFire\n- 题 1')
  })
})
