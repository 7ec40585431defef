import { drawCertificateNo, type Random } from '@wallet/shared/certificates/certificateNo'
import type { IssueOrder } from '@wallet/shared/certificates/certificate'
import { renewedUntil } from '@wallet/shared/certificates/renewal'
import { statusAt } from '@wallet/shared/certificates/status'
import { dayIn, endOfDay, parseDay } from '@wallet/shared/certificates/validity'
import { fail } from '@wallet/shared/problem'
import { asSeen } from '@wallet/shared/text'
import type { Config } from '../config.ts'
import type { PersonRow } from '../people/store.ts'
import type { CurrentTemplate } from '../templates/store.ts'
import { drawSalt, factsHash, sha256, type FrozenFacts } from './facts.ts'
import type { CertificateRow } from './row.ts'
import type { NewCertificate } from './write.ts'

/** What the certificate is for: a course, an exam, a badge, or, issued by hand, its title as it is seen. Part of "exactly once". */
export const sourceKeyOf = ({ courseId, examId, badgeId }: IssueOrder, title: string): string => {
  if (courseId) return `course:${courseId}`
  if (examId) return `exam:${examId}`
  return badgeId ? `badge:${badgeId}` : `title:${sha256(asSeen(title)).slice(0, 32)}`
}

export const titleOf = (order: IssueOrder, template: CurrentTemplate): string => order.title ?? template.name

/** What every engine and every reader of ISO 8601 can hold. */
const latestEnd = Date.UTC(9999, 0, 1)

/** What of a certificate decides about the one after it. */
export type Predecessor = Pick<
  CertificateRow,
  'id' | 'certificateNo' | 'userId' | 'sourceKey' | 'cycle' | 'issuedAt' | 'validUntil' | 'suspendedAt' | 'revokedAt' | 'supersededBy'
>

/** The number on a picture that is only looked at: nobody can hold it. */
export const specimenNo = (prefix: string): string => `${prefix}-0000-0000-0000-0000`

/** The exclusive end that a last day or an instant means. */
export const endFrom = (text: string, zone: string): Date => {
  const day = parseDay(text)
  const end = day ? endOfDay(day, zone) : new Date(text)
  return end.getTime() > latestEnd ? fail('invalid_request', { errors: [{ path: 'validUntil', message: 'has to lie before the year 9999' }] }) : end
}

/** Whether an order finds its certificate already there: neither revoked nor run out. */
export const standsFor = <P extends Predecessor>(latest: P | null, now: Date): latest is P =>
  latest !== null && !['revoked', 'expired'].includes(statusAt(now, { ...latest, isSuperseded: latest.supersededBy !== null }))

/** What is frozen of whoever gets it. */
export type Holder = Pick<PersonRow, 'id' | 'fullName'> & { readonly unit: Pick<PersonRow['unit'], 'id' | 'name'> }

interface Draft {
  readonly order: IssueOrder
  readonly person: Holder
  readonly template: CurrentTemplate
  /** The cycle before, revoked or run out; null: this is the first. */
  readonly before: Predecessor | null
  /** Where it renews one that has not run out: the exclusive end from which its months count. */
  readonly renewsUntil?: Date | null
  readonly issuedBy: number | null
  readonly now: Date
  readonly random: Random
  readonly config: Config
}

/** The exclusive end: as ordered (a last day, or an instant), or by the template's months, counted from the end of what is renewed. */
const endOf = ({ order: { validUntil }, template, now, renewsUntil, config: { zone } }: Draft): Date | null => {
  if (validUntil === null) return null
  if (validUntil === undefined) return renewedUntil(now, renewsUntil ?? null, template.current.validityMonths, zone)
  const end = endFrom(validUntil, zone)
  return end > now ? end : fail('invalid_request', { errors: [{ path: 'validUntil', message: 'has to lie in the future' }] })
}

/** The new certificate as it will be frozen. One that has run out is superseded; a revoked one stays as it is. */
export const draftCertificate = (draft: Draft): NewCertificate => {
  const { order, person, template, before, issuedBy, now, random, config } = draft
  const title = titleOf(order, template)
  const facts: FrozenFacts = {
    certificateNo: drawCertificateNo(template.current.numberPrefix ?? config.numberPrefix, dayIn(now, config.zone).year, random),
    userId: person.id,
    type: template.current.type,
    title,
    description: order.description || null,
    holderName: person.fullName,
    unitName: person.unit.name,
    issuerName: config.issuerName,
    issuedAt: now,
    validUntil: endOf(draft),
    score: order.score ?? null,
    completionRate: order.completionRate ?? null,
    courseId: order.courseId ?? null,
    examId: order.examId ?? null,
    badgeId: order.badgeId ?? null,
    metaData: order.metaData ?? null,
    templateVersionId: template.current.id,
    sourceKey: sourceKeyOf(order, title),
    cycle: (before?.cycle ?? 0) + 1,
    factsSalt: drawSalt(random),
  }
  return {
    ...facts,
    holderName: person.fullName,
    templateId: template.id,
    orgUnitId: person.unit.id,
    factsHash: factsHash(facts),
    supersedesId: before && !before.revokedAt ? before.id : null,
    issuedBy,
  }
}
