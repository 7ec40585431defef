import type { Anonymisation } from '@wallet/shared/organisation/anonymising'
import { computed, ref, watch } from 'vue'
import { api } from '../api/api.ts'
import { useSend } from '../ui/useSend.ts'

/** Asks for the number once more, and then takes somebody's name out of everything. */
export const useAnonymise = (person: () => Anonymisation) => {
  const typed = ref('')
  const isMismatch = ref(false)
  /** Whether what is written the same in learning content is the name. */
  const takesOut = ref(true)
  const { isBusy, trouble, send } = useSend()
  watch(typed, () => (isMismatch.value = false))
  const isRight = computed(() => typed.value.trim().toUpperCase() === person().employeeNo.toUpperCase())
  return {
    ...{ typed, isMismatch, takesOut, isBusy, trouble },
    /** The pseudonym, or null where nothing was done. */
    carryOut: async (): Promise<string | null> => {
      isMismatch.value = !isRight.value
      if (!isRight.value) return null
      const { employeeNo } = person()
      const body = { confirm: typed.value.trim(), mentions: takesOut.value ? 'takeOut' : 'leave' } as const
      return (await send(() => api.anonymising.anonymise({ params: { employeeNo }, body })))?.employeeNo ?? null
    },
  }
}
