import { parseArgs } from 'node:util'
import { StartError, type Config } from '../src/config.ts'
import type { Db } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'
import { execute, instant, number, selectOne } from '../src/db/query.ts'
import { sumUp } from '../src/rollups/sumUpOnce.ts'
import { onDatabase } from '../tasks/onDatabase.ts'
import { progressBar, type ProgressBar } from '../tasks/progressBar.ts'
import { seedCatalogue, type Catalogue } from './catalogue.ts'
import { seedCertificates } from './certificates.ts'
import { chanceFrom } from './chance.ts'
import { seedCompany } from './company.ts'
import { seedAttempts, seedEnrolments, seedHeld, seedLearning } from './learning.ts'

interface Size {
  readonly people: number
  readonly certificates: number
}
interface Need {
  readonly db: Db
  readonly config: Config
  readonly clock: { readonly now: () => Date }
}

/** What is inside already? A made-up organisation must not be mixed with a real one. */
const insistOnEmpty = async (db: Db) => {
  for (const table of ['org_units', 'users', 'certificate_templates', 'user_certificates'])
    if (number((await selectOne(db, `SELECT COUNT(*) AS n FROM ${table}`))?.['n']) > 0)
      throw new StartError('This database is in use. A made-up organisation goes into an empty one only: choose another with --database.')
}

/** Everyone has to hold eight certificates, and customer service two more; the first three come first. */
const requireSome = async (db: Db, { templateIds }: Catalogue, now: Date) => {
  const add = (templateId: number, position: number, post: string | null) =>
    execute(db, 'INSERT INTO requirements (unit_id, post, template_id, position, created_at) VALUES (1, :post, :templateId, :position, :at)', {
      ...{ templateId, position, post, at: instant(db, now) },
    })
  for (const [index, templateId] of templateIds.slice(0, 10).entries()) await add(templateId, index + 1, index < 8 ? null : '客服专员')
}

const step = async <T>(name: string, work: (bar: ProgressBar) => Promise<T>): Promise<T> => {
  const bar = progressBar(name)
  const made = await work(bar)
  bar.end()
  return made
}

/** Fills an empty database with an organisation of this size, the same in every run on the same day, and sums it up. */
export const seed = async (need: Need, { people: count, certificates }: Size): Promise<void> => {
  const { db, config, clock } = need
  await migrate(db)
  await insistOnEmpty(db)
  const [now, zone, chance] = [clock.now(), config.zone, chanceFrom(20_261_123)]
  const people = await step('people', bar => seedCompany(db, chance, { people: count, now, bar }))
  const catalogue = await seedCatalogue(db, now)
  const wanted = { people, catalogue, now, zone }
  await step('certificates', bar => seedCertificates(db, chance, { ...wanted, certificates, bar }))
  await step('learning', bar => seedLearning(db, chance, { ...wanted, bar }))
  await step('courses', bar => seedEnrolments(db, chance, { ...wanted, bar }))
  await step('exams', bar => seedAttempts(db, chance, { ...wanted, bar }))
  await step('badges', bar => seedHeld(db, chance, { ...wanted, bar }))
  await requireSome(db, catalogue, now)
  await step('sums by unit', bar => sumUp(need, bar.tell))
}

const countIn = (text: string, least: number, name: string): number => {
  const count = Number(text)
  if (Number.isSafeInteger(count) && count >= least) return count
  throw new StartError(`--${name} has to be a whole number, ${least} or more.`)
}

const optionsOf = (args: readonly string[]) => {
  const options = {
    people: { type: 'string', default: '1000' },
    certificates: { type: 'string', default: '10000' },
    database: { type: 'string' },
  } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return process.exit(1)
  }
}

if (import.meta.main) {
  const { people, certificates, database } = optionsOf(process.argv.slice(2))
  await onDatabase(need => seed(need, { people: countIn(people, 1, 'people'), certificates: countIn(certificates, 0, 'certificates') }), database)
}
