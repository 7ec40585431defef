import { setTimeout as wait } from 'node:timers/promises'
import { readConfig } from '../src/config.ts'
import { connect } from '../src/db/connect.ts'
import { bringUpToDate } from '../src/rollups/worker.ts'

// Runs by itself: `sums.drill.ts` starts it, and kills it. Its clock is ahead of everything that happens.
const config = readConfig({ DATABASE_URL: process.argv[2] })
const deps = { config, db: connect(config.databaseUrl), clock: { now: () => new Date('2100-01-01T00:00:00.000Z') } }
process.on('disconnect', () => process.exit())
process.send?.('ready')
for (;;) {
  await bringUpToDate(deps)
  await wait(20)
}
