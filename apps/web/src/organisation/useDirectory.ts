import { ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api } from '../api/api.ts'
import { useEndless } from '../ui/useEndless.ts'
import { addressOf, everybody, narrowedBy, queryOf } from './directory.ts'

/** Everybody, as they are being looked through. What the list is narrowed down to stands in the address. */
export const useDirectory = () => {
  const [route, router] = [useRoute(), useRouter()]
  const total = ref<number | null>(null)
  const people = useEndless({
    everything: everybody,
    step: 30,
    ask: (filter, stretch) => api.organisation.people({ query: { ...queryOf(filter), ...stretch } }),
    arrived: page => void (total.value = page.total),
  })
  const isSame = () => JSON.stringify(addressOf(narrowedBy(route.query))) === JSON.stringify(addressOf(people.filter.value))
  watch(people.filter, filter => route.name === 'people' && !isSame() && void router.replace({ query: addressOf(filter) }))
  watch(
    () => route.query,
    query => route.name === 'people' && !isSame() && void people.showOnly(narrowedBy(query)),
  )
  void people.showOnly(narrowedBy(route.query))
  return { ...people, total }
}
