import { shallowRef, watch, type Ref } from 'vue'

/** What was taken out of something last can be put back, until the next change. */
export const useUndo = <T>(written: Ref<T>) => {
  const removed = shallowRef<string | null>(null)
  let before = written.value
  /** To be called with what is about to be taken out, before it is. */
  const take = (title: string) => {
    before = JSON.parse(JSON.stringify(written.value)) as T
    queueMicrotask(() => (removed.value = title))
  }
  const undo = () => {
    written.value = before
    removed.value = null
  }
  watch(written, () => (removed.value = null), { deep: true, flush: 'sync' })
  return { removed, take, undo }
}
