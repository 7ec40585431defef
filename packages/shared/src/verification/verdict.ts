import { z } from 'zod'
import { CertificateTypeField } from '../certificates/certificate.ts'
import { isInForce, statusAt, statuses, type Status, type StatusFacts } from '../certificates/status.ts'
import { check, skip } from './check.ts'

/** The answer in one word: it may be relied on, it may not, we never issued it, or the number cannot be right. */
export const outcomes = ['valid', 'invalid', 'notFound', 'malformed'] as const
export type Outcome = (typeof outcomes)[number]

/** The questions that are asked one by one, in this order. */
export const checkNames = ['format', 'issuer', 'integrity', 'status', 'dates'] as const
export type CheckName = (typeof checkNames)[number]
export type CheckOutcome = 'pass' | 'fail' | 'skipped'

/** What was found for one question: its outcome, and for a failure the machine-readable cause with its instant. */
export const Check = z
  .object({
    name: z.enum(checkNames),
    outcome: z.enum(['pass', 'fail', 'skipped']),
    detail: z.enum(['checkSymbol', 'unknownNumber', 'altered', 'revoked', 'suspended', 'superseded', 'notYetValid', 'expired', 'expiring']).nullable(),
    at: z.iso.datetime().nullable().describe('When it happened or will happen, where that is known'),
  })
  .meta({ id: 'Check' })
export type Check = z.infer<typeof Check>

/** What anyone may know of a certificate: the facts as recorded, the holder's name masked. */
export const PublicCertificate = z
  .object({
    title: z.string(),
    type: CertificateTypeField,
    holderName: z.string().nullable().describe('Masked; null: withheld, since the holder was anonymised'),
    issuedAt: z.iso.datetime(),
    validUntil: z.iso.datetime().nullable().describe('Exclusive'),
    issuerName: z.string(),
    supersededBy: z.string().nullable(),
  })
  .meta({ id: 'PublicCertificate' })

/** The answer to "is this certificate real?"; it is always HTTP 200, a malformed number too. */
export const Verdict = z
  .object({
    certificateNo: z.string().describe('Canonical where the number is well formed, otherwise as it was asked (at most 64 characters)'),
    outcome: z.enum(outcomes),
    status: z.enum(statuses).nullable(),
    checks: z.array(Check),
    certificate: PublicCertificate.nullable(),
    checkedAt: z.iso.datetime(),
  })
  .meta({ id: 'Verdict' })
export type Verdict = z.infer<typeof Verdict>

/** Whether the record is no longer what was issued: nothing that it says can be relied on. */
export const isAltered = ({ checks }: Verdict): boolean => checks.some(({ name, outcome }) => name === 'integrity' && outcome === 'fail')

/** What the record says about a certificate that was found. */
export interface VerdictRecord extends StatusFacts {
  readonly certificateNo: string
  readonly title: string
  readonly type: z.infer<typeof CertificateTypeField>
  /** Already masked, or whole where the holder has shared it so; null: withheld. */
  readonly holderName: string | null
  readonly issuerName: string
  /** The successor's number, or null. */
  readonly supersededBy: string | null
  readonly supersededAt: Date | null
  /** Whether the frozen facts still have the hash that was kept at issue, here and in the audit trail. */
  readonly isUnaltered: boolean
}

/** The verdict on a well-formed number that was never issued. */
export const notFoundVerdict = (certificateNo: string, now: Date): Verdict => ({
  certificateNo,
  outcome: 'notFound',
  status: null,
  checks: [check('format', 'pass'), check('issuer', 'fail', 'unknownNumber'), ...skip('integrity', 'status', 'dates')],
  certificate: null,
  checkedAt: now.toISOString(),
})

const statusCheck = (record: VerdictRecord): Check => {
  if (record.revokedAt) return check('status', 'fail', 'revoked', record.revokedAt)
  if (record.suspendedAt) return check('status', 'fail', 'suspended', record.suspendedAt)
  return record.isSuperseded ? check('status', 'fail', 'superseded', record.supersededAt) : check('status', 'pass')
}

const datesCheck = (dates: Status, { issuedAt, validUntil }: VerdictRecord): Check => {
  if (dates === 'notYetValid') return check('dates', 'fail', 'notYetValid', issuedAt)
  if (dates === 'expired') return check('dates', 'fail', 'expired', validUntil)
  return check('dates', 'pass', dates === 'expiring' ? 'expiring' : null, dates === 'expiring' ? validUntil : null)
}

/** The verdict on a certificate that exists, at an instant of the server's clock. */
export const verdictOn = (record: VerdictRecord, now: Date): Verdict => {
  const status = statusAt(now, record)
  const dates = statusAt(now, { ...record, revokedAt: null, suspendedAt: null, isSuperseded: false })
  const { title, type, holderName, issuerName, supersededBy } = record
  return {
    certificateNo: record.certificateNo,
    outcome: record.isUnaltered && isInForce(status) ? 'valid' : 'invalid',
    status,
    checks: [
      check('format', 'pass'),
      check('issuer', 'pass'),
      record.isUnaltered ? check('integrity', 'pass') : check('integrity', 'fail', 'altered'),
      statusCheck(record),
      datesCheck(dates, record),
    ],
    certificate: {
      title,
      type,
      holderName,
      issuerName,
      supersededBy,
      issuedAt: record.issuedAt.toISOString(),
      validUntil: record.validUntil?.toISOString() ?? null,
    },
    checkedAt: now.toISOString(),
  }
}
