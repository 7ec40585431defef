import { z } from 'zod'
import { line, plainText } from '../text.ts'
import { statuses } from './status.ts'

/** What a certificate is for. */
export const certificateTypes = ['course', 'exam', 'achievement'] as const
export type CertificateType = (typeof certificateTypes)[number]
export const CertificateTypeField = z.enum(certificateTypes)

/** A row's id as it fits an INTEGER column. */
const id = z.int().positive().max(2_147_483_647)
/** 0–100, two decimals exactly, as DECIMAL(5,2) keeps it. */
const hundredths = z
  .number()
  .min(0)
  .max(100)
  .refine(n => Math.abs(n * 100 - Math.round(n * 100)) < 1e-6, 'at most two decimals')
/** The last day of validity (`2028-11-23`, the organisation's zone, inclusive) or an exclusive instant. */
export const certificateEnd = z.union([z.iso.date(), z.iso.datetime({ offset: true })])
/** Numbers that every engine gives back as they were. */
const exact = z.number().refine(n => Math.abs(n) <= Number.MAX_SAFE_INTEGER, 'is too large to be kept exactly')
const metaData = z
  .record(
    z.string().regex(/^(?!__proto__$)[\p{L}\p{N}_ .-]{1,60}$/u, 'names are letters, digits, spaces and _ . -'),
    z.union([plainText(500), exact, z.boolean(), z.null()]),
  )
  .refine(data => Object.keys(data).length <= 30, 'at most 30 entries')

/** One certificate as its holder, their manager or an issuer sees it. Score and completion rate are numbers or null; `checks` counts how often it was verified. */
export const Certificate = z
  .object({
    certificateNo: z.string(),
    type: CertificateTypeField,
    title: z.string(),
    description: z.string().nullable(),
    status: z.enum(statuses),
    holderName: z.string().nullable().describe('As it was at issue; null: withheld, since the holder was anonymised'),
    employeeNo: z.string(),
    unitName: z.string().describe('As it was at issue'),
    issuedAt: z.iso.datetime(),
    validUntil: z.iso.datetime().nullable().describe('Exclusive'),
    score: z.number().nullable(),
    completionRate: z.number().nullable(),
    courseId: z.int().nullable(),
    examId: z.int().nullable(),
    badgeId: z.int().nullable(),
    templateId: z.int(),
    templateVersion: z.int(),
    orientation: z.enum(['landscape', 'portrait']),
    issuerName: z.string(),
    imageUrl: z.string().nullable(),
    pdfUrl: z.string().nullable(),
    svgUrl: z.string(),
    verifyUrl: z.string().describe('What the QR code says'),
    supersedes: z.string().nullable(),
    supersededBy: z.string().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    revocationReason: z.string().nullable(),
    suspendedAt: z.iso.datetime().nullable(),
    checks: z.int(),
    lastCheckedAt: z.iso.datetime().nullable(),
    metaData: z.record(z.string(), z.unknown()).nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Certificate' })
export type Certificate = z.infer<typeof Certificate>

/** What an issuer orders. Without a title the template's name is used; without an end, the template's months. */
export const IssueOrder = z
  .strictObject({
    templateId: id,
    employeeNo: z.string().trim().min(1).max(32),
    title: line(200).optional(),
    description: plainText(500).optional(),
    score: hundredths.nullable().optional(),
    completionRate: hundredths.nullable().optional(),
    validUntil: certificateEnd.nullable().optional(),
    courseId: id.nullable().optional(),
    examId: id.nullable().optional(),
    badgeId: id.nullable().optional(),
    metaData: metaData.nullable().optional(),
  })
  .meta({ id: 'IssueOrder' })
export type IssueOrder = z.infer<typeof IssueOrder>

/** Why something is taken away: shown to the holder and kept for good. */
export const Reason = z.strictObject({ reason: line(300) })

/** What can happen to a certificate. */
export const historyEvents = ['issued', 'revoked', 'suspended', 'restored', 'renewed', 'reissued', 'superseded', 'withheld'] as const
/** One thing that happened to a certificate: when, by whom and why. */
export const HistoryEntry = z
  .object({
    event: z.enum(historyEvents),
    at: z.iso.datetime(),
    byName: z.string().nullable().describe('Null: the system'),
    reason: z.string().nullable(),
    certificateNo: z.string().nullable().describe('The other one, where it was renewed, corrected or replaced'),
    templateVersion: z.int().nullable(),
  })
  .meta({ id: 'HistoryEntry' })
export type HistoryEntry = z.infer<typeof HistoryEntry>
