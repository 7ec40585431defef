import type { CertificateType } from '@wallet/shared/certificates/certificate'
import type { Locale } from '@wallet/shared/session/session'
import type { CheckName, CheckOutcome, Verdict } from '@wallet/shared/verification/verdict'
import { en } from './en.ts'
import type { Finding } from './face.ts'
import type { Slip } from './typedNo.ts'
import { zhCN } from './zh-CN.ts'

/** What a sentence may speak of; days are already written out in the reader's language. */
export interface Circumstances {
  /** The organisation's everyday name. */
  readonly name: string
  /** Days left, rounded up. */
  readonly days: number
  readonly begins: string
  readonly ends: string
  readonly isOver: boolean
  /** Whether a number was asked for. */
  readonly isAsked: boolean
  readonly slip: Slip['kind'] | 'unreadable'
}
type Detail = NonNullable<Verdict['checks'][number]['detail']>

/** Everything the page says. It stands apart from the app's words, so that whoever scans a code fetches no more than this page. */
export interface VerifyWords {
  readonly title: string
  readonly otherLanguage: string
  readonly word: Readonly<Record<Finding, string>>
  readonly sentence: Readonly<Record<Finding, (circumstances: Circumstances) => string>>
  readonly checkedAt: (time: string) => string
  readonly type: Readonly<Record<CertificateType, string>>
  readonly facts: Readonly<
    Record<'holder' | 'withheld' | 'withheldHelp' | 'issued' | 'until' | 'unlimited' | 'revoked' | 'suspended' | 'issuer' | 'number', string>
  >
  /** Behind a link of the holder. */
  readonly shared: {
    readonly by: string
    readonly until: (day: string) => string
    readonly alt: (type: string, title: string) => string
    readonly missing: string
  }
  readonly asked: string
  readonly successorOpen: string
  readonly checks: string
  readonly check: Readonly<Record<CheckName, string>>
  readonly outcome: Readonly<Record<CheckOutcome, string>>
  /** The day is empty where it is not known. */
  readonly detail: Readonly<Record<Detail, (day: string) => string>>
  readonly next: string
  readonly lookAgain: string
  readonly scanAgain: string
  readonly contact: string
  readonly another: string
  readonly trust: string
  readonly field: {
    readonly label: string
    readonly year: string
    readonly group: (n: number) => string
    readonly submit: string
    readonly again: string
    readonly retry: string
    readonly missing: (n: number) => string
    readonly symbol: (symbol: string) => string
    readonly checkSymbol: string
    readonly good: string
  }
  readonly scanInstead: string
  readonly tips: string
  readonly tip: readonly { readonly title: string; readonly help: string }[]
}

const languages: Readonly<Record<Locale, VerifyWords>> = { 'zh-CN': zhCN, en }
export const wordsOf = (locale: Locale): VerifyWords => languages[locale]
