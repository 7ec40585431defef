import { inject, type InjectionKey } from 'vue'
import type { VerifyPage } from '@wallet/shared/verification/page'
import { dayOf, lastDay, timeOf } from '../i18n/dates.ts'
import { wordsOf } from './words.ts'

export const pageKey: InjectionKey<VerifyPage> = Symbol('verify page')

/** The page's address for a number, or for typing one; the language goes along. */
export const hrefOf = (locale: VerifyPage['locale'], certificateNo = '') => `/v${certificateNo && `/${encodeURIComponent(certificateNo)}`}?lang=${locale}`

/** What every part of the page needs: what is to be shown, the words, and days as this reader writes them. */
export const usePage = () => {
  const page = inject(pageKey)
  if (!page) throw new Error('the verify page has not been provided')
  const { locale, organisation } = page
  return {
    ...page,
    words: wordsOf(locale),
    href: (certificateNo?: string) => hrefOf(locale, certificateNo),
    day: (instant: string) => dayOf(instant, organisation.zone, locale),
    lastDay: (validUntil: string) => lastDay(validUntil, organisation.zone, locale),
    time: (instant: string) => timeOf(instant, organisation.zone, locale),
  }
}
