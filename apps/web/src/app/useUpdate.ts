import { readonly, ref } from 'vue'
import { keepOnPhone } from '../ui/keepOnPhone.ts'

/** Tells once a newer version lies ready beside the one that runs. */
const whenWaiting = (registration: ServiceWorkerRegistration, tell: () => void) => {
  if (registration.waiting) tell()
  registration.addEventListener('updatefound', () => {
    const next = registration.installing
    // Without a controller this is the very first version: nothing is replaced.
    next?.addEventListener('statechange', () => next.state === 'installed' && navigator.serviceWorker.controller && tell())
  })
}

/** Keeps the application on the phone, and says when a newer one has been fetched; it is put on only when the person says so. */
export const useUpdate = () => {
  const isReady = ref(false)
  let registration: ServiceWorkerRegistration | null = null
  const register = async () => {
    registration = await keepOnPhone()
    if (registration) whenWaiting(registration, () => (isReady.value = true))
  }
  const apply = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    registration?.waiting?.postMessage({ type: 'SKIP_WAITING' })
  }
  void register()
  return { isReady: readonly(isReady), apply, later: () => void (isReady.value = false) }
}
