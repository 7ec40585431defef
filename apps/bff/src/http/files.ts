import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { RequestHandler } from 'express'
import { ready, type Ready } from './ready.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
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

interface StaticFile extends Ready {
  readonly brotli: Buffer | null
}

/** Serves the web build from memory: hashed names for good, the rest with a tag; brotli where it was made at build. */
export const staticFiles = (folder: string): RequestHandler => {
  const files = new Map<string, StaticFile | null>()

  const load = (name: string): StaticFile | null => {
    const file = path.join(folder, name)
    const contentType = types[path.extname(file)]
    if (contentType === undefined || !file.startsWith(folder + path.sep) || !existsSync(file)) return null
    const bytes = readFileSync(file)
    return { ...ready(bytes.toString('latin1'), contentType), bytes, brotli: existsSync(`${file}.br`) ? readFileSync(`${file}.br`) : null }
  }
  const find = (name: string) => {
    if (!files.has(name) && files.size < 2_000) files.set(name, load(name))
    return files.get(name) ?? null
  }

  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    const file = /^\/[\w./@-]+$/.test(request.path) && !request.path.includes('..') ? find(request.path) : null
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
