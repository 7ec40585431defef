import type { Opening } from '@wallet/shared/dashboards/opening'
import type { PeopleBehind, PersonBehind } from '@wallet/shared/dashboards/people'
import { ref, shallowRef, watch } from 'vue'
import { api } from '../../api/api.ts'
import { useEndless } from '../../ui/useEndless.ts'
import { usePause } from '../../ui/usePause.ts'
import { askedFor, type PeopleAsked } from './askedFor.ts'

/** What narrows the list on its sheet. */
export interface Narrowed {
  readonly q: string
  readonly renewal: PeopleAsked['renewal'] | null
  readonly period: PeopleAsked['period'] | null
}
type Found = PeopleBehind & { readonly items: readonly PersonBehind[] }
const pauseMs = 250
const step = 50

/** The people behind a number, page by page, as far as somebody looks; and what the number was before anybody narrowed it. */
export const usePeopleBehind = (opening: Opening, unitId: number) => {
  const asked = askedFor(opening, unitId)
  const everything: Narrowed = {
    q: '',
    renewal: opening.of === 'expiring' ? 'open' : null,
    period: opening.of === 'active' ? opening.period : null,
  }
  const queryOf = ({ q, renewal, period }: Narrowed) => ({ ...asked.query, ...(q && { q }), ...(renewal && { renewal }), ...(period && { period }) })
  const whole = shallowRef<Found | null>(null)
  const list = useEndless<Narrowed, Found>({
    everything,
    step,
    ask: (narrowed, stretch) => api.dashboards.people({ params: { unitId: asked.unitId }, query: { ...queryOf(narrowed), ...stretch } }),
    arrived: (page, narrowed) => void (narrowed.q === '' && (whole.value = page)),
  })
  const typed = ref('')
  const { after } = usePause()
  watch(typed, text => after(pauseMs, () => void list.showOnly({ q: text.trim() })))
  return { ...list, unitId: asked.unitId, typed, whole, queryNow: () => queryOf(list.filter.value) }
}
