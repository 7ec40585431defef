import { readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { troubleOf, type LoadState, type Trouble } from './useLoad.ts'

interface Found {
  readonly items: readonly unknown[]
  readonly nextCursor: string | null
}
/** Which part of the list: from the beginning, or from a cursor on. */
export interface Stretch {
  readonly limit: number
  readonly cursor?: string
}
interface Source<Filter, Page extends Found> {
  /** The filter that lets everything through. */
  readonly everything: Filter
  /** How many are fetched at a time. */
  readonly step: number
  readonly ask: (filter: Filter, stretch: Stretch) => Promise<Page>
  /** Told of every beginning that has arrived. */
  readonly arrived?: (page: Page, filter: Filter) => void
  /** What is known where there is no network; null where that is nothing. */
  readonly known?: (filter: Filter) => Page['items'] | null
}
const most = 100

/** A list without an end that is being looked through: its filter, what has been fetched, and how it stands. The latest call wins. */
export const useEndless = <Filter extends object, Page extends Found>({ everything, step, ask, arrived, known }: Source<Filter, Page>) => {
  const filter = shallowRef<Filter>(everything)
  const items = shallowRef<Page['items']>([])
  const nextCursor = ref<string | null>(null)
  const state = ref<LoadState>('loading')
  const trouble = shallowRef<Trouble | null>(null)
  /** Whether it has ever been seen: a page that has been drawn is not taken away while the list changes. */
  const wasSeen = ref(false)
  let turn = 0

  const show = (shown: Page['items'], cursor: string | null) => {
    items.value = shown
    nextCursor.value = cursor
    state.value = 'ready'
    trouble.value = null
    wasSeen.value = true
  }
  const fail = (thrown: unknown) => {
    const why = troubleOf(thrown)
    const kept = why.code === 'offline' ? known?.(filter.value) : null
    if (kept) return show(kept, null)
    trouble.value = why
    state.value = why.code === 'offline' ? 'offline' : 'error'
  }
  /** From the beginning: as long as the list is now, so that nothing jumps when it is fetched again. */
  const load = async () => {
    const mine = ++turn
    const asked = filter.value
    try {
      const page = await ask(asked, { limit: Math.min(most, Math.max(step, items.value.length)) })
      if (mine !== turn) return
      show(page.items, page.nextCursor)
      arrived?.(page, asked)
    } catch (thrown) {
      if (mine === turn) fail(thrown)
    }
  }
  const loadMore = async () => {
    if (!nextCursor.value) return
    const mine = turn
    const page = await ask(filter.value, { limit: step, cursor: nextCursor.value })
    if (mine !== turn) return
    items.value = [...items.value, ...page.items]
    nextCursor.value = page.nextCursor
  }
  const empty = () => {
    items.value = []
    nextCursor.value = null
    state.value = 'loading'
    trouble.value = null
  }
  /** Anew: what was shown goes at once. */
  const begin = () => {
    empty()
    return load()
  }
  /** Narrows the list, or widens it; what the old filter let through is not left standing under the new one. */
  const showOnly = (wanted: Partial<Filter>) => {
    const next = { ...filter.value, ...wanted }
    if (JSON.stringify(next) === JSON.stringify(filter.value)) return load()
    filter.value = next
    return begin()
  }
  /** As if it had never been looked at: somebody else is here now. */
  const forget = () => {
    turn++
    filter.value = everything
    wasSeen.value = false
    empty()
  }
  return {
    filter: shallowReadonly(filter),
    items: shallowReadonly(items),
    nextCursor: readonly(nextCursor),
    state: readonly(state),
    trouble: shallowReadonly(trouble),
    wasSeen: readonly(wasSeen),
    load,
    loadMore,
    begin,
    showOnly,
    forget,
  }
}
