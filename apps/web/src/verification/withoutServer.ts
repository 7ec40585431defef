import { parseCertificateNo } from '@wallet/shared/certificates/certificateNo'
import { malformedVerdict } from '@wallet/shared/verification/check'
import type { KeptVerifyPage, VerifyPage } from '@wallet/shared/verification/page'
import { recallOrganisation } from '../session/keptOrganisation.ts'
import { chosenLocale } from '../session/settings.ts'
import { askedIn } from './askedIn.ts'
import { titleOf } from './told.ts'

/** The page as far as the phone can draw it alone: whether the number in the address can be right, and that its truth is the server's to tell. */
export const pageFor = (path: string, { organisation }: KeptVerifyPage, locale: VerifyPage['locale'], now: Date): VerifyPage => {
  const asked = askedIn(path)
  const verdict = asked !== null && parseCertificateNo(asked) === null ? malformedVerdict(asked, now) : null
  return { locale, organisation, path, verdict, trouble: verdict ? null : 'offline', shared: null }
}

/** The page where the server was not reached. */
export const withoutServer = (kept: KeptVerifyPage): VerifyPage => {
  const page = pageFor(location.pathname, { organisation: recallOrganisation() ?? kept.organisation }, chosenLocale(), new Date())
  document.title = titleOf(page)
  document.documentElement.lang = page.locale
  if (page.trouble && /^\/[vs]\/./i.test(page.path)) awaitServer()
  return page
}

const everyMs = 5_000

/** Asks anew for what the address asks for, as soon as the server can be reached; unless another number is being typed. */
const awaitServer = () => {
  const look = async () => {
    const isThere = await fetch('/healthz').then(
      ({ ok }) => ok,
      () => false,
    )
    if (isThere && !document.activeElement?.matches('input')) location.reload()
  }
  addEventListener('online', () => void look())
  setInterval(() => void look(), everyMs)
}
