import { daysLeft } from '@wallet/shared/certificates/status'
import type { VerifyPage } from '@wallet/shared/verification/page'
import { nameOf } from '../i18n/organisationName.ts'
import { dayOf, lastDay } from '../i18n/dates.ts'
import { askedIn } from './askedIn.ts'
import { findingOf, type Finding } from './face.ts'
import { readWhole, slipOf } from './typedNo.ts'
import { wordsOf, type Circumstances } from './words.ts'

/** The verdict in words: one, and a plain sentence. */
export interface Told {
  readonly finding: Finding
  readonly word: string
  readonly sentence: string
}

const slipIn = (asked: string): Circumstances['slip'] => {
  const typed = readWhole(asked)
  return typed ? (slipOf(typed)?.kind ?? 'missing') : 'unreadable'
}

const circumstances = ({ path, verdict, organisation, locale }: VerifyPage): Circumstances => {
  const { zone } = organisation
  const { issuedAt = null, validUntil = null } = verdict?.certificate ?? {}
  return {
    name: nameOf(organisation, locale),
    days: verdict && validUntil ? daysLeft(new Date(verdict.checkedAt), new Date(validUntil)) : 0,
    begins: issuedAt ? dayOf(issuedAt, zone, locale) : '',
    ends: validUntil ? lastDay(validUntil, zone, locale) : '',
    isOver: verdict?.checks.some(({ detail }) => detail === 'expired') ?? false,
    isAsked: askedIn(path) !== null,
    slip: slipIn(verdict?.certificateNo ?? ''),
  }
}

/** The window's title: the verdict, what the page is, and whose. */
export const titleOf = (page: VerifyPage): string => `${tell(page).word} · ${wordsOf(page.locale).title} · ${nameOf(page.organisation, page.locale)}`

/** Server and browser tell the same: time comes from the verdict, never from a clock. */
export const tell = (page: VerifyPage): Told => {
  const finding = findingOf(page)
  const words = wordsOf(page.locale)
  return { finding, word: words.word[finding], sentence: words.sentence[finding](circumstances(page)) }
}
