import { inTransaction, type Db } from '../db/connect.ts'
import { number, selectOne } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { builtinTemplates } from '../rendering/builtin.ts'
import { sumUp } from '../rollups/sumUpOnce.ts'
import { hashPassword } from '../session/password.ts'
import { insertTemplate } from '../templates/store.ts'
import { restoreMedia } from './content.ts'
import { seedDemo } from './seed.ts'

const countOf = async (db: Db, table: 'users' | 'certificate_templates') => number((await selectOne(db, `SELECT COUNT(*) AS n FROM ${table}`))?.['n'] ?? 0)

/** The three built-in templates, where there is no template yet. */
export const installTemplates = async (db: Db, now: Date): Promise<void> => {
  if ((await countOf(db, 'certificate_templates')) > 0) return
  await inTransaction(db, async tx => {
    for (const draft of builtinTemplates) await insertTemplate(tx, draft, null, now)
  })
}

/** The first person of a real organisation: an admin, from the environment, where there is nobody yet. */
const createFirstAdmin = (db: Db, { organisationName }: Deps['config'], { employeeNo, password }: { employeeNo: string; password: string }, now: Date) =>
  inTransaction(db, async tx => {
    const unit = await tx.models.orgUnits.create(
      { parentId: null, kind: 'enterprise', name: organisationName, path: '/pending/', depth: 0 },
      { transaction: tx.transaction },
    )
    await unit.update({ path: `/${number(unit.get('id'))}/` }, { transaction: tx.transaction })
    const passwordHash = await hashPassword(password)
    await tx.models.users.create(
      {
        employeeNo,
        email: null,
        fullName: employeeNo,
        role: 'admin',
        orgUnitId: unit.get('id'),
        passwordHash,
        locale: 'zh-CN',
        isActive: true,
        createdAt: now,
        updatedAt: now,
      },
      { transaction: tx.transaction },
    )
  })

export type Prepared = 'demo' | 'admin' | 'nobody' | 'ready'

/** Puts into a fresh database what it takes to begin, and says what that was. */
export const prepareDatabase = async ({ db, config, clock, files }: Pick<Deps, 'db' | 'config' | 'clock' | 'files'>): Promise<Prepared> => {
  await installTemplates(db, clock.now())
  if ((await countOf(db, 'users')) > 0) {
    await restoreMedia(db, files)
    return 'ready'
  }
  if (config.isDemo) {
    await seedDemo(db, { clock, config, files })
    await sumUp({ db, clock, config })
    return 'demo'
  }
  if (!config.firstAdmin) return 'nobody'
  await createFirstAdmin(db, config, config.firstAdmin, clock.now())
  return 'admin'
}
