import { computed, onScopeDispose, readonly, ref } from 'vue'

/** Seconds before the end at which it is said aloud how much is left. */
const spokenAt = [600, 300, 60] as const

interface Ends {
  readonly over: () => void
  /** At ten minutes, five, one. */
  readonly speak: (minutes: number) => void
}

/**
 * Counts down what the server says is left; each of its answers sets it right. A phone's clock plays no part in it: only how much time
 * has passed since. Null: there is no limit.
 */
export const useCountdown = (first: number | null, { over, speak }: Ends) => {
  const left = ref(first)
  let endsAt = 0
  let isOver = false
  const look = () => {
    if (left.value === null || isOver) return
    const before = left.value
    left.value = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000))
    const passed = spokenAt.find(seconds => before > seconds && (left.value ?? 0) <= seconds)
    if (passed) speak(passed / 60)
    if (left.value > 0) return
    isOver = true
    over()
  }
  const set = (seconds: number | null) => {
    left.value = seconds
    endsAt = performance.now() + (seconds ?? 0) * 1000
  }
  set(first)
  const timer = setInterval(look, 250)
  onScopeDispose(() => clearInterval(timer))
  return { left: readonly(left), isShort: computed(() => left.value !== null && left.value <= 60), set }
}
