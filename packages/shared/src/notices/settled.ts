import { expiringDays } from '../certificates/status.ts'
import { addDays, dayIn, isoDay } from '../certificates/validity.ts'
import { holdingOf, type HeldFacts } from '../dashboards/holding.ts'
import { isDecision, type NoticeKind } from './notice.ts'

/** What a notice is about. */
export interface NoticeSubject {
  readonly kind: NoticeKind
  /** The certificate that ends or has ended; null: none was held. */
  readonly certificateId: number | null
}

/**
 * Whether nothing is left to do: the certificate was renewed or taken back, or, where somebody was reminded of one that they have to hold,
 * another one of its template is in force and does not end soon. `mine` are all that the person has of that template.
 */
export const isSettled = ({ kind, certificateId }: NoticeSubject, mine: readonly HeldFacts[], now: Date, zone: string): boolean => {
  if (isDecision(kind)) return false
  const about = mine.find(({ id }) => id === certificateId)
  if (about?.isSuperseded || about?.revokedAt) return true
  const held = kind === 'reminder' ? holdingOf(mine, now, zone) : null
  return held !== null && held.certificateId !== certificateId && held.untilDay >= isoDay(addDays(dayIn(now, zone), expiringDays))
}
