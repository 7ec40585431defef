import type { Measure } from '@wallet/shared/dashboards/people'
import { active } from './active.ts'
import { badges } from './badges.ts'
import { course } from './course.ts'
import { everyone } from './everyone.ts'
import { exam } from './exam.ts'
import { expiring } from './expiring.ts'
import { issued, revoked } from './issued.ts'
import { learning } from './learning.ts'
import { missing, person } from './missing.ts'
import type { Asked, Reading } from './reading.ts'

/** How the people behind each number are read. */
const measures: Record<Measure, (asked: Asked) => Reading> = {
  people: everyone,
  active,
  missing,
  expiring,
  exam,
  issued,
  revoked,
  learning,
  badges,
  course,
  person,
}

/** How what is asked for is read. */
export const readingOf = (asked: Asked): Reading => measures[asked.filter.measure](asked)
