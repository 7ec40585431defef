import { setTimeout as wait } from 'node:timers/promises'
import { api } from '@wallet/shared/api'
import { openapi } from '@wallet/shared/contract/openapi'
import type { operations, Organisation } from '@wallet/shared/operations/contract'
import { fail } from '@wallet/shared/problem'
import type { Config } from '../config.ts'
import { pendingMigrations } from '../db/migrate.ts'
import { selectOne } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { mayReadFigures } from './figures.ts'
import { docsPage } from './docs.ts'
import type { Metrics } from './metrics.ts'

/** What every page may know of the organisation. */
export const organisationOf = ({
  organisationName,
  organisationNameEn,
  issuerName,
  zone,
  numberPrefix,
  publicOrigin,
  contact,
  isDemo,
}: Config): Organisation => ({
  name: organisationName,
  englishName: organisationNameEn,
  issuerName,
  zone,
  numberPrefix,
  publicOrigin,
  contact,
  isDemo,
})

export const documentInfo = { title: 'Employee certificate wallet', version: '0.1.0' }

/** A database that takes longer to say anything at all is not one to serve from. */
const patienceMs = 3_000
const inTime = async <T>(work: Promise<T>): Promise<T> => {
  const late = new AbortController()
  const refusal = wait(patienceMs, undefined, { signal: late.signal, ref: false }).then(() =>
    fail('unavailable', { retryAfter: 2, detail: 'The database does not answer' }),
  )
  try {
    return await Promise.race([work, refusal])
  } finally {
    late.abort()
    refusal.catch(() => undefined)
  }
}

export const operationsRoutes = ({ db, config }: Deps, metrics: Metrics): Handlers<typeof operations> => {
  const document = openapi(api, documentInfo)
  const page = docsPage(document)
  let isMigrated = false
  return {
    // Answered ahead of the app as a rule; here for HEAD and for an address with a query.
    healthz: () => ({ status: 'ok' }),
    readyz: async () => {
      await inTime(selectOne(db, 'SELECT 1 AS one'))
      isMigrated ||= (await pendingMigrations(db)).length === 0
      return isMigrated ? { status: 'ready' as const } : fail('unavailable', { detail: 'The database has not been migrated' })
    },
    organisation: () => organisationOf(config),
    metrics: async ({ request }) => {
      if (!mayReadFigures(request, config.metricsToken)) fail('forbidden')
      return { bytes: await metrics.text(), headers: { 'cache-control': 'no-store' } }
    },
    openapi: () => document,
    docs: () => ({ bytes: page }),
  }
}
