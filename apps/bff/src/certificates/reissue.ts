import type { Correction } from '@wallet/shared/certificates/lifeCycle'
import { dayIn, isoDay, parseDay, startOfDay } from '@wallet/shared/certificates/validity'
import { fail } from '@wallet/shared/problem'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { findById } from '../people/store.ts'
import type { Drawing } from '../rendering/drawing.ts'
import { findVersion } from '../templates/store.ts'
import { endFrom, specimenNo } from './draft.ts'
import { keyFor } from './idempotency.ts'
import { drawPicture } from './picture.ts'
import type { CertificateRow } from './row.ts'
import { findByNo } from './store.ts'
import { refuseWhereWrong, succeed, type Succeeded } from './succeed.ts'
import { successorOf } from './successor.ts'
import type { NewCertificate } from './write.ts'

interface CorrectionOrder {
  readonly certificateNo: string
  readonly correction: Correction
  readonly by: number
  readonly idempotencyKey: string | null
  /** What else is written with it. */
  readonly settle?: (tx: Db, successorId: number) => Promise<void>
}

const wrong = (path: string, message: string) => fail('invalid_request', { errors: [{ path, message }] })

/** The same instant where the day is the same; otherwise the beginning of the day that it should have been. */
const issuedAtOf = ({ issuedOn }: Correction, { issuedAt }: CertificateRow, { clock, config: { zone } }: Deps): Date => {
  const day = issuedOn === undefined ? null : parseDay(issuedOn)
  if (!day || issuedOn === isoDay(dayIn(issuedAt, zone))) return issuedAt
  const corrected = startOfDay(day, zone)
  return corrected <= clock.now() && day.year >= 1970 ? corrected : wrong('issuedOn', 'has to be today or before')
}

const datesOf = (correction: Correction, before: CertificateRow, deps: Deps) => {
  const issuedAt = issuedAtOf(correction, before, deps)
  const { validUntil: corrected } = correction
  const validUntil = corrected === undefined ? before.validUntil : corrected === null ? null : endFrom(corrected, deps.config.zone)
  return validUntil && validUntil <= issuedAt ? wrong('validUntil', 'has to lie after the day of issue') : { issuedAt, validUntil }
}

/** The corrected certificate and what it is drawn from: the design stays the one it was issued with. */
const draftCorrection = async (deps: Deps, before: CertificateRow, { correction, by }: Pick<CorrectionOrder, 'correction' | 'by'>) => {
  const person = (await findById(deps.db, before.userId)) ?? fail('internal')
  const template = (await findVersion(deps.db, before.templateVersionId)) ?? fail('internal')
  const { title, description, score, completionRate } = correction
  const changes = {
    // Whoever has left is not asked how they are called now.
    holderName: correction.holderName ?? (person.isActive ? person.fullName : (before.holderName ?? fail('name_withheld'))),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description: description || null }),
    ...(score !== undefined && { score }),
    ...(completionRate !== undefined && { completionRate }),
    ...datesOf(correction, before, deps),
    issuedBy: by,
  }
  return { after: successorOf(before, changes, deps), template }
}

const saysTheSame = (one: CertificateRow, other: NewCertificate) =>
  (['holderName', 'title', 'description', 'score', 'completionRate', 'issuedAt', 'validUntil'] as const).every(
    fact => JSON.stringify(one[fact]) === JSON.stringify(other[fact]),
  )

/** Issues a corrected certificate in place of one that says something wrong. */
export const reissueCertificate = (deps: Deps, order: CorrectionOrder): Promise<Succeeded> => {
  const { certificateNo, correction, by, idempotencyKey, settle } = order
  return succeed(deps, {
    ...{ certificateNo, by, deed: 'reissue', reason: correction.reason },
    key: keyFor(by, idempotencyKey, { reissue: certificateNo, ...correction }),
    draft: before => draftCorrection(deps, before, order),
    isAlready: async (before, successor) => saysTheSame(successor, (await draftCorrection(deps, before, order)).after),
    ...(settle && { settle }),
  })
}

/** The picture that a correction would give, with a specimen number. */
export const previewCorrection = async (deps: Deps, order: Omit<CorrectionOrder, 'idempotencyKey'>): Promise<string> => {
  const before = (await findByNo(deps.db, order.certificateNo)) ?? fail('certificate_not_found')
  refuseWhereWrong(deps, 'reissue', before)
  const { after, template } = await draftCorrection(deps, before, order)
  const look = (drawing: Drawing) => deps.renderer.preview(drawing, String(order.by))
  return (await drawPicture(deps, { ...after, certificateNo: specimenNo(deps.config.numberPrefix) }, template, look)).svg
}
