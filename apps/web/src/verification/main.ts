import { createSSRApp } from 'vue'
import type { VerifyPage } from '@wallet/shared/verification/page'
import '../ui/tokens.css'
import '../ui/parts.css'
import { chosenTheme, wearTheme } from '../session/settings.ts'
import Page from './VerifyPage.vue'

// Whoever has chosen a theme in the app has chosen it here too.
wearTheme(chosenTheme())

/** What the server drew the page from. It is our own, from the same build. */
const page: VerifyPage = JSON.parse(document.querySelector('#page')?.textContent ?? '')
createSSRApp(Page, { page }).mount('#app')

// A page kept by the browser for "back" is asked for again, so that an old verdict is never shown as today's.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})
