import type { CourseCard } from '@wallet/shared/courses/learning'
import { ref, shallowRef, watch } from 'vue'
import { api } from '../api/api.ts'
import { troubleOf, type Trouble } from '../ui/useLoad.ts'
import { usePause } from '../ui/usePause.ts'
import { keptShelf } from './shelf.ts'

const pauseMs = 250

/** Looks through the course centre while somebody types; without a network, through what is kept on this device. */
export const useCourseSearch = () => {
  const q = ref('')
  const found = shallowRef<readonly CourseCard[] | null>(null)
  const trouble = shallowRef<Trouble | null>(null)
  const { after, drop } = usePause()

  const kept = (text: string) =>
    keptShelf()?.items.filter(({ title, englishTitle, summary }) => `${title}\n${englishTitle}\n${summary}`.toLowerCase().includes(text.toLowerCase())) ?? null
  const look = async (text: string) => {
    try {
      const { items } = await api.courses.list({ query: { q: text, limit: 50 } })
      if (text !== q.value.trim()) return
      found.value = items
      trouble.value = null
    } catch (thrown) {
      const why = troubleOf(thrown)
      found.value = why.code === 'offline' ? kept(text) : null
      trouble.value = found.value ? null : why
    }
  }
  watch(q, text => {
    drop()
    if (text.trim() === '') found.value = trouble.value = null
    else after(pauseMs, () => void look(text.trim()))
  })
  return { q, found, trouble }
}
