import type { Overview } from '@wallet/shared/dashboards/overview'
import type { Db } from '../db/connect.ts'
import { readBadges, readCourses } from './boardStore.ts'
import { readCoverage } from './coverageStore.ts'
import { readExams } from './examStore.ts'
import { readExpiry } from './expiryStore.ts'
import { readFeed } from './feedStore.ts'
import { readField } from './fieldStore.ts'
import { readFigures } from './figureStore.ts'
import { readIssuanceDays, readIssuanceMonths } from './issuanceStore.ts'
import { readLearning } from './learningStore.ts'
import { readTopLearners } from './rankingStore.ts'
import type { Scope } from './scope.ts'
import { isWhole, listAbove, listBelow } from './unitStore.ts'
import type { When } from './when.ts'

/** Everything that the dashboard and the wall show of a unit; `highest` is the unit above it from which the caller may look. */
export const overviewOf = async (tx: Db, scope: Scope, highest: Scope, when: When): Promise<Overview> => ({
  figures: await readFigures(tx, scope, when),
  isEnterprise: isWhole(scope),
  above: await listAbove(tx, highest, scope),
  below: await listBelow(tx, scope),
  issuanceMonths: await readIssuanceMonths(tx, scope, when),
  issuanceDays: await readIssuanceDays(tx, scope, when),
  expiry: await readExpiry(tx, scope, when),
  coverage: await readCoverage(tx, scope, when),
  field: await readField(tx, scope, when),
  exams: await readExams(tx, scope, when),
  learning: await readLearning(tx, scope, when),
  badges: await readBadges(tx, scope),
  courses: await readCourses(tx, scope),
  topLearners: await readTopLearners(tx, scope, when),
  feed: await readFeed(tx, scope, when),
})
