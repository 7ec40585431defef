import type { FeedEntry } from '@wallet/shared/dashboards/feed'
import { describe, expect, it } from 'vitest'
import { addNews, isUntold, withNews } from './news.ts'

const entry = (id: number, minute: number): FeedEntry => ({
  id,
  issuedAt: new Date(Date.UTC(2026, 10, 23, 4, minute)).toISOString(),
  type: 'exam',
  holderName: '黄*',
  title: '消防与急救',
  unit: { id: 2, name: '总装车间' },
})
const idsIn = (entries: readonly FeedEntry[]) => entries.map(({ id }) => id)

describe('news of certificates', () => {
  const fetched = { entries: [entry(8, 8), entry(7, 7)], issuedToday: 16 }
  it('stand before what was fetched, and are counted', () => {
    const { entries, issuedToday } = withNews(fetched, [entry(10, 10), entry(9, 9)])
    expect([idsIn(entries), issuedToday]).toEqual([[10, 9, 8, 7], 18])
  })
  it('are counted once, though they are fetched as well', () => expect(withNews(fetched, [entry(8, 8)])).toEqual(fetched))
  it('that have left the list of twenty since are not counted again', () => {
    const full = { entries: Array.from({ length: 20 }, (_, i) => entry(50 - i, 50 - i)), issuedToday: 30 }
    expect(withNews(full, [entry(20, 20)]).issuedToday).toBe(30)
  })
  it('are kept as long as the list is, each once', () => {
    const all = Array.from({ length: 30 }, (_, i) => entry(i, i)).reduce<readonly FeedEntry[]>(addNews, [])
    expect([all.length, all[0]?.id, addNews(all, entry(29, 29)).length]).toEqual([20, 29, 20])
  })
})

describe('a line that says nothing', () => {
  const [open, now] = [new Date(entry(0, 0).issuedAt), new Date(entry(0, 30).issuedAt)]
  it('is dead where something was issued of which it did not tell', () => expect(isUntold([entry(5, 5)], [], open, now)).toBe(true))
  it('is well where it told of it, where it was not open, or where it is still to come', () => {
    expect(isUntold([entry(5, 5)], [entry(5, 5)], open, now)).toBe(false)
    expect(isUntold([entry(5, 5)], [], null, now)).toBe(false)
    expect(isUntold([entry(5, 30)], [], open, now)).toBe(false)
  })
})
