import { onScopeDispose, readonly, ref } from 'vue'

/** The whole screen for the page: by a button, or F; Esc leaves it, which the browser sees to. */
export const useFullScreen = () => {
  const isFull = ref(document.fullscreenElement !== null)
  const isPossible = document.fullscreenEnabled
  const look = () => void (isFull.value = document.fullscreenElement !== null)
  const toggle = async () => {
    if (!isPossible) return
    await (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined)
  }
  const press = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
    if (key.toLowerCase() === 'f' && !ctrlKey && !metaKey && !altKey) void toggle()
    if (key === 'Escape' && document.fullscreenElement) void document.exitFullscreen()
  }
  addEventListener('keydown', press)
  document.addEventListener('fullscreenchange', look)
  onScopeDispose(() => {
    removeEventListener('keydown', press)
    document.removeEventListener('fullscreenchange', look)
  })
  return { isFull: readonly(isFull), isPossible, toggle }
}
