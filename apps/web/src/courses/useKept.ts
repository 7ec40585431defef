import { ref } from 'vue'
import { OfflineError } from '../api/api.ts'
import { useLoad } from '../ui/useLoad.ts'

interface Memory<T> {
  readonly keep: (value: T) => void
  readonly recall: (id: number) => { readonly at: string; readonly value: T } | null
}

/** Fetches a thing and keeps it; without a network it is as it was seen last, and `asOf` says when. */
export const useKept = <T>(id: number, memory: Memory<T>, fetchIt: () => Promise<T>) => {
  const asOf = ref<string | null>(null)
  const load = async (): Promise<T> => {
    try {
      const value = await fetchIt()
      asOf.value = null
      memory.keep(value)
      return value
    } catch (thrown) {
      const kept = thrown instanceof OfflineError ? memory.recall(id) : null
      if (!kept) throw thrown
      asOf.value = kept.at
      return kept.value
    }
  }
  return { ...useLoad(load), asOf }
}
