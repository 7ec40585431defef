import { fail } from '@wallet/shared/problem'
import type { Db } from '../db/connect.ts'
import { number, selectOne, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import type { FileStore } from '../files/fileStore.ts'
import { pictureHeaders, sheetHeaders } from '../http/headers.ts'
import type { FileAnswer } from '../http/mount.ts'

/** A file of a lesson as it comes in. */
export interface MediaFile {
  /** In its address: nobody guesses it. */
  readonly token: string
  readonly name: string
  readonly contentType: string
  readonly bytes: Buffer
}

/** Where a lesson finds a file. */
export const mediaUrlOf = (token: string): string => `/api/media/${token}`

/** Writes down what is kept under a hash. */
export const insertMedia = async (
  tx: Db,
  { bytes, ...media }: MediaFile,
  { sha256, createdBy, now }: { readonly sha256: string; readonly createdBy: number | null; readonly now: Date },
): Promise<void> => {
  await tx.models.media.create({ ...media, size: bytes.length, sha256, createdBy, createdAt: now }, { transaction: tx.transaction })
}

/** Keeps a file: the bytes first, then the row, so that whoever finds the row finds the file. */
export const keepMedia = async (
  db: Db,
  files: FileStore,
  media: MediaFile,
  { createdBy, now }: { readonly createdBy: number | null; readonly now: Date },
): Promise<void> => insertMedia(db, media, { sha256: await files.write(media.bytes), createdBy, now })

/** Nothing that was uploaded runs as a page of ours; saved, it has the name that it came with. */
const headersFor = (contentType: string, name: string) => ({
  ...(contentType === 'application/pdf' ? sheetHeaders : pictureHeaders),
  'content-type': contentType,
  'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16)}`)}`,
})

/** A file of a lesson on its way out; players ask for parts of it, and no more than those is read. */
export const mediaAnswer = async ({ db, files }: Pick<Deps, 'db' | 'files'>, token: string): Promise<FileAnswer> => {
  const row = (await selectOne(db, 'SELECT name, content_type, size, sha256 FROM media WHERE token = :token', { token })) ?? fail('media_not_found')
  const sha256 = text(row['sha256'])
  return {
    size: number(row['size']),
    stretch: async (from, to) => (await files.stretch(sha256, from, to)) ?? fail('media_not_found'),
    etag: `"${sha256.slice(0, 32)}"`,
    headers: headersFor(text(row['content_type']), text(row['name'])),
  }
}
