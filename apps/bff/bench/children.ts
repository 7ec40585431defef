import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const root = resolve(import.meta.dirname, '../../..')

export interface Server {
  readonly port: number
  /** Seconds of work it has done so far: of the processor's time on Linux, elsewhere of the clock. */
  readonly secondsWorked: () => number
  readonly stop: () => Promise<void>
}

/** A plain Express server, in a process of its own. */
export const startPlainExpress = async (): Promise<Server> => {
  const port = await freePort()
  return started(
    spawn(process.execPath, ['apps/bff/bench/plainExpress.ts'], {
      cwd: root,
      env: { ...process.env, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
    port,
    '/hello',
  )
}

/** The product as `npm start` runs it, with quiet logs and no limit on made-up numbers. */
export const startProduct = async (databaseUrl: string, more: NodeJS.ProcessEnv = {}): Promise<Server> => {
  const port = await freePort()
  const own = {
    NODE_ENV: 'production',
    PORT: String(port),
    PUBLIC_ORIGIN: `http://localhost:${port}`,
    DATABASE_URL: databaseUrl,
    VERIFY_MISSES_PER_MINUTE: '1000000000',
  }
  const env = { ...process.env, ...own, ...more }
  return started(spawn(process.execPath, ['apps/bff/src/main.ts'], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] }), port, '/readyz')
}

const started = async (child: ChildProcess, port: number, path: string): Promise<Server> => {
  for (let tries = 0; !(await isReady(`http://127.0.0.1:${port}${path}`)); tries++) {
    if (child.exitCode === null && tries < 1200) await wait(50)
    else throw new Error(`the server on port ${port} did not start`)
  }
  const stop = async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
  return { port, stop, secondsWorked: () => processorSeconds(child.pid) ?? performance.now() / 1000 }
}

/** User and system time, in the kernel's ticks of 10 ms; null where there is no /proc. */
const processorSeconds = (pid: number | undefined) => {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return null
  const [, afterName = ''] = readFileSync(file, 'utf8').split(') ')
  const fields = afterName.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

const isReady = async (url: string) => {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || !address) throw new Error('no free port')
  return address.port
}
