import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { RequestHandler } from 'express'
import { etagOf } from './ready.ts'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

interface StaticFile {
  readonly bytes: Buffer
  readonly etag: string
  readonly contentType: string
  readonly brotli: Buffer | null
}

const load = (file: string, contentType: string): StaticFile => {
  const bytes = readFileSync(file)
  return { bytes, etag: etagOf(bytes), contentType, brotli: existsSync(`${file}.br`) ? readFileSync(`${file}.br`) : null }
}

/** Every file of the web build by its address, read once: what is not here does not exist. Pages are served by who draws them. */
const readFolder = (folder: string): ReadonlyMap<string, StaticFile> => {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return new Map(
    names.flatMap(name => {
      const contentType = types[path.extname(name)]
      return contentType === undefined ? [] : [[`/${name.split(path.sep).join('/')}`, load(path.join(folder, name), contentType)]]
    }),
  )
}

/** Serves the web build from memory: hashed names for good, the rest with a tag; brotli where it was made at build. */
export const staticFiles = (folder: string): RequestHandler => {
  const files = readFolder(folder)
  return (request, response, next) => {
    const file = request.method === 'GET' || request.method === 'HEAD' ? files.get(request.path) : undefined
    if (!file) return next()
    response.setHeader('content-type', file.contentType)
    response.setHeader('etag', file.etag)
    response.setHeader('vary', 'accept-encoding')
    response.setHeader('cache-control', request.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (request.get('if-none-match') === file.etag) return void response.status(304).end()
    const isBrotli = file.brotli !== null && /\bbr\b/.test(request.get('accept-encoding') ?? '')
    if (isBrotli) response.setHeader('content-encoding', 'br')
    response.end(isBrotli ? file.brotli : file.bytes)
  }
}
