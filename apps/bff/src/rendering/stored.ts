import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompressSync, brotliDecompress, constants } from 'node:zlib'

/** A picture as it is kept: what is its own, compressed, and what it shares with others of its design, by content hash. */
export interface PackedPicture {
  readonly bytes: Buffer
  /** Of the whole SVG, as it is served. */
  readonly sha256: string
  readonly artworks: ReadonlyMap<string, string>
}
export type FindArtwork = (sha256: string) => Promise<string> | string

const decompress = promisify(brotliDecompress)
// For the largest window megabytes are made ready each time: ten times the work for a text of some 20 kB, and not a byte less.
const tight = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 16 } }
const pictures = /(<svg data-picture="(?:background|logo|seal|asset:[0-9a-f]+)"[^>]*>)(.*?)(<\/svg>)/gs
const letters = /(<path id="g\d+" d=")([^"]+)(")/g
const artworkMark = /<\?artwork ([0-9a-f]{64})\?>/g
const outlinesMark = /^<\?outlines ([0-9a-f]{64})\?>/
const outlineMark = /<\?outline (\d+)\?>/g
const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex')

/** The letters' outlines of a picture, one a line: what a specimen has of these, every certificate of its design has too. */
export const outlinesIn = (svg: string): string => [...new Set([...svg.matchAll(letters)].map(([, , outline = '']) => outline))].join('\n')

/**
 * Takes a picture apart for keeping. Background, logo, seal and the letters that every certificate of the design shows are kept once;
 * `outlines` are those letters, from the design's specimen.
 */
export const packPicture = (svg: string, outlines = ''): PackedPicture => {
  if (svg.includes('<?')) throw new Error('a picture may not hold processing instructions')
  const artworks = new Map<string, string>()
  const share = (text: string) => {
    const sha256 = sha256Of(text)
    artworks.set(sha256, text)
    return sha256
  }
  const known = new Map(outlines.split('\n').map((outline, index) => [outline, index]))
  const own = svg
    .replace(pictures, (_, head: string, artwork: string, tail: string) => `${head}<?artwork ${share(artwork)}?>${tail}`)
    .replace(letters, (whole, head: string, outline: string, tail: string) => (known.has(outline) ? `${head}<?outline ${known.get(outline)}?>${tail}` : whole))
  const text = outlines === '' ? own : `<?outlines ${share(outlines)}?>${own}`
  return { bytes: brotliCompressSync(text, tight), sha256: sha256Of(svg), artworks }
}

/** Puts a picture together again, byte for byte. */
export const unpackPicture = async (bytes: Uint8Array, findArtwork: FindArtwork): Promise<string> => {
  const text = (await decompress(bytes)).toString()
  const outlines = outlinesMark.exec(text)?.[1]
  const hashes = [...new Set([...text.matchAll(artworkMark)].map(([, sha256 = '']) => sha256))]
  const artworks = new Map(await Promise.all(hashes.map(async sha256 => [sha256, await findArtwork(sha256)] as const)))
  const known = outlines === undefined ? [] : (await findArtwork(outlines)).split('\n')
  return text
    .replace(outlinesMark, '')
    .replace(outlineMark, (mark, index: string) => known[Number(index)] ?? mark)
    .replace(artworkMark, (mark, sha256: string) => artworks.get(sha256) ?? mark)
}
