import { readConfig } from '../src/config.ts'
import { connect } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'
import { prepareDatabase } from '../src/demo/prepare.ts'
import { openFiles } from '../src/files/open.ts'

// Runs by itself: writes what the product begins with, where the environment says, and ends.
const config = readConfig(process.env)
const db = connect(config.databaseUrl)
await migrate(db)
await prepareDatabase({ db, config, files: await openFiles(config.files), clock: { now: () => new Date() } })
await db.sequelize.close()
