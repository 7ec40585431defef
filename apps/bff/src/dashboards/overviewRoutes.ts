import type { dashboards } from '@wallet/shared/dashboards/contract'
import { appendAudit } from '../audit/append.ts'
import { inSnapshot, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import type { Handlers } from '../http/mount.ts'
import { coverageFile } from './coverageFile.ts'
import { fileFor, readFor } from './inLine.ts'
import { readMatrix } from './matrix.ts'
import { overviewOf } from './overview.ts'
import { readRanking } from './rankingStore.ts'
import { enterpriseFor, highestFor, listScopes, scopeFor } from './scope.ts'
import { leavesTrace } from '../http/trace.ts'
import { readTrend } from './trendStore.ts'
import { findUnits, unitOf } from './unitStore.ts'
import { whenNow } from './when.ts'

const firstPage = 50
const mostFound = 50

export const overviewRoutes = (
  deps: Deps,
): Pick<Handlers<typeof dashboards>, 'units' | 'findUnits' | 'enterprise' | 'unit' | 'team' | 'coverage' | 'coverageFile'> => {
  const readAll = <T>({ userId }: SignedIn, read: (tx: Db) => Promise<T>) => readFor(userId, () => inSnapshot(deps.db, read))
  return {
    units: async ({ me }) => ({ units: (await listScopes(deps.db, me)).map(unitOf) }),
    findUnits: async ({ me, query: { q } }) => {
      const found = await Promise.all((await listScopes(deps.db, me)).map(scope => findUnits(deps.db, scope, q)))
      return { items: found.flat().slice(0, mostFound) }
    },
    enterprise: ({ me }) =>
      inSnapshot(deps.db, async tx => {
        const scope = await enterpriseFor(tx, me)
        return overviewOf(tx, scope, scope, whenNow(deps))
      }),
    unit: ({ me, params }) =>
      inSnapshot(deps.db, async tx => {
        const scope = await scopeFor(tx, me, params.unitId)
        return overviewOf(tx, scope, await highestFor(tx, me, scope), whenNow(deps))
      }),
    team: ({ me, params, query: { names } }) =>
      readAll(me, async tx => {
        const [scope, when] = [await scopeFor(tx, me, params.unitId), whenNow(deps)]
        return {
          ranking: await readRanking(tx, scope, when, names),
          trend: await readTrend(tx, scope, when),
          matrix: await readMatrix(tx, scope, when, { names, limit: firstPage }),
        }
      }),
    coverage: ({ me, params, query }) => readAll(me, async tx => readMatrix(tx, await scopeFor(tx, me, params.unitId), whenNow(deps), query)),
    coverageFile: ({ me, params, request }) =>
      fileFor(me.userId, async () => {
        const [scope, when] = [await scopeFor(deps.db, me, params.unitId), whenNow(deps)]
        const [subject, data] = [`unit:${scope.unitId}`, { measure: 'coverage' }]
        if (leavesTrace(request)) await appendAudit(deps.db, { event: 'people.exported', subject, actorId: me.userId, data, at: when.now })
        return { stream: coverageFile(deps.db, scope, when, me.locale), size: null, downloadAs: `coverage-${scope.unitId}-${when.day}.csv` }
      }),
  }
}
