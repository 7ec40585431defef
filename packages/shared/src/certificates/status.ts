/** Every state of a certificate, in the order of precedence: the first that applies is the one that is shown. */
export const statuses = ['revoked', 'suspended', 'superseded', 'notYetValid', 'expired', 'expiring', 'valid'] as const
export type Status = (typeof statuses)[number]

/** A certificate that ends within this many days is expiring. */
export const expiringDays = 30
export const dayMs = 86_400_000

/** What the status depends on; instants are UTC, null where it has not happened or has no end. */
export interface StatusFacts {
  readonly issuedAt: Date
  /** Exclusive: at this very instant the certificate has expired. */
  readonly validUntil: Date | null
  readonly suspendedAt: Date | null
  readonly revokedAt: Date | null
  readonly isSuperseded: boolean
}

/** The status at an instant. It is derived whenever it is read and never stored. */
export const statusAt = (now: Date, { issuedAt, validUntil, suspendedAt, revokedAt, isSuperseded }: StatusFacts): Status => {
  if (revokedAt) return 'revoked'
  if (suspendedAt) return 'suspended'
  if (isSuperseded) return 'superseded'
  if (issuedAt > now) return 'notYetValid'
  if (!validUntil) return 'valid'
  const left = validUntil.getTime() - now.getTime()
  if (left <= 0) return 'expired'
  return left <= expiringDays * dayMs ? 'expiring' : 'valid'
}

/** Whether a certificate in this state may be relied on. */
export const isInForce = (status: Status): boolean => status === 'valid' || status === 'expiring'

/** Whether it was in force and no longer is: its picture is shown greyed. */
export const isOver = (status: Status): boolean => !isInForce(status) && status !== 'notYetValid'

/** Days from today to the last valid one, as a calendar counts them: 0 on the last day, and once it is over. */
export const daysLeft = (now: Date, validUntil: Date): number => Math.max(0, Math.ceil((validUntil.getTime() - now.getTime()) / dayMs) - 1)
