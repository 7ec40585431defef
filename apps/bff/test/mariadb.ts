import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { inject } from 'vitest'

export type Engine = 'sqlite' | 'mariadb'

/** The engines that slices run on: `describe.each(engines)('… on %s', engine => …)`. */
export const engines: readonly Engine[] = inject('mariadbUrl') ? ['sqlite', 'mariadb'] : ['sqlite']

/** Whether it is the engine on which what asks no database is looked at: `it.runIf(isFirst(engine))`. */
export const isFirst = (engine: Engine): boolean => engine === engines[0]

/** An empty database, as `DATABASE_URL` names it. */
export interface FreshDatabase {
  readonly url: string
  readonly drop: () => Promise<void>
}

/** An empty database of its own for one test house. SQLite: a file in a folder of its own. */
export const freshDatabase = (engine: Engine): Promise<FreshDatabase> => (engine === 'mariadb' ? freshSchema() : freshFile())

const freshFile = async (): Promise<FreshDatabase> => {
  const folder = await mkdtemp(join(tmpdir(), 'wallet-sqlite-'))
  return { url: `sqlite:${join(folder, 'wallet.sqlite')}`, drop: () => rm(folder, { recursive: true, force: true }) }
}

const freshSchema = async (): Promise<FreshDatabase> => {
  const server = inject('mariadbUrl')
  if (!server) throw new Error('MariaDB is not running: loop over `engines`')
  const name = `wallet_${randomBytes(6).toString('hex')}`
  await tell(server, `CREATE DATABASE ${name}`)
  return { url: `${server}/${name}`, drop: () => tell(server, `DROP DATABASE IF EXISTS ${name}`) }
}

const tell = async (server: string, sql: string) => {
  const connection = await createConnection(server)
  try {
    await connection.query(sql)
  } finally {
    await connection.end()
  }
}
