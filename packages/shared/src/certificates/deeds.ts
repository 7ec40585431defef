import type { ProblemCode } from '../problem.ts'
import { isRenewable } from './renewal.ts'
import type { Status } from './status.ts'

/** What an issuer may do to a certificate once it is issued. */
export const deeds = ['suspend', 'restore', 'renew', 'reissue', 'revoke'] as const
export type Deed = (typeof deeds)[number]

/** What it depends on whether something may be done. */
export interface DeedFacts {
  readonly status: Status
  /** Exclusive; null: no end. */
  readonly validUntil: Date | null
  /** Null: withheld. Nothing new can be issued to nobody. */
  readonly holderName: string | null
}

/** When something is to be done: an instant, and the zone in which the organisation's days begin and end. */
export interface DeedTime {
  readonly now: Date
  readonly zone: string
}

/** Why nothing can be done to one in this status that needs it to be neither taken back, nor paused, nor replaced. */
const refusedIn: Partial<Record<Status, ProblemCode>> = {
  revoked: 'certificate_already_revoked',
  suspended: 'certificate_suspended',
  superseded: 'certificate_superseded',
}

const renewalRefused = ({ status, validUntil }: DeedFacts, { now, zone }: DeedTime): ProblemCode | null => {
  if (status === 'notYetValid') return 'renewal_not_open'
  if (validUntil === null) return 'certificate_unlimited'
  return isRenewable(now, validUntil, zone) ? null : 'renewal_not_open'
}

const withheld = ({ holderName }: DeedFacts): ProblemCode | null => (holderName === null ? 'name_withheld' : null)

const refused: Record<Deed, (facts: DeedFacts, when: DeedTime) => ProblemCode | null> = {
  suspend: ({ status }) => refusedIn[status] ?? (status === 'expired' ? 'certificate_not_in_force' : null),
  restore: ({ status }) => (status === 'suspended' ? null : 'certificate_not_suspended'),
  renew: (facts, when) => withheld(facts) ?? refusedIn[facts.status] ?? renewalRefused(facts, when),
  reissue: facts => withheld(facts) ?? refusedIn[facts.status] ?? null,
  revoke: ({ status }) => (status === 'revoked' ? 'certificate_already_revoked' : null),
}

/** Why this may not be done to a certificate at an instant, or null where it may. Who may do it stands in the contract. */
export const refusalOf = (deed: Deed, facts: DeedFacts, when: DeedTime): ProblemCode | null => refused[deed](facts, when)

/** What may be done to a certificate at an instant, in the order in which it is offered. */
export const possibleDeeds = (facts: DeedFacts, when: DeedTime): Deed[] => deeds.filter(deed => refusalOf(deed, facts, when) === null)
