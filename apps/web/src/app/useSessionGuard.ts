import { onScopeDispose } from 'vue'
import { useRouter } from 'vue-router'
import { sessionLost } from '../api/api.ts'
import { useSession } from '../session/session.ts'

/** When the server no longer knows who is asking: to the sign-in page, and afterwards back to where one was. */
export const useSessionGuard = () => {
  const router = useRouter()
  const session = useSession()
  const toLogin = () => {
    if (!session.isSignedIn) return
    session.leave()
    const { name, fullPath } = router.currentRoute.value
    if (name !== 'login') void router.replace({ name: 'login', query: fullPath === '/' ? {} : { next: fullPath } })
  }
  sessionLost.addEventListener('lost', toLogin)
  onScopeDispose(() => sessionLost.removeEventListener('lost', toLogin))
}
