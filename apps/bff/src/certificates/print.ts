import { redact } from '@wallet/shared/certificates/redact'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import { findVersion } from '../templates/store.ts'
import { usualWidth, type WantedCopy } from './copyForm.ts'
import { findIssuedHash } from './copyStore.ts'
import { factsHash } from './facts.ts'
import { drawingOf, drawPicture } from './picture.ts'
import type { CertificateRow } from './row.ts'

/** Refuses a certificate whose facts are no longer those that were issued: nothing is drawn of them, nor left off by them. */
export const refuseAlteredFacts = async ({ db }: Pick<Deps, 'db'>, certificate: CertificateRow): Promise<void> => {
  const hash = factsHash(certificate)
  if (hash !== certificate.factsHash || hash !== (await findIssuedHash(db, certificate.certificateNo))) fail('certificate_altered')
}

/** The facts that may stand on this copy, and the template they were issued with. */
const factsFor = async ({ db }: Deps, certificate: CertificateRow, { hide }: WantedCopy) => {
  const template = (await findVersion(db, certificate.templateVersionId)) ?? fail('internal')
  return { facts: hide === undefined ? certificate : redact(certificate, hide), template }
}

/** The picture drawn again from the frozen facts, without what is to be hidden: same template, same number, same QR code. */
export const drawRedacted = async (deps: Deps, certificate: CertificateRow, wanted: WantedCopy): Promise<string> => {
  const { facts, template } = await factsFor(deps, certificate, wanted)
  return (await drawPicture(deps, facts, template)).svg
}

const sheetOf = async (deps: Deps, certificate: CertificateRow, wanted: WantedCopy) => {
  const { facts, template } = await factsFor(deps, certificate, wanted)
  return { drawing: await drawingOf(deps, facts, template), title: facts.title, author: facts.issuerName, issuedAt: facts.issuedAt }
}

type Printed = WantedCopy & { readonly kind: Exclude<WantedCopy['kind'], 'svg'> }

/** A picture as pixels or as a sheet of paper. At the press those take turns whose certificates they are. */
export const print = async (deps: Deps, certificate: CertificateRow, wanted: Printed, svg: string): Promise<Buffer> => {
  const asker = String(certificate.userId)
  if (wanted.kind === 'pdf') return deps.press.pdf({ svg, ...(await sheetOf(deps, certificate, wanted)) }, asker)
  return deps.press.raster(svg, { format: wanted.kind, width: wanted.width ?? usualWidth }, asker)
}
