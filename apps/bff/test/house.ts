import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { api, type Api } from '@wallet/shared/api'
import { createClient, type Client, type Incoming, type Outgoing } from '@wallet/shared/contract/client'
import { pino, type Logger } from 'pino'
import { createApp, createLane } from '../src/app.ts'
import { readConfig, type Config } from '../src/config.ts'
import { connect } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'
import { installTemplates } from '../src/demo/prepare.ts'
import type { Deps } from '../src/deps.ts'
import { openFiles } from '../src/files/open.ts'
import type { FilePlace } from '../src/files/place.ts'
import { closeServer, serve } from '../src/http/server.ts'
import { startPress, type Press } from '../src/rendering/press.ts'
import { startRenderer, type Renderer } from '../src/rendering/renderer.ts'
import { publicVerify } from '../src/verification/routes.ts'
import { Verifier } from '../src/verification/verify.ts'
import { startAnother, type AnotherProcess } from './anotherProcess.ts'
import { freshDatabase, type Engine } from './mariadb.ts'

/** A clock that stands still until it is told otherwise. */
export class TestClock {
  #now: Date
  constructor(now: string) {
    this.#now = new Date(now)
  }
  now = () => new Date(this.#now)
  /** Moves to an instant, or by so many milliseconds. */
  set(instant: string | Date) {
    this.#now = new Date(instant)
  }
  pass(ms: number) {
    this.#now = new Date(this.#now.getTime() + ms)
  }
}

/** Someone's browser: the typed client, and raw requests with the same cookie. */
export interface Browser {
  readonly client: Client<Api>
  readonly send: (
    method: string,
    path: string,
    options?: { readonly headers?: Record<string, string>; readonly body?: string | FormData | Uint8Array<ArrayBuffer> },
  ) => Promise<Response>
}

/** A fresh product: own database, own clock, real HTTP. */
export interface House {
  readonly origin: string
  readonly deps: Required<Deps> & { readonly verdicts: Verifier }
  readonly clock: TestClock
  /** Another process of the same product: same database, same file store. */
  readonly another: () => Promise<AnotherProcess>
  /** A new browser that nobody is signed in with; `at` is another process. */
  readonly browser: (at?: string) => Browser
  /** A browser signed in as this person. */
  readonly signIn: (employeeNo: string, password?: string, at?: string) => Promise<Browser>
  readonly close: () => Promise<void>
}

const cookiesOf = (response: Response) => response.headers.getSetCookie().map(cookie => cookie.split(';')[0] ?? '')

const openBrowser = (at: string, origin: string): Browser => {
  const jar = new Map<string, string>()
  const send: Browser['send'] = async (method, path, { headers = {}, body } = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(at + path, {
      method,
      redirect: 'manual',
      headers: { origin, ...(cookie && { cookie }), ...headers },
      ...(body !== undefined && { body }),
    })
    for (const pair of cookiesOf(response)) {
      const [name = '', value = ''] = pair.split('=')
      if (value) jar.set(name, value)
      else jar.delete(name)
    }
    return response
  }
  const sendJson = async ({ method, url, headers, body }: Outgoing): Promise<Incoming> => {
    const response = await send(method, url, { headers, ...(body !== undefined && { body }) })
    const text = await response.text()
    return { status: response.status, json: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text || undefined }
  }
  return { client: createClient<Api>(api, sendJson), send }
}

// One drawing process and one press for all houses of a process, and as long as it: loading the fonts takes a second.
let renderer: Renderer | undefined
let press: Press | undefined

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** Opens a fresh product on an engine, migrated and with the built-in templates; nobody is in it yet. */
export const aHouse = async (engine: Engine, config: Partial<Config> = {}, log: Logger = pino({ level: 'silent' })): Promise<House> => {
  const database = await freshDatabase(engine)
  const db = connect(database.url)
  await migrate(db)
  const clock = new TestClock('2026-11-23T06:05:00.000Z')
  await installTemplates(db, clock.now())
  renderer ??= startRenderer()
  press ??= startPress()
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const folder = await mkdtemp(join(tmpdir(), 'wallet-files-'))
  const files: FilePlace = config.files ?? { kind: 'disk', folder }
  const deps = {
    db,
    files: await openFiles(files),
    clock,
    renderer,
    press,
    log,
    random: (count: number) => randomBytes(count),
    pace: { newsMs: 50, recheckMs: 100 },
    config: { ...readConfig({ DATABASE_URL: database.url, DEMO: '0' }), publicOrigin: origin, ...config, files },
  }
  const verdicts = new Verifier(deps)
  const verify = publicVerify(deps, verdicts)
  const server = serve(createApp({ ...deps, verdicts }, verify, null), createLane(verify))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin,
    deps: { ...deps, verdicts },
    clock,
    another: () => startAnother(deps.config),
    browser: (at = origin) => openBrowser(at, origin),
    signIn: async (employeeNo, password = 'kpl-demo', at = origin) => {
      const browser = openBrowser(at, origin)
      await browser.client.session.signIn({ body: { account: employeeNo, password } })
      return browser
    },
    close: async () => {
      await closeServer(server, 1_000)
      await db.sequelize.close()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The engines there are, for `describe.each(engines)`, and the one for what is the same on all. */
export { engines, isFirst } from './mariadb.ts'
