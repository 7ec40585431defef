import type { Organisation } from '@wallet/shared/operations/contract'
import type { Locale } from '@wallet/shared/session/session'

/** What people call the organisation, in the reader's language. */
export const nameOf = ({ name, englishName }: Pick<Organisation, 'name' | 'englishName'>, locale: Locale): string => (locale === 'en' ? englishName : name)
