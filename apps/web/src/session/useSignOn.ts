import { isSignOnProblem } from '@wallet/shared/session/signOnProblem'
import type { SignOnKind, SignOnWays } from '@wallet/shared/session/signOn'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { useRoute } from 'vue-router'
import { api } from '../api/api.ts'
import { useLoad } from '../ui/useLoad.ts'
import { sayGoodbye } from './goodbye.ts'
import { keep, recall } from './memory.ts'
import { parseNext } from './nextPath.ts'
import { useSession } from './session.ts'
import { signInTrouble, type SignInTrouble } from './useSignIn.ts'

const key = 'signOnWays'
const usual: SignOnWays = { password: true, providers: [] }
const isWays = (value: unknown): value is SignOnWays => typeof value === 'object' && value !== null && 'providers' in value && 'password' in value
const recallWays = (): SignOnWays | null => {
  const known = recall(key)
  return isWays(known) ? known : null
}
const fetchWays = async () => {
  const ways = await api.signOn.ways()
  keep(key, ways)
  return ways
}

/** Signing in by another service: which there are, the way there, and why it did not work where somebody comes back. */
export const useSignOn = () => {
  const session = useSession()
  const route = useRoute()
  const { data } = useLoad(fetchWays, recallWays())
  const said = route.query['problem']
  const trouble = shallowRef<SignInTrouble | null>(isSignOnProblem(said) ? { words: `problem.${said}`, fill: {} } : null)
  const going = ref<SignOnKind | null>(null)

  const go = async (provider: SignOnKind) => {
    if (going.value) return
    going.value = provider
    trouble.value = null
    try {
      await sayGoodbye()
      session.leave()
      const { url } = await api.signOn.begin({ params: { provider }, body: { returnTo: parseNext(route.query['next'], location.origin) } })
      location.assign(url)
    } catch (thrown) {
      going.value = null
      trouble.value = signInTrouble(thrown)
    }
  }
  /** Whoever comes back by the browser's button finds the page as they left it. */
  const comeBack = ({ persisted }: PageTransitionEvent) => {
    if (persisted) going.value = null
  }
  addEventListener('pageshow', comeBack)
  onScopeDispose(() => removeEventListener('pageshow', comeBack))
  return { ways: computed(() => data.value ?? usual), going, trouble, go }
}
