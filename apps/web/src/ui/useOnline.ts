import { onScopeDispose, ref } from 'vue'

/** Whether the phone believes that it has a network. */
export const useOnline = () => {
  const online = ref(navigator.onLine)
  const look = () => void (online.value = navigator.onLine)
  addEventListener('online', look)
  addEventListener('offline', look)
  onScopeDispose(() => {
    removeEventListener('online', look)
    removeEventListener('offline', look)
  })
  return online
}
