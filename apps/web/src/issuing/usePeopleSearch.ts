import type { Person } from '@wallet/shared/people/person'
import { ref, shallowRef, watch } from 'vue'
import { api } from '../api/api.ts'
import { troubleOf, type Trouble } from '../ui/useLoad.ts'
import { usePause } from '../ui/usePause.ts'

const pauseMs = 200

/** People by name or number while somebody types; at first, whoever comes first. */
export const usePeopleSearch = () => {
  const q = ref('')
  const found = shallowRef<readonly Person[] | null>(null)
  const nextCursor = ref<string | null>(null)
  const trouble = shallowRef<Trouble | null>(null)
  const { after } = usePause()
  let turn = 0

  const ask = (cursor?: string) =>
    api.people.search({ query: { limit: 30, ...(q.value.trim() !== '' && { q: q.value.trim() }), ...(cursor !== undefined && { cursor }) } })
  const look = async () => {
    const mine = ++turn
    try {
      const page = await ask()
      if (mine !== turn) return
      found.value = page.items
      nextCursor.value = page.nextCursor
      trouble.value = null
    } catch (thrown) {
      if (mine === turn) trouble.value = troubleOf(thrown)
    }
  }
  const more = async () => {
    const mine = turn
    const page = await ask(nextCursor.value ?? undefined)
    if (mine !== turn) return
    found.value = [...(found.value ?? []), ...page.items]
    nextCursor.value = page.nextCursor
  }
  watch(q, () => after(pauseMs, () => void look()))
  void look()
  return { q, found, nextCursor, trouble, look, more }
}
