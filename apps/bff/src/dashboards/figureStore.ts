import type { KeyFigures } from '@wallet/shared/dashboards/figures'
import type { Db } from '../db/connect.ts'
import { readActive } from './activeStore.ts'
import { readAims } from './aimsStore.ts'
import { readCourseShare } from './boardStore.ts'
import { readCoverageShare } from './coverageStore.ts'
import { readExamFigure } from './examStore.ts'
import { countInForce, readExpiring } from './expiryStore.ts'
import { readPeopleCovered } from './fieldStore.ts'
import { readIssued } from './issuanceStore.ts'
import type { Scope } from './scope.ts'
import { countUnits, unitOf } from './unitStore.ts'
import type { When } from './when.ts'

/** Everything that a row of key figures says about a unit with all below it. */
export const readFigures = async (db: Db, scope: Scope, when: When): Promise<KeyFigures> => {
  const peopleCovered = await readPeopleCovered(db, scope, when)
  return {
    unit: unitOf(scope),
    asOf: when.now.toISOString(),
    people: peopleCovered.whole,
    ...(await countUnits(db, scope)),
    active: await readActive(db, scope, when),
    certificates: { ...(await readIssued(db, scope, when)), inForce: await countInForce(db, scope, when) },
    expiring: await readExpiring(db, scope, when),
    coverage: await readCoverageShare(db, scope, when),
    peopleCovered,
    aims: await readAims(db),
    courses: await readCourseShare(db, scope),
    exams: await readExamFigure(db, scope, when),
  }
}
