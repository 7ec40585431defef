import { randomBytes } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import { auditHead, verifyAudit } from '../audit/seal.ts'
import { StartError, type Config } from '../config.ts'
import { connect, type Db } from '../db/connect.ts'
import { pendingMigrations } from '../db/migrate.ts'
import { openFiles } from '../files/open.ts'
import { builtinTemplates } from '../rendering/builtin.ts'
import { startRenderer } from '../rendering/renderer.ts'
import { signOnProviders } from '../session/signOnRoutes.ts'
import { adminsWhoCanSignIn, clockOf, engineOf, isWritable, oldestUnfollowed } from './doctorStore.ts'

/** Something that was looked at: as it should be, worth knowing, or in the way; in plain words. */
export interface Finding {
  readonly state: 'right' | 'note' | 'wrong'
  readonly words: string
}
const right = (words: string): Finding => ({ state: 'right', words })
const note = (words: string): Finding => ({ state: 'note', words })
const wrong = (words: string): Finding => ({ state: 'wrong', words })

const saidBy = (error: unknown): string => {
  const cause = error instanceof Error && 'parent' in error && error.parent instanceof Error ? error.parent : error
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause
  return first instanceof Error ? first.message || first.name : String(first)
}
/** Something that cannot be looked at is in the way as well. */
const tried = async (what: string, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> => {
  try {
    return await look()
  } catch (error) {
    return [wrong(`${what}: ${saidBy(error)}`)]
  }
}

const oldestNode = [22, 18] as const
const nodeFinding = (version: string): Finding => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isRecent = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
  return isRecent
    ? right(`Node ${version}`)
    : wrong(`Node ${version} is too old to run TypeScript: ${oldestNode.join('.')} or newer is needed; npm start borrows one.`)
}

const originFindings = ({ publicOrigin, trustProxy, isDemo }: Config): Finding[] => {
  const { protocol, hostname } = new URL(publicOrigin)
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  const isSecure = protocol === 'https:'
  return [
    ...(isSecure ? [right(`PUBLIC_ORIGIN is ${publicOrigin}`)] : []),
    ...(isHere ? [note(`PUBLIC_ORIGIN is ${publicOrigin}: only this machine reaches it, and QR codes lead nowhere else.`)] : []),
    ...(!isSecure && !isHere
      ? [wrong(`PUBLIC_ORIGIN is ${publicOrigin}: without https anybody on the way can read along, and phones open neither camera nor offline pages.`)]
      : []),
    ...(isSecure && trustProxy === 0
      ? [
          note(
            'TRUST_PROXY is 0: where a proxy in front ends https, every caller counts as that proxy, and one address runs out of attempts for all. Set it to 1.',
          ),
        ]
      : []),
    ...(isDemo && !isHere ? [wrong('DEMO is 1: everybody who finds this address can sign in as an admin with a known password. Set DEMO=0.')] : []),
    ...(isDemo && isHere ? [note('DEMO is 1: the people here are made up, and their password is known.')] : []),
  ]
}

const mostSkewMs = 2_000
const mostLagMs = 300_000
const leastPacket = 16 * 2 ** 20

const databaseFindings = async (db: Db, config: Config): Promise<Finding[]> => {
  const engine = await engineOf(db)
  const skew = Math.abs((await clockOf(db)).getTime() - Date.now())
  const pending = await pendingMigrations(db)
  return [
    engine.isKnown ? right(`The database is ${engine.name}`) : wrong(`The database is ${engine.name}: MariaDB 10.6 or newer, or SQLite is needed.`),
    ...(engine.packet !== null && engine.packet < leastPacket
      ? [note(`max_allowed_packet is ${Math.floor(engine.packet / 2 ** 20)} MiB: large pictures may be refused. 16 MiB or more is better.`)]
      : []),
    ...(skew > mostSkewMs ? [wrong(`The clocks of the database and of this machine are ${Math.round(skew / 1_000)} s apart.`)] : []),
    (await isWritable(db)) ? right('The database can be written to') : wrong('The database cannot be written to: is it a replica, or read-only?'),
    pending.length === 0 ? right('Its tables are up to date') : note(`${pending.length} steps will bring its tables up to date at the next start.`),
    ...(pending.length === 0 ? await contentFindings(db, config) : []),
  ]
}

