import { describe, expect, it } from 'vitest'
import { knowledge } from './knowledge.ts'
import { knows, readPlace, writePlace } from './place.ts'

describe('a place along the certificates', () => {
  it.each([
    [{ last: 107, gaps: [] }, '107'],
    [{ last: 107, gaps: [101, 104] }, '107-101.104'],
  ])('%j is written %s and read again', (place, text) => {
    expect(writePlace(place)).toBe(text)
    expect(readPlace(text)).toEqual(place)
  })
  it.each([undefined, '', 'abc', '-1', '1-', '1-2.', '1.5', `1-${'2.'.repeat(200)}3`, '9'.repeat(16)])('%s is none', text => expect(readPlace(text)).toBeNull())
  it('tells of the newest hundred gaps, so that it stays a header', () =>
    expect(readPlace(writePlace({ last: 5_000, gaps: Array.from({ length: 300 }, (_, i) => i) }))?.gaps).toHaveLength(100))
  it('knows what lies up to it, but for its gaps', () =>
    expect([103, 104, 107, 108].map(id => knows({ last: 107, gaps: [104] }, id))).toEqual([true, false, true, false]))
})

describe('what is known of certificates', () => {
  it('begins with the newest, and with what is not there between them', () => expect(knowledge([5, 6, 9], 0).place()).toEqual({ last: 9, gaps: [7, 8] }))
  it('learns what comes, and what came late', () => {
    const known = knowledge([1], 0)
    for (const id of [4, 2]) known.add(id, 0)
    expect(known.place()).toEqual({ last: 4, gaps: [3] })
  })
  it('gives up after a minute on what was never written', () => {
    const known = knowledge([1], 0)
    known.add(3, 1_000)
    known.settle(60_000)
    expect(known.place().gaps).toEqual([2])
    known.settle(61_001)
    expect(known.place().gaps).toEqual([])
  })
  it('does not wait for millions, where the database has left them out', () => {
    const known = knowledge([], 0)
    known.add(5_000_000, 0)
    expect(known.place().gaps).toHaveLength(200)
  })
})
