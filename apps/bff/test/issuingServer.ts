import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import type { Config } from '../src/config.ts'
import { connect } from '../src/db/connect.ts'
import { batchRunner } from '../src/issuing/runBatch.ts'

// Runs by itself: `issuingProcess.ts` starts it.
const config = JSON.parse(process.argv[2] ?? '') as Config
const deps = {
  config,
  db: connect(config.databaseUrl),
  clock: { now: () => new Date('2026-11-23T06:05:00.000Z') },
  random: (count: number) => randomBytes(count),
  verdicts: { forget: () => undefined },
  log: pino({ level: 'silent' }),
}
const turn = batchRunner(deps, Number(process.argv[3]))
process.on('disconnect', () => process.exit())
process.send?.('ready')
for (;;) {
  await turn()
  await wait(5)
}