const contentFindings = async (db: Db, { signOn }: Config): Promise<Finding[]> => {
  const broken = await verifyAudit(db)
  const { sealNo } = await auditHead(db)
  const oldest = await oldestUnfollowed(db)
  const lag = oldest ? Date.now() - oldest.getTime() : 0
  return [
    broken
      ? wrong(`The audit trail is broken at event ${broken.sealNo}: pnpm wallet audit verify says how.`)
      : right(`The audit trail is whole: ${sealNo} events`),
    ...(lag > mostLagMs ? [note(`Nothing has followed up what happened for ${Math.round(lag / 60_000)} min: is the product running?`)] : []),
    ...(!signOn.oidc && !signOn.wecom && (await adminsWhoCanSignIn(db)) === 0
      ? [note('There is no admin who could sign in with a password: start once with ADMIN_EMPLOYEE_NO and ADMIN_PASSWORD in an empty database.')]
      : []),
  ]
}

const lookAtDatabase = (config: Config) =>
  tried('The database cannot be used', async () => {
    const db = connect(config.databaseUrl)
    try {
      await db.sequelize.authenticate()
      return await databaseFindings(db, config)
    } finally {
      await db.sequelize.close()
    }
  })

const lookAtFiles = ({ files }: Config) =>
  tried('The file store cannot be used', async () => {
    const store = await openFiles(files)
    const probe = randomBytes(32)
    const sha256 = await store.write(probe)
    const isSame = (await store.read(sha256))?.equals(probe) === true
    await store.remove(sha256)
    const place = files.kind === 'disk' ? files.folder : `bucket ${files.bucket}`
    return [isSame ? right(`Files are kept in ${place}`) : wrong(`What was written to ${place} is not what is read there.`)]
  })

const leastRoom = 2 ** 30
const lookAtRoom = ({ files, databaseUrl }: Config) =>
  tried('The room on the disk cannot be told', async () => {
    const folders = [
      ...(files.kind === 'disk' ? [files.folder] : []),
      ...(databaseUrl.startsWith('sqlite:') ? [path.dirname(path.resolve(databaseUrl.slice('sqlite:'.length)))] : []),
    ]
    const rooms = await Promise.all(folders.map(async folder => ({ folder, ...(await statfs(folder)) })))
    return rooms
      .filter(({ bavail, bsize }) => bavail * bsize < leastRoom)
      .map(({ folder, bavail, bsize }) => note(`${Math.floor((bavail * bsize) / 2 ** 20)} MiB are left where ${folder} lies.`))
  })

const lookAtMail = async ({ mail }: Config): Promise<readonly Finding[]> => {
  if (!mail) return [note('SMTP_URL is not set: people are told in the app only.')]
  return tried('The mail server does not take us', async () => {
    const transport = createTransport({ url: mail.smtpUrl, connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 5_000 })
    await transport.verify()
    transport.close()
    return [right(`Mail goes out from ${mail.from}`)]
  })
}

const lookAtSignOn = async (config: Config): Promise<readonly Finding[]> => {
  const providers = signOnProviders({ config, clock: { now: () => new Date() } })
  const findings = providers.map(({ id, check }) =>
    tried(`Nobody can sign in by ${id}`, async () => {
      await check()
      return [right(`People sign in by ${id}`)]
    }),
  )
  return (await Promise.all(findings)).flat()
}

const lookAtDrawing = () =>
  tried('Certificates cannot be drawn', async () => {
    const renderer = startRenderer()
    try {
      const reasons = (await Promise.all(builtinTemplates.map(template => renderer.check(template)))).flat()
      return [
        reasons.length === 0 ? right(`Certificates are drawn by ${renderer.version}`) : wrong(`The built-in designs are refused: ${reasons[0]?.message ?? ''}`),
      ]
    } finally {
      await renderer.close()
    }
  })

/** Looks at everything the product needs, changes nothing, and says what it found. Settings that cannot be read end it. */
export const examine = async (readSettings: () => Config): Promise<readonly Finding[]> => {
  const node = nodeFinding(process.versions.node)
  try {
    const config = readSettings()
    return [
      node,
      ...originFindings(config),
      ...(await lookAtDatabase(config)),
      ...(await lookAtFiles(config)),
      ...(await lookAtRoom(config)),
      ...(await lookAtMail(config)),
      ...(await lookAtSignOn(config)),
      ...(await lookAtDrawing()),
    ]
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    return [node, wrong(error.message)]
  }
}
