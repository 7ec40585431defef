import { onScopeDispose, watch } from 'vue'

/** Some twelve looks a second: more would only warm the phone. */
const everyMs = 80
/** A look that follows another at once leaves the page a moment to itself. */
const breathMs = 15

/** Looks again and again while there is something to look at; one look at a time. */
export const useLooking = (isLooking: () => boolean, look: () => Promise<void>) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  const goOn = async () => {
    timer = undefined
    const began = performance.now()
    await look()
    if (isLooking() && !isOver) timer ??= setTimeout(() => void goOn(), Math.max(breathMs, began + everyMs - performance.now()))
  }
  watch(isLooking, is => is && timer === undefined && void goOn(), { immediate: true })
  onScopeDispose(() => {
    isOver = true
    clearTimeout(timer)
  })
}
