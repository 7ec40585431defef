import type { Deps } from '../deps.ts'
import { seenTags } from '../http/ready.ts'
import { copyOf, madeCopyOf } from './copies.ts'
import type { WantedCopy } from './copyForm.ts'
import type { CertificateRow } from './row.ts'

const tagOf = ({ sha256 }: { readonly sha256: string }) => `"${sha256.slice(0, 32)}"`

/** A copy on its way out. Whoever says (`If-None-Match`) that they have it already gets nothing, and no file is read for them. */
export const copyAnswer = async (deps: Deps, certificate: CertificateRow, wanted: WantedCopy, ifNoneMatch: string | undefined) => {
  const made = ifNoneMatch === undefined || wanted.kind === 'svg' ? null : await madeCopyOf(deps, certificate, wanted)
  if (made && seenTags(ifNoneMatch).includes(tagOf(made))) return { bytes: '', etag: tagOf(made) }
  const copy = await copyOf(deps, certificate, wanted)
  return { bytes: copy.bytes, etag: tagOf(copy) }
}
