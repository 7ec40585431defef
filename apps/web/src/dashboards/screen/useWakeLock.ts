import { onScopeDispose } from 'vue'

/** Keeps the screen from going dark while the page is seen, where the browser can. */
export const useWakeLock = () => {
  let lock: WakeLockSentinel | null = null
  let isOver = false
  const hold = async () => {
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return
    try {
      const held = await navigator.wakeLock.request('screen')
      if (isOver) await held.release()
      else lock = held
    } catch {
      // A battery that is low refuses: the screen then does what its owner has set.
    }
  }
  const look = () => void hold()
  document.addEventListener('visibilitychange', look)
  look()
  onScopeDispose(() => {
    isOver = true
    document.removeEventListener('visibilitychange', look)
    void lock?.release()
  })
}
