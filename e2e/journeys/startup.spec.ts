import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { startProduct } from '../support/product.ts'

const root = resolve(import.meta.dirname, '../..')

/** Starts the server with these variables, where it cannot start, and answers how it ended and what it said. */
const startWith = async (variables: Record<string, string>) => {
  const folder = await mkdtemp(join(tmpdir(), 'wallet-start-'))
  const { PATH, HOME } = process.env
  const places = { DATABASE_URL: `sqlite:${join(folder, 'wallet.sqlite')}`, FILES_URL: `file:${join(folder, 'files')}` }
  const env = { PATH, HOME, PORT: '0', ...places, DEMO: '0', ...variables }
  const server = spawn(process.execPath, ['apps/bff/src/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 20_000 })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', chunk => (said += chunk))
  const [code] = await once(server, 'close')
  await rm(folder, { recursive: true, force: true })
  return { code, lines: said.trim().split('\n') }
}

test('where there is nothing yet, it starts with the demo company', async () => {
  const product = await startProduct()
  try {
    const headers = { 'content-type': 'application/json', origin: product.origin }
    const answer = await fetch(`${product.origin}/api/session`, { method: 'POST', headers, body: JSON.stringify({ account: 'KPL0004', password: 'kpl-demo' }) })
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('周雨桐')])
  } finally {
    await product.stop()
  }
})

const badStarts: readonly (readonly [what: string, variables: Record<string, string>, sentence: RegExp])[] = [
  ['a variable is wrong', { PORT: 'three' }, /^The configuration is not right: PORT has to be a number\.$/],
  [
    'two variables are wrong',
    { ZONE: 'Mars', DEMO: 'yes' },
    /^The configuration is not right: .*DEMO .*; ZONE .*\.$|^The configuration is not right: .*ZONE .*; DEMO .*\.$/,
  ],
  ['the folder cannot be written to', { DATABASE_URL: 'sqlite:/proc/x/y.sqlite' }, /^The database sqlite:\/proc\/x\/y\.sqlite cannot be used: .*writable/],
  ['the place for files is none', { FILES_URL: 'data/files' }, /^The configuration is not right: FILES_URL has to be file:<folder> or s3:/],
  [
    'the bucket for files has no key',
    { FILES_URL: 's3://wallet' },
    /^The configuration is not right: FILES_URL=s3:.* needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\.$/,
  ],
  ['the folder for files cannot be written to', { FILES_URL: 'file:/proc/x/files' }, /^The folder \/proc\/x\/files for files cannot be used: .*writable/],
  [
    'the database does not answer',
    { DATABASE_URL: 'mysql://root:secret@127.0.0.1:1/wallet' },
    /^The database mysql:\/\/root:\*\*\*@127\.0\.0\.1:1\/wallet cannot be used: .*Is it running/,
  ],
]

for (const [what, variables, sentence] of badStarts)
  test(`where ${what}, the start ends with one sentence`, async () => {
    const { code, lines } = await startWith(variables)
    expect(lines).toEqual([expect.stringMatching(sentence)])
    expect(code).toBe(1)
  })

test('where the port is in use, the start ends with one sentence', async () => {
  const other = createServer().listen(0)
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? address?.port : 0
  const { code, lines } = await startWith({ PORT: String(port) })
  other.close()
  expect(lines).toEqual([expect.stringMatching(`^Port ${port} is already in use`)])
  expect(code).toBe(1)
})
