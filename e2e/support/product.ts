import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const root = resolve(import.meta.dirname, '../..')

/** The running product: the real server on a free port, with a data folder of its own and the demo company. */
export interface Product {
  readonly origin: string
  readonly stop: () => Promise<void>
}

/** Starts it as `npm start` does and waits until it is ready. */
export const startProduct = async (): Promise<Product> => {
  const data = await mkdtemp(join(tmpdir(), 'wallet-e2e-'))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const server = spawn(process.execPath, ['apps/bff/src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: String(port),
      PUBLIC_ORIGIN: origin,
      DATABASE_URL: `sqlite:${join(data, 'wallet.sqlite')}`,
      DEMO: '1',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', chunk => (said += chunk))
  const stop = async () => {
    const gone = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : undefined
    server.kill('SIGTERM')
    if (gone && !(await Promise.race([gone, wait(10_000, null, { ref: false })]))) server.kill('SIGKILL')
    await rm(data, { recursive: true, force: true })
  }
  for (let tries = 0; !(await isReady(origin)); tries++) {
    if (server.exitCode === null && tries < 600) await wait(100)
    else throw await stop().then(() => new Error(`The product did not start:\n${said}`))
  }
  return { origin, stop }
}

const isReady = async (origin: string) => {
  try {
    return (await fetch(`${origin}/readyz`)).ok
  } catch {
    return false
  }
}

const freePort = async () => {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || !address) throw new Error('no free port')
  return address.port
}
