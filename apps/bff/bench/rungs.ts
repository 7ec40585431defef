import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { connect, type Db } from '../src/db/connect.ts'
import { findMariadb, startMariadb } from '../test/mariadbServer.ts'

/** A database with so many certificates. */
export interface Rung {
  readonly certificates: number
  readonly db: Db
}
/** A ladder of databases on one engine; nothing of it is left after `close`. */
export interface Ladder {
  readonly engine: string
  readonly rungs: readonly Rung[]
  readonly close: () => Promise<void>
}

/** As many people at all rungs, so that what differs is how many certificates there are. */
const people = 100_000

/** In a process of its own: two ladders are built at a time. */
const fill = async (url: string, certificates: number) => {
  const args = [new URL('../seed/seed.ts', import.meta.url).pathname, '--people', String(people), '--certificates', String(certificates), '--database', url]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${certificates} certificates could not be laid in`)
}

const build = async (sizes: readonly number[], urlOf: (certificates: number) => Promise<string>): Promise<Rung[]> => {
  const rungs: Rung[] = []
  for (const certificates of sizes) {
    const url = await urlOf(certificates)
    await fill(url, certificates)
    rungs.push({ certificates, db: connect(url) })
  }
  return rungs
}

const closing = (rungs: readonly Rung[], end: () => Promise<void>) => async () => {
  for (const { db } of rungs) await db.sequelize.close()
  await end()
}

const onSqlite = async (sizes: readonly number[]): Promise<Ladder> => {
  const folder = await mkdtemp(join(tmpdir(), 'wallet-bench-'))
  const rungs = await build(sizes, certificates => Promise.resolve(`sqlite:${join(folder, `${certificates}.sqlite`)}`))
  return { engine: 'SQLite', rungs, close: closing(rungs, () => rm(folder, { recursive: true, force: true })) }
}

const onMariadb = async (program: string, sizes: readonly number[]): Promise<Ladder> => {
  const server = await startMariadb(program)
  const rungs = await build(sizes, async certificates => {
    const connection = await createConnection(server.url)
    await connection.query(`CREATE DATABASE wallet_${certificates}`)
    await connection.end()
    return `${server.url}/wallet_${certificates}`
  })
  return { engine: 'MariaDB', rungs, close: closing(rungs, () => server.stop()) }
}

/** A ladder on each engine there is. */
export const buildLadders = async (sizes: readonly number[]): Promise<Ladder[]> => {
  const program = findMariadb()
  return Promise.all([onSqlite(sizes), ...(program ? [onMariadb(program, sizes)] : [])])
}
