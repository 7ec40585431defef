import { inTransaction, type Db } from '../db/connect.ts'
import { date, dateOrNull, execute, number, selectOne, text } from '../db/query.ts'

interface Engine {
  readonly name: string
  readonly isKnown: boolean
  /** The most bytes of one statement; null: no limit to speak of. */
  readonly packet: number | null
}

/** What database it is. */
export const engineOf = async (db: Db): Promise<Engine> => {
  if (db.engine === 'sqlite')
    return { name: `SQLite ${text((await selectOne(db, 'SELECT sqlite_version() AS version'))?.['version'])}`, isKnown: true, packet: null }
  const row = await selectOne(db, 'SELECT VERSION() AS version, @@max_allowed_packet AS packet')
  const version = text(row?.['version'])
  const [major = 0, minor = 0] = version.split('.').map(Number.parseFloat)
  const isMariaDb = /mariadb/i.test(version)
  return {
    name: isMariaDb ? `MariaDB ${version.replace(/-mariadb.*/i, '')}` : `MySQL ${version}`,
    isKnown: isMariaDb && (major > 10 || (major === 10 && minor >= 6)),
    packet: number(row?.['packet']),
  }
}

/** The database's clock. */
export const clockOf = async (db: Db): Promise<Date> => {
  const sql =
    db.engine === 'sqlite'
      ? "SELECT strftime('%Y-%m-%d %H:%M:%f +00:00', 'now') AS now"
      : "SELECT DATE_FORMAT(UTC_TIMESTAMP(3), '%Y-%m-%dT%H:%i:%s.%fZ') AS now"
  return date((await selectOne(db, sql))?.['now'])
}

/** Whether a row can be written; it is not kept. */
export const isWritable = async (db: Db): Promise<boolean> => {
  const undone = new Error('undone on purpose')
  try {
    await inTransaction(
      db,
      async tx => {
        await execute(tx, 'UPDATE migrations SET name = name')
        throw undone
      },
      1,
    )
    return true
  } catch (error) {
    return error === undone
  }
}

/** When the oldest event happened that the sums do not know of yet; null: they know of all. */
export const oldestUnfollowed = async (db: Db): Promise<Date | null> =>
  dateOrNull((await selectOne(db, 'SELECT MIN(created_at) AS at FROM outbox WHERE processed_at IS NULL'))?.['at'])

export const adminsWhoCanSignIn = async (db: Db): Promise<number> =>
  number((await selectOne(db, "SELECT COUNT(*) AS n FROM users WHERE role = 'admin' AND is_active = 1 AND password_hash IS NOT NULL"))?.['n'])
