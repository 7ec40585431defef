import { dayMs, expiringDays, type Status } from '@wallet/shared/certificates/status'
import type { Db } from '../db/connect.ts'
import { instant } from '../db/query.ts'

/** That a certificate `c` was not taken back: neither revoked, suspended nor superseded. */
export const notTakenBack = 'c.revoked_at IS NULL AND c.suspended_at IS NULL AND c.superseded_by_id IS NULL'
/** That it has been issued by `:now`: clocks of two machines differ, and what comes from elsewhere may lie ahead. */
export const isIssued = 'c.issued_at <= :now'
/** That it counts with whoever holds it, for as long as it has not ended: the rule of `holdingOf` as SQL. Binds `:now`. */
export const counts = `${notTakenBack} AND ${isIssued}`

/**
 * The rule of `statusAt` as SQL over `user_certificates c`: the same precedence, written once. A test compares the two.
 * Binds `:now` and `:soon`.
 */
const where: Record<Status, string> = {
  revoked: 'c.revoked_at IS NOT NULL',
  suspended: 'c.revoked_at IS NULL AND c.suspended_at IS NOT NULL',
  superseded: 'c.revoked_at IS NULL AND c.suspended_at IS NULL AND c.superseded_by_id IS NOT NULL',
  notYetValid: `${notTakenBack} AND c.issued_at > :now`,
  expired: `${counts} AND c.valid_until <= :now`,
  expiring: `${counts} AND c.valid_until > :now AND c.valid_until <= :soon`,
  valid: `${counts} AND (c.valid_until IS NULL OR c.valid_until > :soon)`,
}

/** The condition that a certificate has this status. */
export const statusWhere = (status: Status): string => `(${where[status]})`

/** What the conditions bind. */
export const statusTimes = (db: Db, now: Date) => ({ now: instant(db, now), soon: instant(db, new Date(now.getTime() + expiringDays * dayMs)) })
