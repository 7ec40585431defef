import type { Certificate, CertificateType } from '@wallet/shared/certificates/certificate'
import type { Status } from '@wallet/shared/certificates/status'
import { defineStore } from 'pinia'
import { readonly, ref, shallowReadonly, shallowRef, watch } from 'vue'
import { api } from '../api/api.ts'
import { serverNow } from '../api/clock.ts'
import { mine, useSession } from '../session/session.ts'
import { keep, recall } from '../session/memory.ts'
import { keepPictures } from './keptPictures.ts'
import { troubleOf, type LoadState, type Trouble } from '../ui/useLoad.ts'

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

/** The list of my certificates, with its filter: it outlives the page, so that coming back finds everything where it was. */
export const useWallet = defineStore('wallet', () => {
  const session = useSession()
  const type = ref<CertificateType | null>(null)
  const status = ref<Status | null>(null)
  const items = shallowRef<readonly Certificate[]>([])
  const summary = shallowRef<Summary | null>(null)
  const nextCursor = ref<string | null>(null)
  const state = ref<LoadState>('loading')
  const trouble = shallowRef<Trouble | null>(null)
  /** When what is shown was fetched, where there is no network now. */
  const asOf = ref<string | null>(null)
  let turn = 0

  const query = () => ({ ...(type.value && { type: type.value }), ...(status.value && { status: status.value }) })

  const showKept = () => {
    const kept = keptWallet()
    if (!kept) return false
    items.value = kept.items.filter(item => (!type.value || item.type === type.value) && (!status.value || item.status === status.value))
    summary.value = kept.summary
    nextCursor.value = null
    asOf.value = kept.at
    state.value = 'ready'
    return true
  }

  const fail = (thrown: unknown) => {
    trouble.value = troubleOf(thrown)
    if (trouble.value.code === 'offline') return void (showKept() || (state.value = 'offline'))
    state.value = 'error'
  }

  /** The list from its beginning: as long as it is now, so that nothing jumps when it is fetched again. */
  const load = async (limit = Math.min(100, Math.max(20, items.value.length))) => {
    const mineNow = ++turn
    try {
      const [page, counted] = await Promise.all([api.certificates.list({ query: { ...query(), limit } }), api.certificates.summary()])
      if (mineNow !== turn) return
      items.value = page.items
      nextCursor.value = page.nextCursor
      summary.value = counted
      asOf.value = null
      state.value = 'ready'
      if (type.value || status.value) return
      keep(key, { at: serverNow().toISOString(), summary: counted, items: page.items })
      void keepPictures(page.items)
    } catch (thrown) {
      if (mineNow === turn) fail(thrown)
    }
  }

  const loadMore = async () => {
    if (!nextCursor.value) return
    const mineNow = turn
    const page = await api.certificates.list({ query: { ...query(), cursor: nextCursor.value } })
    if (mineNow !== turn) return
    items.value = [...items.value, ...page.items]
    nextCursor.value = page.nextCursor
  }

  const begin = () => {
    items.value = []
    nextCursor.value = null
    state.value = 'loading'
    return load()
  }
  const showOnly = (wanted: { type?: CertificateType | null; status?: Status | null }) => {
    if (wanted.type !== undefined) type.value = wanted.type
    if (wanted.status !== undefined) status.value = wanted.status
    return load(20)
  }
  watch(
    () => session.me?.employeeNo,
    () => {
      turn++
      type.value = status.value = summary.value = asOf.value = null
      items.value = []
      state.value = 'loading'
    },
  )

  return {
    type: readonly(type),
    status: readonly(status),
    items: shallowReadonly(items),
    summary: shallowReadonly(summary),
    nextCursor: readonly(nextCursor),
    state: readonly(state),
    trouble: shallowReadonly(trouble),
    asOf: readonly(asOf),
    load,
    loadMore,
    begin,
    showOnly,
  }
})
