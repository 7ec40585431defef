import type { QuestionKind } from '@wallet/shared/exams/option'
import type { Locale, Say } from '../i18n/index.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** `18:42`, and from an hour on `1:05:00`. */
export const clockWords = (seconds: number): string => {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`
}

/** How long something took, as `clockWords` says it. */
export const spentWords = (from: string, to: string): string => clockWords(Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000)))

/** `单选、多选、判断` */
export const kindsWords = (t: Say, locale: Locale, kinds: readonly QuestionKind[]): string =>
  kinds.map((kind, i) => (locale === 'en' && i > 0 ? t(`question.kind.${kind}`).toLowerCase() : t(`question.kind.${kind}`))).join(locale === 'en' ? ', ' : '、')

const named = 8
/** `4、12、19`: the first eight, and that there are more. */
export const numbersWords = (t: Say, locale: Locale, numbers: readonly number[]): string => {
  const list = numbers.slice(0, named).join(locale === 'en' ? ', ' : '、')
  return numbers.length > named ? t('sitting.andMore', { list }) : list
}
