import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { pino } from 'pino'
import { createApp } from '../src/app.ts'
import type { Config } from '../src/config.ts'
import { connect } from '../src/db/connect.ts'
import { openFiles } from '../src/files/open.ts'
import { serve } from '../src/http/server.ts'
import { startPress, type Press } from '../src/rendering/press.ts'
import { startRenderer } from '../src/rendering/renderer.ts'
import { publicVerify } from '../src/verification/routes.ts'
import { Verifier } from '../src/verification/verify.ts'

// Runs by itself: `anotherProcess.ts` starts it.
const config = JSON.parse(process.argv[2] ?? '') as Config
const real = startPress()
let made = 0
const press: Press = {
  ...real,
  raster: (...asked) => {
    made += 1
    return real.raster(...asked)
  },
  pdf: (...asked) => {
    made += 1
    return real.pdf(...asked)
  },
}
const deps = {
  config,
  press,
  db: connect(config.databaseUrl),
  files: await openFiles(config.files),
  clock: { now: () => new Date('2026-11-23T06:05:00.000Z') },
  random: (count: number) => randomBytes(count),
  renderer: startRenderer(),
  log: pino({ level: 'silent' }),
}
const verdicts = new Verifier(deps)
const server = serve(createApp({ ...deps, verdicts }, publicVerify(deps, verdicts), null))
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
process.on('message', () => process.send?.(made))
process.on('disconnect', () => process.exit())
process.send?.(typeof address === 'object' && address ? address.port : 0)
