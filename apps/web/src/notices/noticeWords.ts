import { parseDay } from '@wallet/shared/certificates/validity'
import type { Notice } from '@wallet/shared/notices/contract'
import { wordsOfDay } from '../i18n/dates.ts'
import type { Locale, Say } from '../i18n/index.ts'

/** A local day as it is read: `2026-12-22`, in English `22 Dec 2026`. */
const dayWords = (day: string, locale: Locale) => {
  const parsed = parseDay(day)
  return parsed ? wordsOfDay(parsed, locale) : day
}

/** What it is about, in a sentence. */
export const sentenceOf = (t: Say, locale: Locale, { kind, untilDay, daysLeft }: Pick<Notice, 'kind' | 'untilDay' | 'daysLeft'>): string => {
  if (kind === 'nameCorrected' || kind === 'nameKept') return t(`notices.${kind}`)
  if (untilDay === null || daysLeft === null) return t('notices.missing')
  const day = dayWords(untilDay, locale)
  if (daysLeft < 0) return t('notices.ended', { day })
  return daysLeft === 0 ? t('notices.endsToday', { day }) : t('notices.ends', { day, n: daysLeft })
}

const urgentDays = 7

/** How much it presses: what is settled does not, what is missing or about to end does. */
export const toneOf = ({ kind, daysLeft, isSettled }: Pick<Notice, 'kind' | 'daysLeft' | 'isSettled'>): 'ended' | 'expiring' | 'danger' => {
  if (isSettled || kind === 'nameCorrected') return 'ended'
  if (kind === 'nameKept') return 'expiring'
  return daysLeft === null || daysLeft < urgentDays ? 'danger' : 'expiring'
}
