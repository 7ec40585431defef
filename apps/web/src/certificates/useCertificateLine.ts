import type { Certificate } from '@wallet/shared/certificates/certificate'
import { computed } from 'vue'
import { serverNow } from '../api/clock.ts'
import { useWords } from '../i18n/index.ts'
import { useDates } from '../ui/useDates.ts'
import { tagWords } from './certificateWords.ts'

/** What every card and row says of a certificate: its tag, and the date that matters. */
export const useCertificateLine = (certificate: () => Certificate) => {
  const { t } = useWords()
  const dates = useDates()
  const tag = computed(() => {
    const { words, fill } = tagWords(certificate(), serverNow())
    return t(words, fill)
  })
  const dated = computed(() => {
    const { status, issuedAt, validUntil } = certificate()
    return validUntil && (status === 'expiring' || status === 'expired')
      ? t('wallet.endsOn', { day: dates.lastDay(validUntil) })
      : t('wallet.issuedOn', { day: dates.day(issuedAt) })
  })
  return { tag, dated }
}
