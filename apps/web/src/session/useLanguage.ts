import { computed } from 'vue'
import { api, OfflineError, ProblemError } from '../api/api.ts'
import { useWords, type Locale } from '../i18n/index.ts'
import { useSession } from './session.ts'
import { keepLocale } from './settings.ts'

/** Speaks another language: at once on this device, and with the person wherever they sign in next. */
export const useLanguage = () => {
  const { speak, locale } = useWords()
  const session = useSession()
  const change = async (to: Locale) => {
    keepLocale(to)
    await speak(to)
    if (!session.isSignedIn) return
    try {
      await api.session.updateMe({ body: { locale: to } })
    } catch (thrown) {
      // The device has it; the server learns it another time.
      if (!(thrown instanceof OfflineError) && !(thrown instanceof ProblemError)) throw thrown
    }
  }
  return { locale: computed(() => locale.value), change }
}
