import type { CourseCategory, CourseOrder } from '@wallet/shared/courses/category'
import type { ContinueCard, CourseCard } from '@wallet/shared/courses/learning'
import { defineStore } from 'pinia'
import { readonly, ref, shallowReadonly, shallowRef, watch } from 'vue'
import { api } from '../api/api.ts'
import { serverNow } from '../api/clock.ts'
import { keep, recall } from '../session/memory.ts'
import { mine, useSession } from '../session/session.ts'
import { useEndless } from '../ui/useEndless.ts'

interface Filter {
  readonly category: CourseCategory | null
  readonly order: CourseOrder
}
const everything: Filter = { category: null, order: 'recommended' }

interface Kept {
  readonly at: string
  readonly going: ContinueCard | null
  readonly items: readonly CourseCard[]
}
const key = `${mine}courses`
const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'items' in value && 'going' in value && 'at' in value
/** The shelf as it was when there last was a network, or null. */
export const keptShelf = (): Kept | null => {
  const value = recall(key)
  return isKept(value) ? value : null
}

/** The course centre with its filter: it outlives the page, so that coming back finds everything where it was. */
export const useShelf = defineStore('courses', () => {
  const session = useSession()
  const going = shallowRef<ContinueCard | null>(null)
  /** When what is shown was fetched, where there is no network now. */
  const asOf = ref<string | null>(null)

  const { forget, ...list } = useEndless({
    everything,
    step: 20,
    ask: async ({ category, order }, stretch) => {
      const query = { ...(category && { category }), order, ...stretch }
      const [page, next] = await Promise.all([api.courses.list({ query }), stretch.cursor === undefined ? api.courses.continue() : null])
      return { ...page, going: next?.course ?? null }
    },
    arrived: (page, { category, order }) => {
      going.value = page.going
      asOf.value = null
      if (!category && order === 'recommended') keep(key, { at: serverNow().toISOString(), going: page.going, items: page.items } satisfies Kept)
    },
    known: ({ category }) => {
      const kept = keptShelf()
      if (!kept) return null
      going.value = kept.going
      asOf.value = kept.at
      return kept.items.filter(item => !category || item.category === category)
    },
  })
  watch(
    () => session.me?.employeeNo,
    () => {
      forget()
      going.value = asOf.value = null
    },
  )
  return { ...list, going: shallowReadonly(going), asOf: readonly(asOf) }
})
