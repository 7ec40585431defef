import type { PracticeScope } from '@wallet/shared/practice/shown'
import { ref } from 'vue'
import { useRouter } from 'vue-router'
import { api } from '../api/api.ts'
import { useWords } from '../i18n/index.ts'
import { announce } from '../ui/announce.ts'
import { troubleOf } from '../ui/useLoad.ts'

/** Begins a round and opens it; from a round that has ended, in its place. */
export const useBegin = () => {
  const { t } = useWords()
  const router = useRouter()
  const isBusy = ref(false)
  const begin = async (scope: PracticeScope) => {
    if (isBusy.value) return
    isBusy.value = true
    try {
      const { id } = await api.practice.begin({ body: scope })
      const replace = router.currentRoute.value.name === 'round'
      await router.push({ name: 'round', params: { id }, replace })
    } catch (thrown) {
      announce(t(troubleOf(thrown).words))
    } finally {
      isBusy.value = false
    }
  }
  return { isBusy, begin }
}
