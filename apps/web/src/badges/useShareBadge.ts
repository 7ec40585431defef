import type { EarnedBadge } from '@wallet/shared/badges/earned'
import { useWords } from '../i18n/index.ts'
import { titleIn } from '../i18n/titled.ts'
import { useCopy } from '../ui/useCopy.ts'

/** Tells others of a badge: by the phone's own sheet, else as a sentence to be pasted. */
export const useShareBadge = () => {
  const { t, locale } = useWords()
  const copy = useCopy()
  return async (badge: Pick<EarnedBadge, 'title' | 'englishTitle' | 'summary'>) => {
    const title = titleIn(locale.value, badge)
    const text = t('badge.shared', { product: t('product'), title, summary: locale.value === 'en' ? '' : badge.summary }).trim()
    if (!('share' in navigator)) return copy(text)
    try {
      await navigator.share({ title, text })
    } catch (thrown) {
      const hasChangedTheirMind = thrown instanceof DOMException && thrown.name === 'AbortError'
      if (!hasChangedTheirMind) await copy(text)
    }
  }
}
