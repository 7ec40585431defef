import { fail, Failure } from '@wallet/shared/problem'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { hashOf } from '../files/content.ts'
import { keepFile, letFileGo } from '../files/held.ts'
import { voidPicture } from '../rendering/voidPicture.ts'
import { formOf, hidingFor, makerOf, type WantedCopy } from './copyForm.ts'
import { findCopy, saveCopy, type MadeCopy } from './copyStore.ts'
import { once } from './once.ts'
import { loadPicture, refuseWhereChanged } from './picture.ts'
import { drawRedacted, print, refuseAlteredFacts } from './print.ts'
import type { CertificateRow } from './row.ts'

/** A copy of a certificate, and the hash of its bytes. */
export interface Copy {
  readonly bytes: Buffer
  readonly sha256: string
}

/** What a copy is made of: the certificate, and its frozen picture as it was found unaltered. */
interface Original {
  readonly certificate: CertificateRow
  readonly svg: string
}

/** The frozen picture, and for what is made of the facts too those facts: as they were issued, or refused. */
const loadOriginal = async (deps: Deps, certificate: CertificateRow, { kind, hide }: WantedCopy): Promise<Original> => {
  if (certificate.holderName === null) fail('picture_withdrawn')
  if (kind === 'pdf' || hide !== undefined) await refuseAlteredFacts(deps, certificate)
  return { certificate, svg: (await loadPicture(deps, certificate)).svg }
}

/**
 * A copy of a certificate as it is wanted: the frozen picture itself, or what is made of it, on first demand and once. Whatever is wanted,
 * a certificate whose frozen picture is no longer the one that was issued is refused.
 */
export const copyOf = async (deps: Deps, certificate: CertificateRow, wanted: WantedCopy): Promise<Copy> => {
  const original = await loadOriginal(deps, certificate, wanted)
  const hidden = reduced(certificate, wanted)
  if (wanted.kind !== 'svg') return kept(deps, original, hidden)
  const bytes = Buffer.from(await seen(deps, original, hidden))
  return { bytes, sha256: hashOf(bytes) }
}

/** The copy if it has been made and is still as it would be made today; refused like the copy itself. Reads no file. */
export const madeCopyOf = async (deps: Deps, certificate: CertificateRow, wanted: WantedCopy): Promise<MadeCopy | null> => {
  await loadOriginal(deps, certificate, wanted)
  return findCurrent(deps, certificate, reduced(certificate, wanted))
}

const reduced = (certificate: CertificateRow, wanted: WantedCopy): WantedCopy => ({ ...wanted, hide: hidingFor(certificate, wanted.hide) })

/** The picture as it is to be seen: as frozen or with something left off, in colour or faded. */
const seen = async (deps: Deps, original: Original, { isVoid, hide }: WantedCopy): Promise<string> => {
  const svg = hide === undefined ? original.svg : (await kept(deps, original, { kind: 'svg', hide })).bytes.toString()
  return isVoid ? voidPicture(svg) : svg
}

/** A copy that is kept: what has been made, else made now, by one for all who ask at this moment. */
const kept = (deps: Deps, original: Original, wanted: WantedCopy): Promise<Copy> =>
  once(
    deps.files,
    `${original.certificate.id} ${formOf(wanted)}`,
    async () => (await readMade(deps, original.certificate, wanted)) ?? make(deps, original, wanted),
  )

const findCurrent = async (deps: Deps, { id }: CertificateRow, wanted: WantedCopy) => {
  const made = await findCopy(deps.db, id, formOf(wanted))
  return made?.maker === makerOf(deps, wanted) ? made : null
}

const readMade = async (deps: Deps, certificate: CertificateRow, wanted: WantedCopy): Promise<Copy | null> => {
  const made = await findCurrent(deps, certificate, wanted)
  const bytes = made && (await deps.files.read(made.sha256))
  return bytes && { bytes, sha256: made.sha256 }
}

const make = async (deps: Deps, original: Original, wanted: WantedCopy): Promise<Copy> => {
  const { certificate } = original
  const bytes =
    wanted.kind === 'svg'
      ? Buffer.from(await drawRedacted(deps, certificate, wanted))
      : await print(deps, certificate, { ...wanted, kind: wanted.kind }, await seen(deps, original, wanted))
  return { bytes, sha256: await keep(deps, certificate, wanted, bytes) }
}

/** What another maker left under this name is let go, and what was made of a certificate that has had a name taken out of it meanwhile. */
const keep = async (deps: Deps, certificate: CertificateRow, wanted: WantedCopy, bytes: Buffer): Promise<string> => {
  const { db, clock } = deps
  const copy = { certificateId: certificate.id, form: formOf(wanted), maker: makerOf(deps, wanted) }
  const before = await findCopy(db, copy.certificateId, copy.form)
  const hold = (held: string) =>
    inTransaction(db, async tx => {
      await refuseWhereChanged(tx, certificate)
      await saveCopy(tx, { ...copy, sha256: held, size: bytes.length }, clock.now())
    })
  const sha256 = await keepFile(deps, bytes, hold).catch(async (error: unknown) => {
    if (error instanceof Failure && error.code === 'picture_withdrawn') await letFileGo(deps, hashOf(bytes))
    throw error
  })
  if (before) await letFileGo(deps, before.sha256)
  return sha256
}
