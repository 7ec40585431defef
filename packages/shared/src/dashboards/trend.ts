import type { CertificateType } from '../certificates/certificate.ts'

/** Certificates issued, by what they are for. Revoked ones count: they were issued. */
export type IssuedByType = Readonly<Record<CertificateType, number>>

/** A local month. */
export interface IssuedMonth {
  /** `2026-11`, in the organisation's zone. */
  readonly month: string
  readonly issued: IssuedByType
}

/** What was issued to people of a unit (as it was at issue) with all below it, month by month. */
export interface IssuanceMonths {
  /** Twelve, the oldest first; the last is this month, up to now. Months without any are there with zeros. */
  readonly months: readonly IssuedMonth[]
  /** Issued in as many days of the month before as have begun of this one; all of them where it was shorter. */
  readonly sameDaysBefore: number
  /** Today's day of the month, 1–31. */
  readonly throughDay: number
}

/** A local day. */
export interface IssuedDay {
  /** `2026-11-23`, in the organisation's zone. */
  readonly day: string
  readonly issued: number
  /** Monday to Friday, where no calendar of the organisation knows better. */
  readonly isWorkday: boolean
}

/** What was issued day by day. */
export interface IssuanceDays {
  /** Thirty, the oldest first; the last is today, up to now. */
  readonly days: readonly IssuedDay[]
}

/** The coverage of a team beside that of the enterprise. */
export interface CoverageMonth {
  /** `2026-11` */
  readonly month: string
  /** Percent with two decimals at the end of the month's last day, of this month now; null: nothing was required then. */
  readonly unit: number | null
  readonly enterprise: number | null
}

/** Twelve months, the oldest first; the last is this month. */
export interface CoverageTrend {
  readonly months: readonly CoverageMonth[]
}
