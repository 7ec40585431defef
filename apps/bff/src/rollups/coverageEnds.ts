import { coverage } from './coverage.ts'
import type { Rollup } from './rollup.ts'

/**
 * The same people by the month of that day: some seventy months, where there are thousands of days. Who holds a certificate today is those of
 * the months after this one, and of this month those of the days that are left.
 */
export const coverageEnds: Rollup = {
  table: 'coverage_ends',
  slice: 'template_id',
  keys: ['template_id', 'until_month'],
  amounts: ['people'],
  own: async (tx, zone, unitId, slices) =>
    (await coverage.own(tx, zone, unitId, slices)).map(({ until_day, ...cell }) => ({ ...cell, until_month: String(until_day).slice(0, 7) })),
}
