import { active } from './active.ts'
import { badges } from './badges.ts'
import { coverageEnds } from './coverageEnds.ts'
import { courses } from './courses.ts'
import { coverage } from './coverage.ts'
import { exams } from './exams.ts'
import { expiry } from './expiry.ts'
import { headcount } from './headcount.ts'
import { issuance } from './issuance.ts'
import { learning } from './learning.ts'
import { standing } from './standing.ts'
import type { Rollup } from './rollup.ts'

/** All sums there are, by name. */
export const rollups: Readonly<Record<string, Rollup>> = {
  issuance,
  expiry,
  coverage,
  coverageEnds,
  headcount,
  active,
  learning,
  exams,
  courses,
  badges,
  standing,
}
