import type { Earned, EarnedBadge } from '@wallet/shared/badges/earned'
import { certificateOf, type CertificateRow } from '../certificates/row.ts'
import type { Deps } from '../deps.ts'
import type { Awarded } from './award.ts'

/** What a deed brought, as long as its transaction goes on. */
export interface Brought {
  /** The certificate it was about; null: none, or not for the first time. */
  readonly certificate: CertificateRow | null
  readonly badges: readonly Awarded[]
}

const certificatesOf = ({ certificate, badges }: Brought): CertificateRow[] =>
  [certificate, ...badges.map(awarded => awarded.certificate)].filter(row => row !== null)

/** To be called after the commit: answers about these certificates that were kept ready are out of date. */
export const forgetVerdicts = ({ verdicts }: Pick<Deps, 'verdicts'>, brought: Brought): void => {
  for (const { certificateNo, supersedes } of certificatesOf(brought)) {
    verdicts.forget(certificateNo)
    if (supersedes !== null) verdicts.forget(supersedes)
  }
}

const earnedBadge = ({ badge, earnedAt, certificate }: Awarded): EarnedBadge => {
  const { id, title, englishTitle, summary, category, icon } = badge
  return { id, title, englishTitle, summary, category, icon, earnedAt: earnedAt.toISOString(), certificateNo: certificate?.certificateNo ?? null }
}

/** What a deed brought, as the learner is told. */
export const earnedOf = ({ clock, config }: Pick<Deps, 'clock' | 'config'>, brought: Brought): Earned => ({
  certificates: certificatesOf(brought).map(row => certificateOf(row, clock.now(), config.publicOrigin)),
  badges: brought.badges.map(earnedBadge),
})
