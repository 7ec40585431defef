import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { ReadyCache } from './ready.ts'

const compress = promisify(brotliCompress)
/** Below this the saving is not worth the work. */
const worthwhile = 10_000
const day = 86_400_000
const kept = new ReadyCache<Buffer>(300)

/** The brotli form of an answer, kept by its tag for the next who asks; null where it is not worth it. */
export const brotliOf = async (bytes: Buffer | string, etag: string | undefined): Promise<Buffer | null> => {
  if (bytes.length < worthwhile) return null
  const now = Date.now()
  const known = etag === undefined ? undefined : kept.get(etag, now)
  if (known) return known
  const made = await compress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } })
  if (etag !== undefined) kept.set(etag, made, now + day)
  return made
}
