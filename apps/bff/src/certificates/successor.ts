import { drawCertificateNo, prefixOf } from '@wallet/shared/certificates/certificateNo'
import { dayIn } from '@wallet/shared/certificates/validity'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import { drawSalt, factsHash, type FrozenFacts } from './facts.ts'
import type { CertificateRow } from './row.ts'
import type { NewCertificate } from './write.ts'

/** What of the one before becomes something else in the one that follows it. */
export interface Changes extends Partial<Omit<FrozenFacts, 'certificateNo' | 'userId' | 'holderName' | 'sourceKey' | 'cycle' | 'factsSalt'>> {
  readonly holderName?: string
  readonly orgUnitId?: number
  readonly issuedBy: number
}

/** The next cycle for the same person, template and source: with a number of its own, frozen anew. */
export const successorOf = (
  before: CertificateRow,
  { orgUnitId, issuedBy, ...changes }: Changes,
  { clock, config, random }: Pick<Deps, 'clock' | 'config' | 'random'>,
): NewCertificate => {
  const { userId, type, title, description, holderName, unitName, issuerName, issuedAt, validUntil, score, completionRate } = before
  const { courseId, examId, badgeId, metaData, templateVersionId, sourceKey } = before
  const facts = {
    ...{ userId, type, title, description, holderName: holderName ?? fail('name_withheld'), unitName, issuerName, issuedAt, validUntil, score, completionRate },
    ...{ courseId, examId, badgeId, metaData, templateVersionId, sourceKey },
    ...changes,
    certificateNo: drawCertificateNo(prefixOf(before.certificateNo), dayIn(clock.now(), config.zone).year, random),
    cycle: before.cycle + 1,
    factsSalt: drawSalt(random),
  }
  const { id: supersedesId, templateId } = before
  return { ...facts, templateId, orgUnitId: orgUnitId ?? before.orgUnitId, factsHash: factsHash(facts), supersedesId, issuedBy }
}
