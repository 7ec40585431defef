import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { StartError } from '../config.ts'
import type { Value } from './tableStore.ts'

/** How a backup is laid out; one of another number is not read. */
const format = 1

/** What a backup says of itself: the last thing that is written, so that one without it is not whole. */
export const Manifest = z.object({
  format: z.literal(format, 'was made by another version of this product'),
  takenAt: z.iso.datetime(),
  engine: z.enum(['sqlite', 'mariadb']),
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({
      name: z.string().regex(/^[a-z_]+$/),
      columns: z.array(z.object({ name: z.string().regex(/^[a-z0-9_]+$/), kind: z.enum(['instant', 'bytes', 'number', 'text']) })),
      rows: z.int(),
    }),
  ),
  leftOut: z.array(z.string()),
  nextIds: z.record(z.string().regex(/^[a-z_]+$/), z.int()),
  files: z.int(),
  missingFiles: z.array(z.string()),
  audit: z.object({ sealNo: z.int(), hash: z.string(), brokenAt: z.int().nullable() }),
})
export type Manifest = z.infer<typeof Manifest>

export const manifestName = 'manifest.json'
export const sumsName = 'SHA256SUMS'
export const tablePart = (name: string): string => `tables/${name}.ndjson.gz`
export const filePart = (sha256: string): string => `files/${sha256.slice(0, 2)}/${sha256}`

/** The SHA-256 of a file, however large. */
export const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** Waits until the disk has it. */
export const syncToDisk = async (file: string): Promise<void> => {
  await using handle = await open(file, 'r')
  await handle.sync()
}

async function* linesOf(pages: AsyncIterable<readonly Value[][]>, counted: (rows: number) => void): AsyncGenerator<string> {
  for await (const rows of pages) {
    counted(rows.length)
    yield rows.map(row => `${JSON.stringify(row)}\n`).join('')
  }
}

/** Writes rows as lines of JSON, packed, and answers how many. */
export const writePart = async (file: string, pages: AsyncIterable<readonly Value[][]>): Promise<number> => {
  let count = 0
  await pipeline(Readable.from(linesOf(pages, rows => void (count += rows))), createGzip({ level: 6 }), createWriteStream(file, { flags: 'wx', flush: true }))
  return count
}

const mostBytes = 1_000_000
const mostRows = 1_000

/** The rows of a part, so many at a time as go into one statement. */
export async function* readPart(file: string): AsyncGenerator<Value[][]> {
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity })
  let rows: Value[][] = []
  let bytes = 0
  for await (const line of lines) {
    rows.push(JSON.parse(line) as Value[])
    bytes += line.length
    if (bytes < mostBytes && rows.length < mostRows) continue
    yield rows
    rows = []
    bytes = 0
  }
  if (rows.length > 0) yield rows
}

const readText = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new StartError(`This is no whole backup: ${path.basename(file)} cannot be read in ${path.dirname(file)}.`)
  }
}

/** Reads what a backup says of itself, once every part of it is as it was written. */
export const readArchive = async (folder: string): Promise<Manifest> => {
  const sums = await readText(path.join(folder, sumsName))
  const parts = sums.split('\n').flatMap(line => {
    const [, sha256 = '', name = ''] = line.match(/^([0-9a-f]{64}) {2}([\w./-]+)$/) ?? []
    return name === '' || name.split('/').includes('..') ? [] : [{ sha256, name }]
  })
  for (const { sha256, name } of parts) {
    const found = await sha256Of(path.join(folder, name)).catch(() => null)
    if (found === null) throw new StartError(`The backup is not whole: ${name} is missing. Nothing was changed.`)
    if (found !== sha256) throw new StartError(`The backup is damaged: ${name} is not as it was written. Nothing was changed.`)
  }
  const whole = new Set(parts.map(({ name }) => name))
  const text = await readText(path.join(folder, manifestName))
  const { success, data, error } = Manifest.safeParse(JSON.parse(text))
  if (!success) throw new StartError(`The backup cannot be read: ${error.issues.map(({ path: at, message }) => `${at.join('.')} ${message}`).join('; ')}.`)
  const unlisted = [manifestName, ...data.tables.map(({ name }) => tablePart(name))].find(name => !whole.has(name))
  if (unlisted !== undefined) throw new StartError(`The backup is not whole: ${sumsName} does not name ${unlisted}. Nothing was changed.`)
  return data
}
