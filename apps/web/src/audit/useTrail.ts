import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api } from '../api/api.ts'
import { serverNow } from '../api/clock.ts'
import { useEndless } from '../ui/useEndless.ts'
import { useZone } from '../ui/zone.ts'
import { addressOf, everything, narrowedBy, queryOf } from './trail.ts'

/** The trail as it is being looked through. What it is narrowed down to stands in the address: it can be sent to somebody, and gone back to. */
export const useTrail = () => {
  const [route, router, zone] = [useRoute(), useRouter(), useZone()]
  const trail = useEndless({
    everything,
    step: 30,
    ask: (filter, stretch) => api.audit.list({ query: { ...queryOf(filter, serverNow(), zone.value), ...stretch } }),
  })
  const isSame = () => JSON.stringify(addressOf(narrowedBy(route.query))) === JSON.stringify(addressOf(trail.filter.value))
  watch(trail.filter, filter => route.name === 'audit' && !isSame() && void router.replace({ query: addressOf(filter) }))
  watch(
    () => route.query,
    query => route.name === 'audit' && !isSame() && void trail.showOnly(narrowedBy(query)),
  )
  void trail.showOnly(narrowedBy(route.query))
  return trail
}
