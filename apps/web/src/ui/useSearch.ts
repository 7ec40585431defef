import { ref, shallowRef, watch } from 'vue'
import { troubleOf, type Trouble } from './useLoad.ts'
import { usePause } from './usePause.ts'

const pauseMs = 250

interface Asked<T> {
  readonly ask: (text: string) => Promise<readonly T[]>
  /** What is on this device, for want of a network; null: nothing is. */
  readonly kept: () => readonly T[] | null
  /** What of it is looked through. */
  readonly wordsOf: (item: T) => string
}

/** Looks for something while somebody types; without a network, through what is kept on this device. */
export const useSearch = <T>({ ask, kept, wordsOf }: Asked<T>) => {
  const q = ref('')
  const found = shallowRef<readonly T[] | null>(null)
  const trouble = shallowRef<Trouble | null>(null)
  const { after, drop } = usePause()

  const lookThroughKept = (text: string) => kept()?.filter(item => wordsOf(item).toLowerCase().includes(text.toLowerCase())) ?? null
  const look = async (text: string) => {
    try {
      const items = await ask(text)
      if (text !== q.value.trim()) return
      found.value = items
      trouble.value = null
    } catch (thrown) {
      const why = troubleOf(thrown)
      found.value = why.code === 'offline' ? lookThroughKept(text) : null
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
