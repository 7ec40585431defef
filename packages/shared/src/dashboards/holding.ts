import { isoDayIn } from '../certificates/validity.ts'

/** The last day of what has no end. */
export const noEnd = '9999-12-31'
/** The last day of what was never held. */
export const neverHeld = '0000-00-00'

/** A certificate as it counts for holding one of its template; instants are UTC. */
export interface HeldFacts {
  readonly id: number
  readonly issuedAt: Date
  /** Exclusive; null where it has no end. */
  readonly validUntil: Date | null
  readonly suspendedAt: Date | null
  readonly revokedAt: Date | null
  readonly isSuperseded: boolean
}

/** The last day, in a zone, on which something may be relied on whose end (exclusive) is given. */
export const lastDayOf = (validUntil: Date | null, zone: string): string => (validUntil ? isoDayIn(new Date(validUntil.getTime() - 1), zone) : noEnd)

const counts = ({ issuedAt, suspendedAt, revokedAt, isSuperseded }: HeldFacts, now: Date) => !revokedAt && !suspendedAt && !isSuperseded && issuedAt <= now

/**
 * Which of a person's certificates of one template counts, and until which day: the one that ends last of those that were not taken back.
 * Its last day may lie in the past: then it has run out. Null where there is none.
 */
export const holdingOf = (
  certificates: readonly HeldFacts[],
  now: Date,
  zone: string,
): { readonly certificateId: number; readonly untilDay: string } | null => {
  const held = certificates.filter(one => counts(one, now)).map(one => ({ certificateId: one.id, untilDay: lastDayOf(one.validUntil, zone) }))
  const [first] = held.toSorted((a, b) => (a.untilDay === b.untilDay ? b.certificateId - a.certificateId : a.untilDay < b.untilDay ? 1 : -1))
  return first ?? null
}

/** Where a person stands with a certificate they have to hold. */
export type CoverageState = 'covered' | 'expiring' | 'missing'

/** The state on a day, by the last day of what is held; `expiringBefore` is the first day that no longer counts as expiring. */
export const coverageOn = (today: string, expiringBefore: string, untilDay: string): CoverageState => {
  if (untilDay < today) return 'missing'
  return untilDay < expiringBefore ? 'expiring' : 'covered'
}

/** What has to be held: by everyone at and below a unit, or by those there who have a post. */
export interface Requirement {
  readonly templateId: number
  /** As a path of ids: `/1/4/`. */
  readonly unitPath: string
  readonly post: string | null
}

/** Whether a requirement concerns somebody. */
export const concerns = ({ unitPath, post }: Requirement, person: { readonly unitPath: string; readonly post: string | null }): boolean =>
  person.unitPath.startsWith(unitPath) && (post === null || post === person.post)
