import { readConfig, StartError, type Config } from '../src/config.ts'
import { connect, type Db } from '../src/db/connect.ts'
import { pendingMigrations } from '../src/db/migrate.ts'

interface Need {
  readonly db: Db
  readonly config: Config
  readonly clock: { readonly now: () => Date }
}

const open = async (url: string): Promise<Db> => {
  try {
    const db = connect(url)
    await db.sequelize.authenticate()
    return db
  } catch {
    throw new StartError('The database cannot be used. Is it running, and is DATABASE_URL right?')
  }
}

/** Refuses a database that this version of the product has not been started with. */
export const insistOnMigrated = async (db: Db): Promise<void> => {
  if ((await pendingMigrations(db)).length > 0) throw new StartError('This database is not up to date: start the product with it once.')
}

/** Does something to the database of the settings, or to another; what stands in its way is told as one sentence, and ends with 1. */
export const onDatabase = async (work: (need: Need) => Promise<void>, url?: string): Promise<void> => {
  try {
    const config = readConfig({ ...process.env, ...(url !== undefined && { DATABASE_URL: url }) })
    const db = await open(config.databaseUrl)
    try {
      await work({ db, config, clock: { now: () => new Date() } })
    } finally {
      await db.sequelize.close()
    }
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
