/**
 * Certificates in force by when they end, counted in local days: 0 days left on the last day. Those without an end, and those
 * that have been superseded, are not among them. Renewing: since the 90th day before the end its holder has begun what it comes
 * from again (enrolled in or studied its course, begun an attempt at its exam). Open: all others.
 */
export interface ExpirySpan {
  /** The first of its five days: 0, 5, 10 … 85 days left. */
  readonly fromDay: number
  readonly open: number
  readonly renewing: number
}

/** All that end within so many days: fewer than `days` days are left. Within 30 is what the status *expiring* says. */
export interface ExpiryWithin {
  readonly days: number
  readonly certificates: number
  /** Their holders, each once. */
  readonly people: number
  readonly open: number
}

/** What ends in the coming 90 days at a unit with all below it. */
export interface ExpiryRadar {
  /** Eighteen spans of five days, the nearest first; empty ones are there with zeros. */
  readonly spans: readonly ExpirySpan[]
  /** Within 30, 60 and 90 days, in this order; the certificates of the first six, twelve and all spans. */
  readonly within: readonly ExpiryWithin[]
}
