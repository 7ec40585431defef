import { dayMs, expiringDays, type Status } from '@wallet/shared/certificates/status'
import type { Db } from '../db/connect.ts'
import { instant } from '../db/query.ts'

/**
 * The rule of `statusAt` as SQL over `user_certificates c`: the same precedence, written once. A test compares the two.
 * Binds `:now` and `:soon`.
 */
const inForce = 'c.revoked_at IS NULL AND c.suspended_at IS NULL AND c.superseded_by_id IS NULL'
const begun = `${inForce} AND c.issued_at <= :now`
const where: Record<Status, string> = {
  revoked: 'c.revoked_at IS NOT NULL',
  suspended: 'c.revoked_at IS NULL AND c.suspended_at IS NOT NULL',
  superseded: 'c.revoked_at IS NULL AND c.suspended_at IS NULL AND c.superseded_by_id IS NOT NULL',
  notYetValid: `${inForce} AND c.issued_at > :now`,
  expired: `${begun} AND c.valid_until <= :now`,
  expiring: `${begun} AND c.valid_until > :now AND c.valid_until <= :soon`,
  valid: `${begun} AND (c.valid_until IS NULL OR c.valid_until > :soon)`,
}

/** The condition that a certificate has this status. */
export const statusWhere = (status: Status): string => `(${where[status]})`

/** What the conditions bind. */
export const statusTimes = (db: Db, now: Date) => ({ now: instant(db, now), soon: instant(db, new Date(now.getTime() + expiringDays * dayMs)) })
