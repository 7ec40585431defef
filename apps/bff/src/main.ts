import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import { createApp, createLane } from './app.ts'
import { startChores } from './chores.ts'
import { readConfig, StartError, type Config } from './config.ts'
import { connect, type Db } from './db/connect.ts'
import { migrate } from './db/migrate.ts'
import { prepareDatabase, type Prepared } from './demo/prepare.ts'
import type { FileStore } from './files/fileStore.ts'
import { openFiles } from './files/open.ts'
import { createLog } from './http/log.ts'
import { closeServer, serve } from './http/server.ts'
import { findByEmployeeNo } from './people/store.ts'
import { startPress } from './rendering/press.ts'
import { startRenderer } from './rendering/renderer.ts'
import { publicVerify } from './verification/routes.ts'
import { Verifier } from './verification/verify.ts'
import { loadWebBuild } from './web.ts'

const graceMs = 8_000

const messageOf = (error: unknown): string => {
  const cause = error instanceof Error && 'parent' in error && error.parent instanceof Error ? error.parent : error
  if (cause instanceof AggregateError && cause.errors.length > 0) return messageOf(cause.errors[0])
  return cause instanceof Error ? cause.message || ('code' in cause ? String(cause.code) : cause.name) : String(cause)
}
const withoutPassword = (url: string) => url.replace(/(:\/\/[^:/@]*):[^@]*@/, '$1:***@')

const openDatabase = async (url: string): Promise<Db> => {
  try {
    const db = connect(url)
    await db.sequelize.authenticate()
    await migrate(db)
    return db
  } catch (error) {
    const wayOut = url.startsWith('sqlite:')
      ? 'Its folder has to be writable; choose another with DATABASE_URL=sqlite:<file>.'
      : 'Is it running, and is DATABASE_URL right?'
    throw new StartError(`The database ${withoutPassword(url)} cannot be used: ${messageOf(error)}. ${wayOut}`)
  }
}

const openStore = async ({ files }: Config): Promise<FileStore> => {
  try {
    return await openFiles(files)
  } catch (error) {
    const folder = files.kind === 'disk' ? files.folder : files.bucket
    throw new StartError(
      `The folder ${folder} for files cannot be used: ${messageOf(error)}. It has to be writable; choose another with FILES_URL=file:<folder>.`,
    )
  }
}

const listen = async (server: Server, port: number): Promise<number> => {
  try {
    server.listen(port)
    await once(server, 'listening')
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw new StartError(
      isTaken ? `Port ${port} is already in use: end what uses it, or choose another with PORT=3001.` : `Port ${port} cannot be used: ${messageOf(error)}.`,
    )
  }
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

const people = `
  Sign in as (password kpl-demo):
    KPL0004  周雨桐  employee        KPL0003  李文博  manager
    KPL0005  陈思远  employee        KPL0002  王静怡  issuer
    KPL0006  欧阳䶮  employee        KPL0001  林婉清  admin`
const nobody = `
  There is nobody yet who could sign in. Start once with ADMIN_EMPLOYEE_NO and ADMIN_PASSWORD set to create the first admin.`

const greeting = ({ publicOrigin }: Config, port: number, { prepared, hasDemoPeople }: { prepared: Prepared; hasDemoPeople: boolean }) => `
  The wallet is open at ${publicOrigin}
${hasDemoPeople ? people : ''}${prepared === 'nobody' ? nobody : ''}

  To scan with a phone on the same network, start with this machine's address:
    PUBLIC_ORIGIN=http://<address>:${port} npm start
  It is what QR codes and links are built from, and the only address from which changes are accepted.
`

const start = async () => {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const web = await loadWebBuild()
  if (!web) throw new StartError('The web app has not been built yet: run npm start, or pnpm --filter @wallet/web build.')
  const db = await openDatabase(config.databaseUrl)
  const files = await openStore(config)
  const clock = { now: () => new Date() }
  const prepared = await prepareDatabase({ db, config, clock, files })

  const renderer = startRenderer()
  const press = startPress()
  const verdicts = new Verifier({ db, clock, config, log })
  const deps = { config, db, files, clock, random: (count: number) => randomBytes(count), renderer, press, verdicts, log }
  const verify = publicVerify(deps, verdicts)
  const server = serve(createApp(deps, verify, web), createLane(verify))
  const port = await listen(server, config.port)
  const endChores = startChores(deps)
  const hasDemoPeople = config.isDemo && config.signOn.password && (await findByEmployeeNo(db, 'KPL0002')) !== null
  console.log(greeting(config, port, { prepared, hasDemoPeople }))

  const stop = async () => {
    await closeServer(server, graceMs)
    await endChores()
    await Promise.all([renderer.close(), press.close()])
    await db.sequelize.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
}

try {
  await start()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(`\n  ${error.message}\n`)
  process.exit(1)
}
