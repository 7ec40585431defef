import { daysLeft, isInForce, type Status } from '@wallet/shared/certificates/status'
import type { Fill, WordKey } from '../i18n/index.ts'
import type { IconName } from '../ui/icons.ts'

/** A certificate, as far as its status and dates are concerned. */
interface Dated {
  readonly status: Status
  readonly validUntil: string | null
}
export interface Sentence {
  readonly words: WordKey
  readonly fill: Fill
}

export const statusIcons: Readonly<Record<Status, IconName>> = {
  valid: 'valid',
  expiring: 'clock',
  expired: 'expired',
  notYetValid: 'hourglass',
  superseded: 'replaced',
  suspended: 'pause',
  revoked: 'revoked',
}
/** Which of the colours of status it wears. */
export const statusTone = (status: Status) => (status === 'valid' || status === 'expiring' ? status : status === 'revoked' ? 'danger' : 'ended')

/** What the tag on a card says: the days for one that ends soon, otherwise the status. */
export const tagWords = ({ status, validUntil }: Dated, now: Date): Sentence => {
  if (status !== 'expiring' || validUntil === null) return { words: `status.${status}`, fill: {} }
  const n = daysLeft(now, new Date(validUntil))
  return n <= 0 ? { words: 'wallet.endsToday', fill: {} } : { words: 'wallet.endsIn', fill: { n } }
}

/** What the tag on the certificate's own page adds: how long it still lasts. */
export const lastingWords = ({ status, validUntil }: Dated, now: Date): WordKey => {
  if (!isInForce(status)) return `status.${status}`
  if (validUntil === null) return 'certificate.forever'
  return daysLeft(now, new Date(validUntil)) <= 0 ? 'certificate.lastDay' : 'certificate.daysLeft'
}

/** The line above the wallet: how many end soon, and when the first of them does. */
export const expiringWords = (count: number, days: number): Sentence => {
  const isToday = days <= 0
  if (count === 1) return { words: isToday ? 'wallet.expiringOneToday' : 'wallet.expiringOne', fill: { n: days } }
  return { words: isToday ? 'wallet.expiringToday' : 'wallet.expiring', fill: { count, n: days } }
}
