import { useRouter } from 'vue-router'
import type { Navigation } from '../ui/navigation.ts'

/** Counts the moves inside the application, so that "back" never leaves it. */
export const useNavigation = (): Navigation => {
  const router = useRouter()
  let moves = 0
  router.afterEach((_to, from) => void (moves += from.matched.length > 0 ? 1 : 0))
  const canGoBack = () => moves > 0 && typeof history.state?.back === 'string'
  return { hasMoved: () => moves > 0, canGoBack, back: () => void (canGoBack() ? router.back() : router.replace({ name: 'wallet' })) }
}
