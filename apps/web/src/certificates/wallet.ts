import type { Certificate, CertificateType } from '@wallet/shared/certificates/certificate'
import type { Status } from '@wallet/shared/certificates/status'
import { defineStore } from 'pinia'
import { readonly, ref, shallowReadonly, shallowRef, watch } from 'vue'
import { api } from '../api/api.ts'
import { serverNow } from '../api/clock.ts'
import { mine, useSession } from '../session/session.ts'
import { keep, recall } from '../session/memory.ts'
import { keepWalletPictures } from './keptPictures.ts'
import { useEndless } from '../ui/useEndless.ts'

export type Summary = Awaited<ReturnType<typeof api.certificates.summary>>
interface Kept {
  readonly at: string
  readonly summary: Summary
  readonly items: readonly Certificate[]
}

const key = `${mine}wallet`
const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'items' in value && 'summary' in value && 'at' in value
/** The wallet as it was when there last was a network, or null. */
export const keptWallet = (): Kept | null => {
  const value = recall(key)
  return isKept(value) ? value : null
}

interface Filter {
  readonly type: CertificateType | null
  readonly status: Status | null
}
const everything: Filter = { type: null, status: null }

/** So many are kept for when there is no network: more than most people will ever have. */
const most = 100
const keepWallet = async (summary: Summary | null, beginning: readonly Certificate[]) => {
  if (!summary) return
  const isWhole = beginning.length >= Math.min(summary.total, most)
  const items = isWhole ? beginning : (await api.certificates.list({ query: { limit: most } })).items
  keep(key, { at: serverNow().toISOString(), summary, items })
  await keepWalletPictures(items)
}

/** The list of my certificates, with its filter: it outlives the page, so that coming back finds everything where it was. */
export const useWallet = defineStore('wallet', () => {
  const session = useSession()
  const summary = shallowRef<Summary | null>(null)
  /** When what is shown was fetched, where there is no network now. */
  const asOf = ref<string | null>(null)

  const { forget, ...list } = useEndless({
    everything,
    step: 20,
    ask: async ({ type, status }, stretch) => {
      const query = { ...(type && { type }), ...(status && { status }), ...stretch }
      const [page, counted] = await Promise.all([api.certificates.list({ query }), stretch.cursor === undefined ? api.certificates.summary() : null])
      return { ...page, counted }
    },
    arrived: ({ items, counted }, { type, status }) => {
      summary.value = counted
      asOf.value = null
      // Losing the network in between only leaves what was kept before.
      if (!type && !status) keepWallet(counted, items).catch(() => {})
    },
    known: ({ type, status }) => {
      const kept = keptWallet()
      if (!kept) return null
      summary.value = kept.summary
      asOf.value = kept.at
      return kept.items.filter(item => (!type || item.type === type) && (!status || item.status === status))
    },
  })
  watch(
    () => session.me?.employeeNo,
    () => {
      forget()
      summary.value = asOf.value = null
    },
  )
  return { ...list, summary: shallowReadonly(summary), asOf: readonly(asOf) }
})
