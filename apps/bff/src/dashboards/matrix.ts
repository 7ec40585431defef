import type { CoverageMatrix } from '@wallet/shared/dashboards/coverage'
import type { Db } from '../db/connect.ts'
import { pageOfRows } from '../db/cursor.ts'
import { number, selectOne } from '../db/query.ts'
import { listRequiredIn } from './coverageStore.ts'
import type { Names } from './feedStore.ts'
import { listHoldings, listStandings, type Standing } from './matrixStore.ts'
import type { Scope } from './scope.ts'
import { unitOf } from './unitStore.ts'
import type { When } from './when.ts'

const countPeople = async (db: Db, { unitId }: Scope) =>
  number((await selectOne(db, "SELECT people FROM org_people WHERE unit_id = :unitId AND kind = 'active'", { unitId }))?.['people'] ?? 0)

const keysOf = ({ missing, soonest, employeeNo }: Standing) => [missing, soonest, employeeNo]

/** Who holds what of all that is required, a page at a time. */
export const readMatrix = async (
  db: Db,
  scope: Scope,
  when: When,
  { names, limit, cursor }: { readonly names: Names; readonly limit: number; readonly cursor?: string | undefined },
): Promise<CoverageMatrix> => {
  const certificates = await listRequiredIn(db, scope)
  const { items, nextCursor } = pageOfRows(await listStandings(db, scope, when, { limit: limit + 1, cursor }), limit, keysOf, standing => standing)
  const people = await listHoldings(db, items, certificates, when, names)
  return {
    ...{ unit: unitOf(scope), certificates, total: await countPeople(db, scope), nextCursor: names === 'full' ? nextCursor : null },
    people: people.map(({ employeeNo, fullName, holdings }, place) => ({ employeeNo: names === 'full' ? employeeNo : String(place + 1), fullName, holdings })),
  }
}
