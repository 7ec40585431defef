import { onScopeDispose } from 'vue'
import { useRouter } from 'vue-router'
import { sessionLost } from '../api/api.ts'
import { meKey, useSession, whoIn } from '../session/session.ts'

/** When the server no longer knows who is asking: to the sign-in page, and afterwards back to where one was. */
export const useSessionGuard = () => {
  const router = useRouter()
  const session = useSession()
  const toLogin = () => {
    if (!session.isSignedIn) return
    session.leave()
    const { name, fullPath, meta } = router.currentRoute.value
    if (name !== 'login' && !meta.isWall) void router.replace({ name: 'login', query: fullPath === '/' ? {} : { next: fullPath } })
  }
  /** In another tab somebody signed out, or in: what stands here is no longer theirs. */
  const elsewhere = ({ key, oldValue, newValue }: StorageEvent) => {
    if (key === meKey && whoIn(oldValue) !== whoIn(newValue)) location.reload()
  }
  addEventListener('storage', elsewhere)
  sessionLost.addEventListener('lost', toLogin)
  onScopeDispose(() => {
    removeEventListener('storage', elsewhere)
    sessionLost.removeEventListener('lost', toLogin)
  })
}
