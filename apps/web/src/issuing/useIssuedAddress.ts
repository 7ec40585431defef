import { computed, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { serverNow } from '../api/clock.ts'
import { useZone } from '../ui/zone.ts'
import type { useIssued } from './issued.ts'
import { addressOf, narrowedBy } from './issuedAddress.ts'

/** Keeps the address and what is narrowed down the same: it can be sent to somebody, kept, and gone back to. Answers what the address asks for. */
export const useIssuedAddress = (issued: ReturnType<typeof useIssued>) => {
  const [route, router, zone] = [useRoute(), useRouter(), useZone()]
  const asked = computed(() => narrowedBy(route.query, serverNow(), zone.value))
  const isHere = () => route.name === 'issued'
  const isSame = () => JSON.stringify(addressOf(asked.value)) === JSON.stringify(addressOf(issued.filter))
  watch(
    () => issued.filter,
    filter => isHere() && !isSame() && void router.replace({ query: addressOf(filter) }),
  )
  watch(asked, narrowed => isHere() && !isSame() && void issued.showOnly(narrowed))
  return asked
}
