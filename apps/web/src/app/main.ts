import { createPinia } from 'pinia'
import { createApp } from 'vue'
import '../ui/tokens.css'
import '../ui/parts.css'
import './theme.css'
import { createWords, loadWords } from '../i18n/index.ts'
import { useOrganisation } from '../session/organisation.ts'
import { keepSayingGoodbye } from '../session/goodbye.ts'
import { useSession } from '../session/session.ts'
import { chosenLocale, chosenTheme, wearTheme } from '../session/settings.ts'
import { followFile } from '../ui/inWeChat.ts'
import App from './App.vue'
import { router } from './router.ts'

const start = async () => {
  wearTheme(chosenTheme())
  const locale = chosenLocale()
  const pinia = createPinia()
  // The words, the person and the organisation are fetched side by side.
  void useSession(pinia).restore()
  void useOrganisation(pinia).load()
  const words = createWords(locale, await loadWords(locale))
  createApp(App).use(pinia).use(words).use(router).mount('#app')
}

// After an update the files of the old version are gone: a tab that still asks for them begins anew, once.
addEventListener('vite:preloadError', event => {
  const already = Number(sessionStorage.getItem('reloadedAt') ?? 0)
  if (Date.now() - already < 10_000) return
  event.preventDefault()
  sessionStorage.setItem('reloadedAt', String(Date.now()))
  location.reload()
})

// A page kept by the browser for "back" may be that of somebody who has signed out since.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})

addEventListener('click', followFile)

void start()
keepSayingGoodbye()
