import type { UnitFound } from '@wallet/shared/dashboards/unitFound'
import { ref, shallowRef, watch } from 'vue'
import { api } from '../api/api.ts'
import { troubleOf, type Trouble } from '../ui/useLoad.ts'
import { usePause } from '../ui/usePause.ts'

const pauseMs = 250

/** Units by name, as it is typed. `found` null: nothing is looked for, or it is on its way. */
export const useUnitSearch = () => {
  const typed = ref('')
  const found = shallowRef<readonly UnitFound[] | null>(null)
  const trouble = shallowRef<Trouble | null>(null)
  const { after } = usePause()
  const find = async (q: string) => {
    try {
      const { items } = await api.dashboards.findUnits({ query: { q } })
      if (q === typed.value.trim()) found.value = items
    } catch (thrown) {
      if (q === typed.value.trim()) trouble.value = troubleOf(thrown)
    }
  }
  watch(typed, text => {
    found.value = trouble.value = null
    after(pauseMs, () => void (text.trim() && find(text.trim())))
  })
  return { typed, found, trouble }
}
