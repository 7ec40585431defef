import { createApp, createSSRApp } from 'vue'
import type { KeptVerifyPage, VerifyPage } from '@wallet/shared/verification/page'
import '../ui/tokens.css'
import '../ui/parts.css'
import { keepSayingGoodbye } from '../session/goodbye.ts'
import { keepOrganisation } from '../session/keptOrganisation.ts'
import { chosenTheme, wearTheme } from '../session/settings.ts'
import { keepOnPhone } from '../ui/keepOnPhone.ts'
import { withoutServer } from './withoutServer.ts'
import Page from './VerifyPage.vue'

// Whoever has chosen a theme in the app has chosen it here too.
wearTheme(chosenTheme())

/** What the server drew the page from, or what the phone has kept of it. It is our own, from the same build. */
const page: VerifyPage | KeptVerifyPage = JSON.parse(document.querySelector('#page')?.textContent ?? '')
if ('verdict' in page) {
  keepOrganisation(page.organisation)
  createSSRApp(Page, { page }).mount('#app')
} else createApp(Page, { page: withoutServer(page) }).mount('#app')

// A page kept by the browser for "back" is asked for again, so that an old verdict is never shown as today's.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})
keepSayingGoodbye()
const savesData = () => Object(Reflect.get(navigator, 'connection')).saveData === true
// Whoever scans a code is waiting for the verdict; the form for next time is fetched after it, where there is data to spare.
addEventListener('load', () => void (savesData() || keepOnPhone()))
