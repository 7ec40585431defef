import { ref } from 'vue'
import type { WordKey } from '../i18n/index.ts'
import { troubleOf } from './useLoad.ts'

/** Sends something, one at a time: whether it is under way, and why it did not work. */
export const useSend = () => {
  const isBusy = ref(false)
  const trouble = ref<WordKey | null>(null)
  /** What came of it, or null. */
  const send = async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (isBusy.value) return null
    isBusy.value = true
    trouble.value = null
    try {
      return await work()
    } catch (thrown) {
      const { code, words } = troubleOf(thrown)
      trouble.value = code === 'offline' ? 'state.offlineWrite' : words
      return null
    } finally {
      isBusy.value = false
    }
  }
  return { isBusy, trouble, send }
}
