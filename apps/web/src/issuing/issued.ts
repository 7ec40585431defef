import type { Certificate, CertificateType } from '@wallet/shared/certificates/certificate'
import type { Status } from '@wallet/shared/certificates/status'
import { defineStore } from 'pinia'
import { readonly, ref, shallowReadonly, shallowRef, watch } from 'vue'
import { api } from '../api/api.ts'
import { useSession } from '../session/session.ts'
import { troubleOf, type LoadState, type Trouble } from '../ui/useLoad.ts'

/** Everything issued, as it is being looked through: it outlives the page, so that coming back finds the same place. */
export const useIssued = defineStore('issued', () => {
  const session = useSession()
  const type = ref<CertificateType | null>(null)
  const status = ref<Status | null>(null)
  const q = ref('')
  const items = shallowRef<readonly Certificate[]>([])
  const nextCursor = ref<string | null>(null)
  const state = ref<LoadState>('loading')
  const trouble = shallowRef<Trouble | null>(null)
  let turn = 0

  const query = () => ({ ...(type.value && { type: type.value }), ...(status.value && { status: status.value }), ...(q.value && { q: q.value }) })

  /** From the beginning: as long as the list is now, so that nothing jumps when it is fetched again. */
  const load = async (limit = Math.min(100, Math.max(30, items.value.length))) => {
    const mine = ++turn
    try {
      const page = await api.issuing.issued({ query: { ...query(), limit } })
      if (mine !== turn) return
      items.value = page.items
      nextCursor.value = page.nextCursor
      state.value = 'ready'
    } catch (thrown) {
      if (mine !== turn) return
      trouble.value = troubleOf(thrown)
      state.value = trouble.value.code === 'offline' ? 'offline' : 'error'
    }
  }
  const loadMore = async () => {
    if (!nextCursor.value) return
    const mine = turn
    const page = await api.issuing.issued({ query: { ...query(), limit: 30, cursor: nextCursor.value } })
    if (mine !== turn) return
    items.value = [...items.value, ...page.items]
    nextCursor.value = page.nextCursor
  }
  const begin = () => {
    state.value = 'loading'
    return load(30)
  }
  const showOnly = (wanted: { type?: CertificateType | null; status?: Status | null; q?: string }) => {
    if (wanted.type !== undefined) type.value = wanted.type
    if (wanted.status !== undefined) status.value = wanted.status
    if (wanted.q !== undefined) q.value = wanted.q
    return load(30)
  }
  watch(
    () => session.me?.employeeNo,
    () => {
      turn++
      type.value = status.value = nextCursor.value = null
      q.value = ''
      items.value = []
      state.value = 'loading'
    },
  )

  return {
    type: readonly(type),
    status: readonly(status),
    q: readonly(q),
    items: shallowReadonly(items),
    nextCursor: readonly(nextCursor),
    state: readonly(state),
    trouble: shallowReadonly(trouble),
    load,
    loadMore,
    begin,
    showOnly,
  }
})
