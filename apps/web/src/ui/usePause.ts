import { onScopeDispose } from 'vue'

/** Waits for a pause, as while somebody types: only the last of what is put off is done, and nothing once the component is gone. */
export const usePause = () => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const drop = () => clearTimeout(timer)
  const after = (ms: number, act: () => void) => {
    drop()
    timer = setTimeout(act, ms)
  }
  onScopeDispose(drop)
  return { after, drop }
}
