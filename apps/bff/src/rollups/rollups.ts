import { coverage } from './coverage.ts'
import { expiry } from './expiry.ts'
import { headcount } from './headcount.ts'
import { issuance } from './issuance.ts'
import type { Rollup } from './rollup.ts'

/** All sums there are, by name. */
export const rollups: Readonly<Record<string, Rollup>> = { issuance, expiry, coverage, headcount }
