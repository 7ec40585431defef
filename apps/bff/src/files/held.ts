import type { Db } from '../db/connect.ts'
import { selectOne } from '../db/query.ts'
import type { FileStore } from './fileStore.ts'

interface Keeping {
  readonly db: Db
  readonly files: FileStore
}

/** All that holds files: equal ones are kept once, whatever they are for. */
const holders = ['template_assets', 'media', 'certificate_files']
const holding = holders.map(table => `SELECT 1 AS held FROM ${table} WHERE sha256 = :sha256`).join(' UNION ALL ')
const isHeld = async (db: Db, sha256: string): Promise<boolean> => (await selectOne(db, `${holding} LIMIT 1`, { sha256 })) !== null

/**
 * Keeps bytes for what is written of them by `hold`, which commits: whoever finds that finds the file. It is there before; and where somebody
 * let the same file go in between, not having seen yet that it is held, it is written again.
 */
export const keepFile = async ({ files }: Pick<Keeping, 'files'>, bytes: Buffer, hold: (sha256: string) => Promise<void>): Promise<string> => {
  const sha256 = await files.write(bytes)
  await hold(sha256)
  if (!(await files.read(sha256))) await files.write(bytes)
  return sha256
}

/** Removes a file that was a copy of a certificate, unless somebody has also uploaded the same as something else. */
export const removeUnlessHeld = async ({ db, files }: Keeping, sha256: string): Promise<void> => {
  const elsewhere = 'SELECT 1 AS held FROM template_assets WHERE sha256 = :sha256 UNION ALL SELECT 1 FROM media WHERE sha256 = :sha256 LIMIT 1'
  if ((await selectOne(db, elsewhere, { sha256 })) === null) await files.remove(sha256)
}

/** Lets a file go that nothing holds any more. What came to be held while it went is put back: either it sees the file gone, or is seen here. */
export const letFileGo = async ({ db, files }: Keeping, sha256: string): Promise<void> => {
  if (await isHeld(db, sha256)) return
  const bytes = await files.read(sha256)
  await files.remove(sha256)
  if (bytes && (await isHeld(db, sha256))) await files.write(bytes)
}
