import { onScopeDispose, ref } from 'vue'
import { onBeforeRouteLeave, useRouter, type RouteLocationNormalized } from 'vue-router'
import { hasLayer } from '../ui/setAside.ts'

/** By then the browser is back at the page that was not left. */
const settleMs = 80

/** Asks before a page with unsaved changes is left for another of ours: `isAsking` opens the question, `leave` goes where one was going. */
export const useWayGuard = (isDirty: () => boolean) => {
  const router = useRouter()
  const isAsking = ref(false)
  let towards: RouteLocationNormalized | null = null
  let mayLeave = false

  // A layer over the page is closed first, by the guard that comes after this one.
  onBeforeRouteLeave(to => {
    if (mayLeave || hasLayer() || !isDirty()) return true
    towards = to
    setTimeout(() => (isAsking.value = true), settleMs)
    return false
  })
  const leave = () => {
    isAsking.value = false
    mayLeave = true
    if (towards === null) return
    if (history.state?.back === towards.fullPath) router.back()
    else void router.push(towards)
  }
  return { isAsking, leave }
}

/** The same, and asks as well before the browser leaves, where nothing that was written would be kept. */
export const useLeaveGuard = (isDirty: () => boolean) => {
  const warn = (event: BeforeUnloadEvent) => isDirty() && event.preventDefault()
  addEventListener('beforeunload', warn)
  onScopeDispose(() => removeEventListener('beforeunload', warn))
  return useWayGuard(isDirty)
}
