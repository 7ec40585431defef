import type { Locale } from './index.ts'

/** What has a name in both languages, as learners see it. */
export interface Titled {
  readonly title: string
  readonly englishTitle: string
}

/** A thing's title in the reader's language. */
export const titleIn = (locale: Locale, { title, englishTitle }: Titled): string => (locale === 'en' ? englishTitle : title)
