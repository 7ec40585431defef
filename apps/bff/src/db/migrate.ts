import type { QueryInterface } from 'sequelize'
import { SequelizeStorage, Umzug } from 'umzug'
import type { Db } from './connect.ts'
import * as m0001 from './migrations/0001-foundation.ts'
import * as m0002 from './migrations/0002-copies-and-shares.ts'
import * as m0003 from './migrations/0003-learning.ts'
import * as m0004 from './migrations/0004-rollups.ts'
import * as m0005 from './migrations/0005-sparse-indexes.ts'
import * as m0006 from './migrations/0006-issuing.ts'
import * as m0007 from './migrations/0007-organisation.ts'
import * as m0008 from './migrations/0008-sign-on.ts'
import * as m0009 from './migrations/0009-webhooks.ts'
import * as m0010 from './migrations/0010-withheld-names.ts'

export interface MigrationContext {
  readonly tables: QueryInterface
  readonly engine: Db['engine']
}
interface Migration {
  readonly up: (context: MigrationContext) => Promise<void>
  readonly down: (context: MigrationContext) => Promise<void>
}

/** Append-only, in this order. A file that has landed never changes. */
const migrations: Record<string, Migration> = {
  '0001-foundation': m0001,
  '0002-copies-and-shares': m0002,
  '0003-learning': m0003,
  '0004-rollups': m0004,
  '0005-sparse-indexes': m0005,
  '0006-issuing': m0006,
  '0007-organisation': m0007,
  '0008-sign-on': m0008,
  '0009-webhooks': m0009,
  '0010-withheld-names': m0010,
}

const umzug = (db: Db) =>
  new Umzug<MigrationContext>({
    migrations: Object.entries(migrations).map(([name, { up, down }]) => ({ name, up: ({ context }) => up(context), down: ({ context }) => down(context) })),
    context: { tables: db.sequelize.getQueryInterface(), engine: db.engine },
    storage: new SequelizeStorage({ sequelize: db.sequelize, tableName: 'migrations' }),
    logger: undefined,
  })

/** Brings the schema up to date and says which steps ran. */
export const migrate = async (db: Db): Promise<string[]> => (await umzug(db).up()).map(({ name }) => name)

/** Takes every step back: the tables are gone afterwards. */
export const migrateDown = async (db: Db): Promise<string[]> => (await umzug(db).down({ to: 0 })).map(({ name }) => name)

/** Runs the steps up to one. */
export const migrateTo = async (db: Db, name: string): Promise<void> => void (await umzug(db).up({ to: name }))

/** Steps that have run, in their order. */
export const appliedMigrations = async (db: Db): Promise<string[]> => (await umzug(db).executed()).map(({ name }) => name)

/** All steps that this program knows. */
export const knownMigrations = (): readonly string[] => Object.keys(migrations)

/** Steps that have not run yet; none means that the database fits this program. */
export const pendingMigrations = async (db: Db): Promise<string[]> => (await umzug(db).pending()).map(({ name }) => name)
