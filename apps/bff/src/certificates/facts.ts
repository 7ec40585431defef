import { hash } from 'node:crypto'
import type { CertificateType } from '@wallet/shared/certificates/certificate'
import type { Random } from '@wallet/shared/certificates/certificateNo'
import { isoDay, isoDayIn, lastDayOf } from '@wallet/shared/certificates/validity'
import type { Placeholder } from '@wallet/shared/templates/stage'

/** What is frozen when a certificate is issued: it never changes afterwards. */
export interface FrozenFacts {
  readonly certificateNo: string
  readonly userId: number
  readonly type: CertificateType
  readonly title: string
  readonly description: string | null
  /** Null: withheld, since the holder has been anonymised. */
  readonly holderName: string | null
  readonly unitName: string
  readonly issuerName: string
  readonly issuedAt: Date
  readonly validUntil: Date | null
  readonly score: number | null
  readonly completionRate: number | null
  readonly courseId: number | null
  readonly examId: number | null
  readonly badgeId: number | null
  readonly metaData: unknown
  readonly templateVersionId: number
  readonly sourceKey: string
  readonly cycle: number
  /** Chance that goes into the fingerprint: where it is forgotten, guessing a name proves nothing. Null: issued before there was one. */
  readonly factsSalt: string | null
}

/** The same value as text, whatever the order of its keys: engines may reorder those of a JSON column. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value instanceof Date || value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    .join(',')}}`
}

export const sha256 = (text: string): string => hash('sha256', text, 'hex')

/** Chance for a fingerprint. */
export const drawSalt = (random: Random): string => Buffer.from(random(16)).toString('hex')

const hundredths = (value: number | null) => (value === null ? null : Math.round(value * 100))

/**
 * The fingerprint of the frozen facts: kept with the certificate and in the audit trail, so that neither can be changed
 * alone. A list in a fixed order, which no engine can reorder; a change of it needs a new version in its first place.
 */
export const factsHash = (facts: FrozenFacts): string =>
  sha256(
    JSON.stringify([
      ...(facts.factsSalt === null ? [1] : [2, facts.factsSalt]),
      facts.certificateNo,
      facts.userId,
      facts.type,
      facts.title,
      facts.description,
      facts.holderName,
      facts.unitName,
      facts.issuerName,
      facts.issuedAt,
      facts.validUntil,
      hundredths(facts.score),
      hundredths(facts.completionRate),
      facts.courseId,
      facts.examId,
      facts.badgeId,
      facts.metaData === null ? null : canonical(facts.metaData),
      facts.templateVersionId,
      facts.sourceKey,
      facts.cycle,
    ]),
  )

/** The fingerprint of a picture as the audit trail keeps it. With chance, as that of the facts: drawing a picture of a guessed name proves nothing. */
export const pictureHash = (sha: string, { factsSalt }: Pick<FrozenFacts, 'factsSalt'>): string => (factsSalt === null ? sha : sha256(`${factsSalt} ${sha}`))

/** The facts as words on the picture: days in the organisation's zone, the last valid day, an empty text for what there is not. */
export const wordsOf = (
  facts: Pick<FrozenFacts, 'holderName' | 'title' | 'description' | 'score' | 'completionRate' | 'certificateNo' | 'issuedAt' | 'validUntil' | 'issuerName'>,
  zone: string,
): Record<Placeholder, string> => ({
  holderName: facts.holderName ?? '',
  title: facts.title,
  description: facts.description ?? '',
  score: facts.score === null ? '' : String(facts.score),
  completionRate: facts.completionRate === null ? '' : `${facts.completionRate}%`,
  certificateNo: facts.certificateNo,
  issuedAt: isoDayIn(facts.issuedAt, zone),
  validUntil: facts.validUntil === null ? '' : isoDay(lastDayOf(facts.validUntil, zone)),
  issuerName: facts.issuerName,
})
