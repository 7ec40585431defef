import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeServer, serve } from './server.ts'
import { staticFiles } from './files.ts'

describe('the files of the web build', () => {
  let folder = ''
  let server: ReturnType<typeof serve>
  let origin = ''
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wallet-files-'))
    await mkdir(path.join(folder, 'assets'))
    await writeFile(path.join(folder, 'assets/app-1.js'), 'app')
    await writeFile(path.join(folder, 'assets/app-1.js.br'), 'small')
    await writeFile(path.join(folder, 'index.html'), 'page')
    server = serve(express().use(staticFiles(folder)))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  })
  afterAll(async () => {
    await closeServer(server, 100)
    await rm(folder, { recursive: true })
  })

  it('are still there after thousands of names that are not', async () => {
    for (let i = 0; i < 2_100; i += 1) await (await fetch(`${origin}/no${i}.js`)).arrayBuffer()
    const response = await fetch(`${origin}/assets/app-1.js`)
    expect([response.status, await response.text(), response.headers.get('cache-control')]).toEqual([200, 'app', 'public, max-age=31536000, immutable'])
  })
  it.each([
    '/index.html',
    '//index.html',
    '/./index.html',
    '/assets/',
    '/assets/../assets/app-1.js',
    '/%2e%2e/package.json',
    '/assets/app-1.js.br',
    '/assets%2fapp-1.js',
  ])('are served by their own address only: not %s', async name => {
    const { hostname, port } = new URL(origin)
    // Asked for as written: `fetch` would tidy up the path.
    const [response] = (await once(request({ hostname, port, path: name }).end(), 'response')) as [IncomingMessage]
    response.resume()
    expect(response.statusCode).toBe(404)
  })
})
