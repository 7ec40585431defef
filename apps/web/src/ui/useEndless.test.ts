import { describe, expect, it } from 'vitest'
import { OfflineError, ProblemError } from '../api/api.ts'
import { useEndless, type Stretch } from './useEndless.ts'

interface Answer {
  readonly items: readonly string[]
  readonly nextCursor: string | null
}
interface Asked {
  readonly type: string | null
  readonly stretch: Stretch
  readonly answer: (page: Answer) => void
  readonly refuse: (why: Error) => void
}
const everything: { readonly type: string | null } = { type: null }
const broken = new ProblemError({ type: 'about:blank', title: '', status: 500, code: 'internal', requestId: 'r1' })
const offline = new OfflineError('no network')
const names = (from: number, count: number) => Array.from({ length: count }, (_, index) => `n${from + index}`)

/** A list whose answers come when the test says so, in any order. */
const begin = (known?: () => readonly string[] | null) => {
  const asked: Asked[] = []
  const list = useEndless({
    everything,
    step: 3,
    ask: ({ type }, stretch) => new Promise<Answer>((answer, refuse) => asked.push({ type, stretch, answer, refuse })),
    ...(known && { known }),
  })
  const last = () => asked.at(-1) ?? expect.fail('nothing was asked')
  const filled = async () => {
    const loaded = list.load()
    last().answer({ items: names(0, 3), nextCursor: 'c3' })
    await loaded
  }
  return { list, asked, last, filled }
}

describe('a list without an end', () => {
  it('shows its beginning, goes on from there, and is fetched again as long as it is', async () => {
    const { list, last, filled } = begin()
    await filled()
    expect([list.items.value, list.state.value]).toEqual([names(0, 3), 'ready'])
    const more = list.loadMore()
    expect(last().stretch).toEqual({ limit: 3, cursor: 'c3' })
    last().answer({ items: names(3, 2), nextCursor: null })
    await more
    expect([list.items.value, list.nextCursor.value]).toEqual([names(0, 5), null])
    void list.load()
    expect(last().stretch).toEqual({ limit: 5 })
    expect(list.items.value).toEqual(names(0, 5))
  })

  it('leaves nothing of the old filter under the new one, and says so where that fails', async () => {
    const { list, last, filled } = begin()
    await filled()
    const narrowed = list.showOnly({ type: 'exam' })
    expect([list.items.value, list.nextCursor.value, list.state.value]).toEqual([[], null, 'loading'])
    last().refuse(broken)
    await narrowed
    expect([list.items.value, list.state.value, list.trouble.value?.requestId]).toEqual([[], 'error', 'r1'])
    const again = list.begin()
    expect([list.state.value, last().type]).toEqual(['loading', 'exam'])
    last().answer({ items: ['x'], nextCursor: null })
    await again
    expect([list.items.value, list.state.value, list.trouble.value]).toEqual([['x'], 'ready', null])
  })

  it('keeps what is shown where fetching it again fails, or where the filter stays as it was', async () => {
    const { list, last, filled } = begin()
    await filled()
    const same = list.showOnly({ type: null })
    expect(list.items.value).toEqual(names(0, 3))
    last().refuse(broken)
    await same
    expect([list.items.value, list.state.value]).toEqual([names(0, 3), 'error'])
  })

  it('takes only the latest answer', async () => {
    const { list, asked, filled } = begin()
    await filled()
    const [late, exams, courses] = [list.loadMore(), list.showOnly({ type: 'exam' }), list.showOnly({ type: 'course' })]
    asked[3]?.answer({ items: ['course'], nextCursor: null })
    asked[2]?.answer({ items: ['exam'], nextCursor: 'e' })
    asked[1]?.answer({ items: ['more'], nextCursor: 'm' })
    await Promise.all([late, exams, courses])
    expect([list.items.value, list.nextCursor.value]).toEqual([['course'], null])
  })

  it('shows what is known where there is no network, and otherwise that there is none', async () => {
    for (const [known, items, state] of [
      [['kept'], ['kept'], 'ready'],
      [null, [], 'offline'],
    ] as const) {
      const { list, last } = begin(() => known)
      const loaded = list.load()
      last().refuse(offline)
      await loaded
      expect([list.items.value, list.state.value]).toEqual([items, state])
    }
  })

  it('forgets filter and items for the next person, and an answer that comes too late', async () => {
    const { list, last, filled } = begin()
    await filled()
    const late = list.showOnly({ type: 'exam' })
    list.forget()
    last().answer({ items: ['not yours'], nextCursor: null })
    await late
    expect([list.filter.value, list.items.value, list.state.value, list.wasSeen.value]).toEqual([everything, [], 'loading', false])
  })
})
