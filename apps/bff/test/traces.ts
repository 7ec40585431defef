import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { select, text } from '../src/db/query.ts'
import { gbk } from './gbk.ts'
import type { House } from './house.ts'
import { ask, hasPoppler } from './poppler.ts'

/** Bytes that may hold something, and where they are from. */
interface Bytes {
  readonly where: string
  readonly bytes: Buffer
}

const unicodeEscaped = (word: string) =>
  Array.from({ length: word.length }, (_, at) => word.charCodeAt(at))
    .map(unit => (unit > 126 ? `\\u${unit.toString(16).padStart(4, '0')}` : String.fromCharCode(unit)))
    .join('')

/** A word as it may be written down. */
const writings = (word: string): readonly (readonly [string, Buffer])[] => [
  ['UTF-8', Buffer.from(word)],
  ['UTF-8, decomposed', Buffer.from(word.normalize('NFD'))],
  ['UTF-16LE', Buffer.from(word, 'utf16le')],
  ['UTF-16BE', Buffer.from(word, 'utf16le').swap16()],
  ['GBK', gbk(word)],
  ['escaped', Buffer.from(unicodeEscaped(word))],
  ['in an address', Buffer.from(encodeURIComponent(word))],
  ['hexadecimal', Buffer.from(Buffer.from(word).toString('hex'))],
  ['base64', Buffer.from(Buffer.from(word).toString('base64').replace(/=+$/, '').slice(0, -1))],
]

const opened = (bytes: Buffer): Buffer | null => {
  for (const open of [inflateSync, gunzipSync, brotliDecompressSync])
    try {
      return open(bytes)
    } catch {
      // Something else.
    }
  return null
}

const streams = (pdf: Buffer): Buffer[] => {
  const found: Buffer[] = []
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    const from = pdf[at + 6] === 13 ? at + 8 : at + 7
    const to = pdf.indexOf('endstream', from)
    const inside = to < 0 ? null : opened(pdf.subarray(from, to))
    if (inside) found.push(inside)
  }
  return found
}

/** A file as it is, and what is packed in it. */
const layers = ({ where, bytes }: Bytes): Bytes[] => {
  const isPdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-'
  const inside = isPdf ? streams(bytes) : [opened(bytes)].filter(one => one !== null)
  const said = isPdf && hasPoppler ? [Buffer.from(ask('pdftotext', bytes)), Buffer.from(ask('pdfinfo', bytes))] : []
  return [{ where, bytes }, ...[...inside, ...said].map(one => ({ where: `${where}, unpacked`, bytes: one }))]
}

const filesIn = (folder: string): Bytes[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile())
    .map(path => ({ where: path.slice(folder.length), bytes: readFileSync(path) }))

/** All that the database holds: SQLite's files to the last byte, or a logical dump of the other one. */
const dumpOf = ({ deps: { db, config } }: House): Bytes[] => {
  if (db.file !== null) return filesIn(dirname(db.file))
  const { hostname, port, username, pathname } = new URL(config.databaseUrl)
  const options = [
    '--no-defaults',
    `--host=${hostname}`,
    `--port=${port}`,
    `--user=${username}`,
    '--protocol=tcp',
    '--skip-comments',
    '--default-character-set=utf8mb4',
  ]
  return [{ where: 'dump', bytes: execFileSync('mariadb-dump', [...options, pathname.slice(1)], { maxBuffer: 1 << 29, stdio: ['ignore', 'pipe', 'ignore'] }) }]
}

/** What is kept in a compressed way. */
const picturesOf = async ({ deps: { db } }: House): Promise<Bytes[]> =>
  (await select(db, 'SELECT certificate_id, bytes FROM certificate_pictures')).map(row => ({
    where: `picture of certificate ${text(row['certificate_id'])}`,
    bytes: row['bytes'] as Buffer,
  }))

/** Everywhere that one of the words stands: in the database, in the files that are kept, and in what is given beside. */
export const tracesOf = async (house: House, words: readonly string[], beside: readonly Bytes[] = []): Promise<string[]> => {
  const { files } = house.deps.config
  const kept = files.kind === 'disk' ? filesIn(files.folder) : []
  const all = [...dumpOf(house), ...(await picturesOf(house)), ...kept, ...beside].flatMap(layers)
  return all.flatMap(({ where, bytes }) =>
    words.flatMap(word => writings(word).flatMap(([how, written]) => (written.length > 2 && bytes.includes(written) ? [`${word} (${how}) in ${where}`] : []))),
  )
}
