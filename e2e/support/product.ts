import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { placesIn } from './demoData.ts'

const root = resolve(import.meta.dirname, '../..')

/** The running product: the real server on a free port, with the demo company. */
export interface Product {
  readonly origin: string
  /** What its links and QR codes are built from. */
  readonly publicOrigin: string
  readonly stop: () => Promise<void>
  /** Ends it as a power cut does. */
  readonly kill: () => Promise<void>
}

/** Starts it as `npm start` does and waits until it is ready. Without a folder it gets one of its own, which goes with it; `more` goes into its environment. */
export const startProduct = async (folder?: string, publicOrigin?: string, more: Readonly<Record<string, string>> = {}): Promise<Product> => {
  const data = folder ?? (await mkdtemp(join(tmpdir(), 'wallet-e2e-')))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const { PATH, HOME } = process.env
  const server = spawn(process.execPath, ['apps/bff/src/main.ts'], {
    cwd: root,
    env: {
      PATH,
      HOME,
      PORT: String(port),
      PUBLIC_ORIGIN: publicOrigin ?? origin,
      ...placesIn(data),
      DEMO: '1',
      WEBHOOK_PRIVATE: '1', // receivers of the journeys are on this machine
      LOG_LEVEL: 'warn',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', chunk => (said += chunk))
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const gone = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : undefined
    server.kill(signal)
    if (gone && !(await Promise.race([gone, wait(10_000, null, { ref: false })]))) server.kill('SIGKILL')
    if (!folder) await rm(data, { recursive: true, force: true })
  }
  const stop = () => end('SIGTERM')
  for (let tries = 0; !(await isReady(origin)); tries++) {
    if (server.exitCode === null && tries < 600) await wait(100)
    else throw await stop().then(() => new Error(`The product did not start:\n${said}`))
  }
  return { origin, publicOrigin: publicOrigin ?? origin, stop, kill: () => end('SIGKILL') }
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
