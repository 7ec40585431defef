import { Readable } from 'node:stream'
import { Certificate } from '@wallet/shared/certificates/certificate'
import { isOver } from '@wallet/shared/certificates/status'
import { ZipFile } from 'yazl'
import type { Deps } from '../deps.ts'
import { copyOf, madeCopyOf } from './copies.ts'
import type { WantedCopy } from './copyForm.ts'
import { certificateOf, type CertificateRow, statusOf } from './row.ts'

/** What is in the archive for each certificate: the sheet to print, and the picture to show. */
const kinds = ['pdf', 'png'] as const

interface Entry {
  readonly name: string
  readonly certificate: CertificateRow
  readonly wanted: WantedCopy
  /** Null: it has yet to be made. */
  readonly size: number | null
}

/** `KPL-2026-7K3M-9QXD-4R2T 数据安全与合规实务`: what every file system takes, and short enough for it. The number keeps them apart. */
export const fileNameOf = ({ certificateNo, title }: Pick<CertificateRow, 'certificateNo' | 'title'>): string => {
  const plain = title.replace(/[<>:"/\\|?*\p{C}\s]+/gu, ' ').replace(/^[ .]+|[ .]+$/g, '')
  return `${certificateNo} ${[...plain].slice(0, 40).join('')}`.trim()
}

const entriesOf = async (deps: Deps, certificate: CertificateRow): Promise<Entry[]> => {
  const isVoid = isOver(statusOf(certificate, deps.clock.now()))
  const entryOf = async (kind: (typeof kinds)[number]) => {
    const size = (await madeCopyOf(deps, certificate, { kind, isVoid }))?.size ?? null
    return { name: `${fileNameOf(certificate)}.${kind}`, certificate, wanted: { kind, isVoid }, size }
  }
  return Promise.all(kinds.map(entryOf))
}

const listOf = ({ clock, config }: Deps, certificates: readonly CertificateRow[]) =>
  Buffer.from(JSON.stringify(Certificate.array().parse(certificates.map(row => certificateOf(row, clock.now(), config.publicOrigin))), null, 2))

/** Copies are made one after the other, when their turn has come and while somebody is there to take them. */
const addCopy = (zip: ZipFile, output: Readable, deps: Deps, { name, certificate, wanted, size }: Entry) => {
  const bytes = async function* () {
    if (!output.destroyed) yield (await copyOf(deps, certificate, wanted)).bytes
  }
  zip.addReadStreamLazy(name, { compress: false, mtime: certificate.issuedAt, ...(size !== null && { size }) }, begin =>
    begin(
      null,
      Readable.from(bytes()).on('error', error => output.destroy(error)),
    ),
  )
}

/**
 * Certificates in one ZIP, made as it is read: PDF and PNG of each, greyed where one is over, and a list. `size` is null where something in it
 * has yet to be made. What can be refused is refused before there is a first byte; an error later on breaks it off, so that it cannot be opened.
 */
export const archiveOf = async (deps: Deps, certificates: readonly CertificateRow[]): Promise<{ stream: Readable; size: number | null }> => {
  const entries: Entry[] = []
  for (const certificate of certificates) entries.push(...(await entriesOf(deps, certificate)))
  const [first] = entries
  if (first) await copyOf(deps, first.certificate, first.wanted)

  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  zip.on('error', (error: Error) => output.destroy(error))
  zip.addBuffer(listOf(deps, certificates), 'certificates.json', { compress: false, mtime: deps.clock.now() })
  for (const entry of entries) addCopy(zip, output, deps, entry)
  let size = -1
  zip.end(undefined, (...[total = -1]: number[]) => {
    size = total
  })
  return { stream: output, size: size < 0 ? null : size }
}
