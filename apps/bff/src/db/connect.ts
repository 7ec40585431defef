import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { ConnectionError, Sequelize, Transaction, type Options } from 'sequelize'
import { defineModels, type Models } from './models.ts'
import { sqlite } from './sqlite.ts'

/**
 * Where statements run: the pool, or one transaction. Every function of a store takes one first, so that it neither
 * knows nor cares whether it is part of something larger.
 */
export interface Db {
  readonly sequelize: Sequelize
  readonly models: Models
  readonly engine: 'sqlite' | 'mariadb'
  /** Where SQLite keeps it; null: a server does. */
  readonly file: string | null
  readonly transaction: Transaction | null
}

const common: Options = {
  logging: false,
  timezone: '+00:00',
  define: { underscored: true, freezeTableName: true, timestamps: false },
}

const sqliteFile = (url: string) => path.resolve(url.slice('sqlite:'.length).replace(/^\/\//, ''))

/** One level after the other: where the system has no room for folders (/proc), the recursive way never ends. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder))
  mkdirSync(folder)
}

const open = (url: string): Sequelize => {
  if (url.startsWith('sqlite:')) {
    const storage = sqliteFile(url)
    makeFolder(path.dirname(storage))
    return new Sequelize({ ...common, dialect: 'sqlite', dialectModule: sqlite, storage, transactionType: Transaction.TYPES.IMMEDIATE })
  }
  return new Sequelize(url.replace(/^mariadb:/, 'mysql:'), {
    ...common,
    dialect: 'mysql',
    // READ COMMITTED: no gap locks, so that inserts under a unique key do not block each other.
    isolationLevel: Transaction.ISOLATION_LEVELS.READ_COMMITTED,
    dialectOptions: { charset: 'utf8mb4', supportBigNumbers: true, connectTimeout: 5_000 },
    pool: { max: 16, min: 0, acquire: 15_000, idle: 10_000 },
  })
}

/** Opens the database of a URL: `sqlite:./data/wallet.sqlite`, or `mysql://user:password@host:port/name`. */
export const connect = (url: string): Db => {
  const sequelize = open(url)
  const models = defineModels(sequelize)
  return url.startsWith('sqlite:')
    ? { sequelize, models, engine: 'sqlite', file: sqliteFile(url), transaction: null }
    : { sequelize, models, engine: 'mariadb', file: null, transaction: null }
}

const retryable = new Set([1213, 1205, 1047, 1180, 1927, 2006, 2013])
const retryableCodes = new Set(['ECONNRESET', 'EPIPE', 'PROTOCOL_CONNECTION_LOST', 'SQLITE_BUSY'])

/** Whether something failed for what else went on, and not for itself. */
export const mayRetry = (error: unknown) => {
  const cause = error instanceof Error && 'original' in error ? error.original : error
  if (!(cause instanceof Error)) return false
  return ('errno' in cause && retryable.has(Number(cause.errno))) || ('code' in cause && retryableCodes.has(String(cause.code)))
}

/** Whether it was chance: the same may succeed in a moment, or once the database is back. */
export const isPassing = (error: unknown): boolean => error instanceof ConnectionError || mayRetry(error)

/**
 * Runs work in one transaction: all of it, or none. Deadlocks and lost connections are tried again with jitter, so the
 * work must have no effect outside the database.
 */
export const inTransaction = async <T>(db: Db, work: (tx: Db) => Promise<T>, tries = 5): Promise<T> => {
  if (db.transaction) return work(db)
  try {
    return await db.sequelize.transaction(async transaction => work({ ...db, transaction }))
  } catch (error) {
    if (tries <= 1 || !mayRetry(error)) throw error
    await new Promise(resolve => setTimeout(resolve, 10 + Math.random() * 60 * (6 - tries)))
    return inTransaction(db, work, tries - 1)
  }
}

const snapshot = ({ engine }: Db) =>
  engine === 'sqlite' ? { type: Transaction.TYPES.DEFERRED } : { isolationLevel: Transaction.ISOLATION_LEVELS.REPEATABLE_READ }

/** Runs questions that all see one state of the database, whatever is written meanwhile; they hold up nobody. */
export const inSnapshot = async <T>(db: Db, read: (tx: Db) => Promise<T>): Promise<T> =>
  db.transaction ? read(db) : db.sequelize.transaction(snapshot(db), async transaction => read({ ...db, transaction }))
