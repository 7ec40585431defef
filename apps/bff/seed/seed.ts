import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { connect, type Db } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'
import { execute, number, selectOne } from '../src/db/query.ts'
import { installTemplates } from '../src/demo/prepare.ts'
import { rebuildRollups } from '../src/rollups/rebuild.ts'
import { bringUpToDate } from '../src/rollups/worker.ts'
import { seedCertificates } from './certificates.ts'
import { chanceFrom } from './chance.ts'
import { seedCompany } from './company.ts'
import { seedLearning } from './learning.ts'
import { progressBar } from './progressBar.ts'

export interface Size {
  readonly people: number
  readonly certificates: number
}

/** Everyone has to hold the first template's certificate, and each department one more. */
const require = async (db: Db) => {
  await execute(
    db,
    'INSERT INTO requirements (unit_id, post, template_id, position, created_at) SELECT 1, NULL, MIN(id), 1, MIN(created_at) FROM certificate_templates',
  )
  await execute(
    db,
    "INSERT INTO requirements (unit_id, post, template_id, position, created_at) SELECT o.id, NULL, (SELECT MAX(t.id) FROM certificate_templates t), 2, (SELECT MIN(t.created_at) FROM certificate_templates t) FROM org_units o WHERE o.kind = 'department'",
  )
}

/** Fills an empty database with an organisation of this size, the same in every run, and sums it up. */
export const seed = async (db: Db, { people, certificates }: Size, now = new Date()): Promise<void> => {
  await migrate(db)
  if (number((await selectOne(db, 'SELECT COUNT(*) AS n FROM users'))?.['n']) > 0)
    throw new Error('This database is in use. A made-up organisation goes into an empty one only.')
  const { zone } = readConfig({})
  const clock = { now: () => now }
  const chance = chanceFrom(20_261_123)
  await installTemplates(db, now)
  const step = async <T>(name: string, work: (bar: ReturnType<typeof progressBar>) => Promise<T>): Promise<T> => {
    const bar = progressBar(name)
    const made = await work(bar)
    bar.end()
    return made
  }
  const everyone = await step('people', bar => seedCompany(db, chance, { people, now, bar }))
  await step('certificates', bar => seedCertificates(db, chance, { certificates, people: everyone, now, zone, bar }))
  await step('learning', bar => seedLearning(db, chance, { people: everyone, now, zone, bar }))
  await require(db)
  const deps = { db, clock, config: { ...readConfig({}), zone } }
  await step('sums', bar => rebuildRollups(deps, bar.tell))
  await bringUpToDate(deps)
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      people: { type: 'string', default: '1000' },
      certificates: { type: 'string', default: '10000' },
      database: { type: 'string', default: 'sqlite:.cache/seed.sqlite' },
    },
  })
  const db = connect(values.database)
  await seed(db, { people: Number(values.people), certificates: Number(values.certificates) })
  await db.sequelize.close()
}
