import { ref, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { OfflineError, ProblemError } from '../api/api.ts'
import type { Fill, WordKey } from '../i18n/index.ts'
import { parseNext } from './nextPath.ts'
import { useSession } from './session.ts'

/** What stands under the field: a sentence and what fills it. */
export interface SignInTrouble {
  readonly words: WordKey
  readonly fill: Fill
}

/** Why signing in did not work, in words for the person at the door. */
export const signInTrouble = (thrown: unknown): SignInTrouble => {
  if (thrown instanceof OfflineError) return { words: 'state.offlineHelp', fill: {} }
  if (!(thrown instanceof ProblemError)) throw thrown
  const { code, attemptsLeft, retryAfter } = thrown.problem
  if (code === 'wrong_credentials' || code === 'invalid_request')
    return attemptsLeft === undefined ? { words: 'login.wrongPlain', fill: {} } : { words: 'login.wrong', fill: { n: attemptsLeft } }
  if (code === 'too_many_attempts' && retryAfter) return { words: 'login.wait', fill: { minutes: Math.max(1, Math.ceil(retryAfter / 60)) } }
  return { words: `problem.${code}`, fill: {} }
}

/** Signs in and goes on to where the person was heading. */
export const useSignIn = () => {
  const session = useSession()
  const route = useRoute()
  const router = useRouter()
  const isBusy = ref(false)
  const trouble = shallowRef<SignInTrouble | null>(null)

  const signIn = async (account: string, password: string) => {
    if (isBusy.value) return
    isBusy.value = true
    trouble.value = null
    try {
      await session.signIn(account, password)
      await router.replace(parseNext(route.query['next'], location.origin))
    } catch (thrown) {
      trouble.value = signInTrouble(thrown)
    } finally {
      isBusy.value = false
    }
  }
  return { signIn, isBusy, trouble }
}
