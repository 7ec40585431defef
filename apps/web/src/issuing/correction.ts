import type { Certificate } from '@wallet/shared/certificates/certificate'
import type { Correction } from '@wallet/shared/certificates/lifeCycle'
import { dayIn, isoDay, lastDayOf } from '@wallet/shared/certificates/validity'
import type { Problem } from '@wallet/shared/problem'
import type { WordKey } from '../i18n/index.ts'
import { readFigure } from './order.ts'

/** What stands in the form: figures as they were typed, days as `2026-11-23`, an empty last day for no end. */
export interface CorrectionForm {
  holderName: string
  title: string
  description: string
  score: string
  completionRate: string
  issuedOn: string
  lastDay: string
  reason: string
}
export type CorrectionField = keyof CorrectionForm
export type CorrectionSlips = Partial<Record<CorrectionField, WordKey>>

/** The certificate as it is; the name as it is registered now, where that is known. */
export const formFor = (certificate: Certificate, registeredName: string | null, zone: string): CorrectionForm => ({
  holderName: registeredName ?? certificate.holderName ?? '',
  title: certificate.title,
  description: certificate.description ?? '',
  score: certificate.score === null ? '' : String(certificate.score),
  completionRate: certificate.completionRate === null ? '' : String(certificate.completionRate),
  issuedOn: isoDay(dayIn(new Date(certificate.issuedAt), zone)),
  lastDay: certificate.validUntil === null ? '' : isoDay(lastDayOf(new Date(certificate.validUntil), zone)),
  reason: '',
})

/** What keeps the form from being sent. */
export const correctionSlips = (form: CorrectionForm, today: string): CorrectionSlips => ({
  ...(form.holderName.trim() === '' && { holderName: 'reissue.nameMissing' as const }),
  ...(form.title.trim() === '' && { title: 'reissue.titleMissing' as const }),
  ...(readFigure(form.score) === undefined && { score: 'issuing.figureWrong' as const }),
  ...(readFigure(form.completionRate) === undefined && { completionRate: 'issuing.figureWrong' as const }),
  ...((form.issuedOn === '' || form.issuedOn > today) && { issuedOn: 'reissue.issuedWrong' as const }),
  ...(form.lastDay !== '' && form.lastDay < form.issuedOn && { lastDay: 'reissue.untilWrong' as const }),
  ...(form.reason.trim() === '' && { reason: 'deed.reasonMissing' as const }),
})

const facts = ['holderName', 'title', 'description', 'score', 'completionRate', 'issuedOn', 'lastDay'] as const
type Fact = (typeof facts)[number]
export interface Change {
  readonly fact: Fact
  readonly before: string
  readonly after: string
}

/** Which facts become others, in the order of the form. */
export const changesIn = (form: CorrectionForm, certificate: Certificate, zone: string): Change[] => {
  const before = formFor(certificate, null, zone)
  return facts.flatMap(fact => (form[fact].trim() === before[fact] ? [] : [{ fact, before: before[fact], after: form[fact].trim() }]))
}

/** What is sent: the name always, of the rest only what becomes something else. */
export const correctionOf = (form: CorrectionForm, certificate: Certificate, zone: string): Correction => {
  const changed = new Set(changesIn(form, certificate, zone).map(({ fact }) => fact))
  return {
    holderName: form.holderName.trim(),
    reason: form.reason.trim(),
    ...(changed.has('title') && { title: form.title.trim() }),
    ...(changed.has('description') && { description: form.description.trim() || null }),
    ...(changed.has('score') && { score: readFigure(form.score) ?? null }),
    ...(changed.has('completionRate') && { completionRate: readFigure(form.completionRate) ?? null }),
    ...(changed.has('issuedOn') && { issuedOn: form.issuedOn }),
    ...(changed.has('lastDay') && { validUntil: form.lastDay || null }),
  }
}

const fieldOf: Readonly<Record<string, CorrectionField>> = { ...Object.fromEntries(facts.map(fact => [fact, fact])), reason: 'reason', validUntil: 'lastDay' }
/** The server's reasons, at the fields they are about. */
export const refusedCorrection = ({ errors = [] }: Problem): CorrectionSlips =>
  Object.fromEntries(errors.flatMap(({ path }) => (fieldOf[path] ? [[fieldOf[path], 'issuing.fieldWrong']] : [])))
