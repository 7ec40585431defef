import { readonly, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { OfflineError, ProblemError } from '../api/api.ts'
import type { WordKey } from '../i18n/index.ts'

export type LoadState = 'loading' | 'ready' | 'offline' | 'error'
/** Why something did not work, in a sentence and for the administrator's log. */
export interface Trouble {
  readonly code: 'offline' | ProblemError['problem']['code']
  readonly words: WordKey
  readonly requestId: string
}

/** What to tell a person about a thing that was thrown; what is not the network's or the server's doing is thrown on. */
export const troubleOf = (thrown: unknown): Trouble => {
  if (thrown instanceof OfflineError) return { code: 'offline', words: 'state.offlineHelp', requestId: '' }
  if (thrown instanceof ProblemError) return { code: thrown.problem.code, words: `problem.${thrown.problem.code}`, requestId: thrown.problem.requestId }
  throw thrown
}

export interface Load<T> {
  readonly data: ShallowRef<T | null>
  readonly state: Readonly<Ref<LoadState>>
  readonly trouble: Readonly<ShallowRef<Trouble | null>>
  /** Fetches again; the latest call wins. */
  readonly reload: () => Promise<void>
}

/** Fetches at once and says how it stands: what a page needs for its four states. `known` is shown until the answer comes. */
export const useLoad = <T>(fetchIt: () => Promise<T>, known: T | null = null): Load<T> => {
  const data = shallowRef<T | null>(known)
  const state = ref<LoadState>(known === null ? 'loading' : 'ready')
  const trouble = shallowRef<Trouble | null>(null)
  let turn = 0
  const reload = async () => {
    const mine = ++turn
    if (data.value === null) state.value = 'loading'
    try {
      const found = await fetchIt()
      if (mine !== turn) return
      data.value = found
      state.value = 'ready'
    } catch (thrown) {
      if (mine !== turn) return
      trouble.value = troubleOf(thrown)
      state.value = trouble.value.code === 'offline' ? 'offline' : 'error'
    }
  }
  void reload()
  return { data, state: readonly(state), trouble, reload }
}
