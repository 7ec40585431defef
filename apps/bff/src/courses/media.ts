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

/** Keeps a file: the bytes first, then the row, so that whoever finds the row finds the file. */
export const keepMedia = async (
  db: Db,
  files: FileStore,
  { bytes, ...media }: MediaFile,
  { createdBy, now }: { readonly createdBy: number | null; readonly now: Date },
): Promise<void> => {
  const sha256 = await files.write(bytes)
  await db.models.media.create({ ...media, size: bytes.length, sha256, createdBy, createdAt: now }, { transaction: db.transaction })
}

/** Nothing that was uploaded runs as a page of ours. */
const headersFor = (contentType: string) => (contentType === 'application/pdf' ? sheetHeaders : pictureHeaders)

/** A file of a lesson on its way out; players ask for parts of it, and no more than those is read. */
export const mediaAnswer = async ({ db, files }: Pick<Deps, 'db' | 'files'>, token: string): Promise<FileAnswer> => {
  const row = (await selectOne(db, 'SELECT content_type, size, sha256 FROM media WHERE token = :token', { token })) ?? fail('media_not_found')
  const [sha256, contentType] = [text(row['sha256']), text(row['content_type'])]
  return {
    size: number(row['size']),
    stretch: async (from, to) => (await files.stretch(sha256, from, to)) ?? fail('media_not_found'),
    etag: `"${sha256.slice(0, 32)}"`,
    headers: { 'content-type': contentType, ...headersFor(contentType) },
  }
}
