import type { Verdict } from '@wallet/shared/verification/verdict'
import type { VerifyPage } from '@wallet/shared/verification/page'
import type { IconName } from '../ui/icons.ts'

/** What the page is about: a state of a certificate, or why there is none; `asking` before anything was asked, or the trouble there was. */
export type Finding = NonNullable<Verdict['status']> | 'altered' | 'notFound' | 'malformed' | 'asking' | NonNullable<VerifyPage['trouble']>

/** How a finding looks: the colour of its panel, and its icon. The words stand in the languages. */
export interface Face {
  readonly tone: 'valid' | 'danger' | 'ended' | 'expiring' | 'neutral'
  readonly icon: IconName
}

/** What was found. An altered record comes before everything it says. */
export const findingOf = ({ verdict, trouble }: Pick<VerifyPage, 'verdict' | 'trouble'>): Finding => {
  if (verdict === null) return trouble ?? 'asking'
  if (verdict.outcome === 'malformed' || verdict.outcome === 'notFound') return verdict.outcome
  return verdict.checks.some(({ name, outcome }) => name === 'integrity' && outcome === 'fail') ? 'altered' : (verdict.status ?? 'notFound')
}

export const faces: Readonly<Record<Finding, Face>> = {
  valid: { tone: 'valid', icon: 'check' },
  expiring: { tone: 'valid', icon: 'check' },
  revoked: { tone: 'danger', icon: 'revoked' },
  altered: { tone: 'danger', icon: 'alert' },
  superseded: { tone: 'expiring', icon: 'replaced' },
  suspended: { tone: 'ended', icon: 'pause' },
  notYetValid: { tone: 'ended', icon: 'hourglass' },
  expired: { tone: 'ended', icon: 'expired' },
  notFound: { tone: 'neutral', icon: 'help' },
  malformed: { tone: 'neutral', icon: 'edit' },
  asking: { tone: 'neutral', icon: 'shield' },
  tooMany: { tone: 'neutral', icon: 'clock' },
  unavailable: { tone: 'neutral', icon: 'hourglass' },
  shareGone: { tone: 'neutral', icon: 'link' },
  shareNotFound: { tone: 'neutral', icon: 'help' },
  offline: { tone: 'neutral', icon: 'wifioff' },
}

const order = ['fail', 'pass', 'skipped'] as const

/** The checks in the order in which they matter to a reader: what failed first. */
export const failedFirst = (checks: Verdict['checks']): Verdict['checks'] => order.flatMap(outcome => checks.filter(check => check.outcome === outcome))
