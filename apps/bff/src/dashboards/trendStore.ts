import type { Share } from '@wallet/shared/dashboards/figures'
import type { CoverageTrend } from '@wallet/shared/dashboards/trend'
import { percentOf } from '@wallet/shared/percent'
import type { Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'
import { readCoverageShare } from './coverageStore.ts'
import { lastMonths } from './days.ts'
import type { Scope } from './scope.ts'
import type { When } from './when.ts'

const percent = ({ part, whole }: Share) => (whole === 0 ? null : percentOf(part, whole))

/** Coverage of a unit at the end of months that are over, as far as it was kept, and now. */
const percentsOf = async (db: Db, scope: Scope, when: When, months: readonly string[]): Promise<(number | null)[]> => {
  const { unitId } = scope
  const rows = await select(db, 'SELECT month, required, covered FROM coverage_months WHERE unit_id = :unitId AND month IN (:months)', { unitId, months })
  const kept = new Map(rows.map(row => [text(row['month']), percent({ part: number(row['covered']), whole: number(row['required']) })]))
  const now = percent(await readCoverageShare(db, scope, when))
  return months.map((month, n) => (n === months.length - 1 ? now : (kept.get(month) ?? null)))
}

/** The coverage of a unit beside that of the enterprise, month by month. */
export const readTrend = async (db: Db, scope: Scope, when: When): Promise<CoverageTrend> => {
  const months = lastMonths(when)
  const root = { ...scope, unitId: Number(scope.path.split('/')[1]) }
  const [unit, enterprise] = [await percentsOf(db, scope, when, months), await percentsOf(db, root, when, months)]
  return { months: months.map((month, n) => ({ month, unit: unit[n] ?? null, enterprise: enterprise[n] ?? null })) }
}
