import type { Notice } from '@wallet/shared/notices/contract'
import { ref } from 'vue'
import { api } from '../api/api.ts'
import { serverNow } from '../api/clock.ts'
import { keep, recall } from '../session/memory.ts'
import { mine } from '../session/session.ts'
import { useEndless } from '../ui/useEndless.ts'

interface Kept {
  readonly at: string
  readonly items: Notice[]
}
const key = `${mine}notices`
const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'at' in value && 'items' in value && Array.isArray(value.items)

/** What somebody is told, the newest first; without a network as it was seen last. What has been shown is read. */
export const useNotices = () => {
  const asOf = ref<string | null>(null)
  const markRead = async (newest: Notice | undefined) => {
    if (!newest || newest.readAt) return
    // Where it cannot be said, it stays unread and is said the next time.
    await api.notices.read({ body: { upTo: newest.id } }).catch(() => null)
  }
  const list = useEndless({
    everything: {},
    step: 20,
    ask: (_, stretch) => api.notices.list({ query: stretch }),
    arrived: ({ items }) => {
      asOf.value = null
      keep(key, { at: serverNow().toISOString(), items })
      void markRead(items[0])
    },
    known: () => {
      const kept = recall(key)
      if (!isKept(kept)) return null
      asOf.value = kept.at
      return kept.items
    },
  })
  void list.load()
  return { ...list, asOf }
}
