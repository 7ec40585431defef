import type { IssueOrder } from '@wallet/shared/certificates/certificate'
import { isRenewable, renewableFrom } from '@wallet/shared/certificates/renewal'
import { dayIn, isoDay, lastDayOf } from '@wallet/shared/certificates/validity'
import type { DuplicatePolicy } from '@wallet/shared/issuing/batch'
import type { BatchReason } from '@wallet/shared/issuing/batchFile'
import type { Config } from '../config.ts'
import type { Deps } from '../deps.ts'
import type { CurrentTemplate } from '../templates/store.ts'
import { draftCertificate, endFrom, standsFor, type Holder, type Predecessor } from './draft.ts'
import type { NewCertificate } from './write.ts'

/** Why nothing is issued on an order. */
export type Standing = Pick<BatchReason, 'trouble' | 'value'> & Partial<Pick<BatchReason, 'column'>>
/** What somebody has already: the latest cycle. */
export interface Holding extends Predecessor {
  /** Its revocation has been asked for and not been decided yet. */
  readonly isAskedToRevoke: boolean
}
interface Rule {
  readonly duplicates: DuplicatePolicy
  readonly now: Date
  readonly zone: string
}
type Wish = Pick<IssueOrder, 'validUntil'>

/** The end that is ordered; null: none, or the template's. */
const endOf = ({ validUntil }: Wish, zone: string): Date | null => (typeof validUntil === 'string' ? endFrom(validUntil, zone) : null)

/** A renewal never ends earlier than what it renews. */
const renewalOf = (end: Date | null, validUntil: Date, { now, zone }: Rule): Standing | null => {
  if (!isRenewable(now, validUntil, zone)) return { trouble: 'tooEarly', value: isoDay(dayIn(renewableFrom(validUntil, zone), zone)) }
  return end && end < validUntil ? { column: 'validUntil', trouble: 'endsEarlier', value: isoDay(lastDayOf(validUntil, zone)) } : null
}

const heldBy = (holding: Holding, end: Date | null, rule: Rule): Standing | null => {
  const { certificateNo: value, validUntil, suspendedAt, supersededBy, isAskedToRevoke } = holding
  const stands = standsFor(holding, rule.now)
  if (stands && (rule.duplicates === 'skip' || supersededBy !== null)) return { trouble: 'held', value }
  if (isAskedToRevoke && !holding.revokedAt) return { trouble: 'askedToRevoke', value }
  if (!stands) return null
  if (suspendedAt) return { trouble: 'suspended', value }
  return validUntil ? renewalOf(end, validUntil, rule) : { trouble: 'heldForGood', value }
}

/**
 * Why nothing is issued; null: it may be, as the next cycle where there was one. Days pass between looking through a list and issuing it: an
 * order whose end has passed by then is left out, and holds up nobody else.
 */
export const standingOf = (order: Wish, holding: Holding | null, rule: Rule): Standing | null => {
  const end = endOf(order, rule.zone)
  const held = holding && heldBy(holding, end, rule)
  if (held) return held
  return end && end <= rule.now ? { column: 'validUntil', trouble: 'past', value: order.validUntil ?? null } : null
}

/** Somebody who is to be given a certificate. */
export interface Wanted {
  readonly person: Holder
  readonly order: IssueOrder
}
interface Deciding {
  readonly template: CurrentTemplate
  readonly issuedBy: number
  readonly duplicates: DuplicatePolicy
  readonly now: Date
  readonly random: Deps['random']
  readonly config: Config
}
/** What is to be issued, and what it follows. */
export interface ToIssue {
  readonly draft: NewCertificate
  readonly before: Predecessor | null
  /** It follows one that still stands. */
  readonly isRenewal: boolean
}
/** What becomes of an order. */
export type Decided = { readonly standing: Standing } | (ToIssue & { readonly standing: null })

/** What becomes of an order, by what its holder has already. */
export const decideOne = (one: Wanted, before: Holding | null, deciding: Deciding): Decided => {
  const { duplicates, now, config } = deciding
  const standing = standingOf(one.order, before, { duplicates, now, zone: config.zone })
  if (standing) return { standing }
  const isRenewal = standsFor(before, now)
  const renewsUntil = isRenewal ? before.validUntil : null
  return { standing, before, isRenewal, draft: draftCertificate({ ...deciding, ...one, before, renewsUntil }) }
}
