import type { Certificate } from '@wallet/shared/certificates/certificate'
import { ref, shallowRef, watch } from 'vue'
import { api } from '../api/api.ts'
import { troubleOf, type Trouble } from '../ui/useLoad.ts'
import { usePause } from '../ui/usePause.ts'
import { keptWallet } from './wallet.ts'

const pauseMs = 250

/** Looks through my certificates while somebody types; without a network, through those kept on this device. */
export const useWalletSearch = () => {
  const q = ref('')
  const found = shallowRef<readonly Certificate[] | null>(null)
  const trouble = shallowRef<Trouble | null>(null)
  const { after, drop } = usePause()

  const kept = (text: string) =>
    keptWallet()?.items.filter(({ title, certificateNo }) => `${title} ${certificateNo}`.toLowerCase().includes(text.toLowerCase())) ?? null
  const look = async (text: string) => {
    try {
      const { items } = await api.certificates.list({ query: { q: text, limit: 50 } })
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
