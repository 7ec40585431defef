import type { AuthoredQuestion } from '@wallet/shared/exams/authored'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { api } from '../../api/api.ts'
import { troubleOf, type LoadState, type Trouble } from '../../ui/useLoad.ts'
import { anyQuestion, queryOf } from './questionFilter.ts'

const pauseMs = 250
const step = 30

/** Questions page by page, asked for anew whenever the filter changes; the latest answer counts. */
export const useQuestions = () => {
  const filter = ref(anyQuestion())
  const items = shallowRef<readonly AuthoredQuestion[]>([])
  const total = ref(0)
  const nextCursor = ref<string | null>(null)
  const state = ref<LoadState>('loading')
  const trouble = shallowRef<Trouble | null>(null)
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const ask = async (cursor: string | null) => {
    const mine = ++turn
    try {
      const page = await api.questionAuthoring.list({ query: { ...queryOf(filter.value), limit: step, ...(cursor !== null && { cursor }) } })
      if (mine !== turn) return
      items.value = cursor === null ? page.items : [...items.value, ...page.items]
      total.value = page.total
      nextCursor.value = page.nextCursor
      state.value = 'ready'
    } catch (thrown) {
      if (mine !== turn) return
      trouble.value = troubleOf(thrown)
      state.value = trouble.value.code === 'offline' ? 'offline' : 'error'
    }
  }
  const reload = () => ask(null)
  watch(filter, (now, before) => {
    clearTimeout(timer)
    timer = setTimeout(() => void reload(), now.q === before.q ? 0 : pauseMs)
  })
  onScopeDispose(() => clearTimeout(timer))
  void reload()
  return { filter, items, total, nextCursor, state, trouble, reload, more: () => ask(nextCursor.value) }
}
