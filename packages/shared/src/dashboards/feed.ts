import type { CertificateType } from '../certificates/certificate.ts'
import type { ChartUnit } from './figures.ts'

/** A certificate that has just been issued, as a wall tells of it. Its number is not told: a corridor is no wallet. */
export interface FeedEntry {
  /** Rises with every certificate: where a reader who was away goes on (`Last-Event-ID`). */
  readonly id: number
  /** ISO 8601 in UTC. */
  readonly issuedAt: string
  readonly type: CertificateType
  /** Masked; in full on the wall of one's own team where a manager asks for it. */
  readonly holderName: string
  readonly title: string
  /** The holder's unit, as it was at issue. */
  readonly unit: ChartUnit
}

/** What came last at a unit with all below it. A list issued at once is one entry for each of its certificates, of which only the last are kept. */
export interface Feed {
  /** At most twenty, the newest first. */
  readonly entries: readonly FeedEntry[]
  /** Issued on this local day, up to now. */
  readonly issuedToday: number
}
