import type { Overview } from '@wallet/shared/dashboards/overview'
import { dayIn } from '@wallet/shared/certificates/validity'
import { expect } from 'vitest'
import { inSnapshot } from '../src/db/connect.ts'
import { readMatrix } from '../src/dashboards/matrix.ts'
import { overviewOf } from '../src/dashboards/overview.ts'
import { readRanking } from '../src/dashboards/rankingStore.ts'
import { whenNow } from '../src/dashboards/when.ts'
import { countedByHand } from './countedByHand.ts'
import { readFacts } from './facts.ts'
import type { House } from './house.ts'

/** Of an answer what can be counted, in the shape in which it is counted by hand. */
const counted = ({ figures, below, issuanceMonths, issuanceDays, expiry, coverage, field, exams, learning, badges, courses, topLearners, feed }: Overview) => {
  const { asOf: _asOf, aims: _aims, ...rest } = figures
  return {
    ...{ figures: rest, below, issuanceMonths, issuanceDays, expiry, field, learning },
    coverage: { ids: coverage.certificates.map(({ id }) => id), whole: coverage.whole, units: coverage.units },
    exams: exams.exams.map(({ examId, attempts, passed, average, bins }) => ({ examId, attempts, passed, average, bins })),
    badges: badges.categories,
    courses: courses.courses.map(({ courseId, title, enrolled, completed }) => ({ courseId, title, enrolled, completed })),
    topPoints: topLearners.people.map(({ rank, points }) => [rank, points]),
    feed: { ...feed, entries: feed.entries.map(({ id, holderName, title, unit }) => ({ id, holderName, title, unit })) },
  }
}

/** Expects of every unit, or of some, that each figure is what its rows come to. */
export const expectTrueFigures = async ({ deps }: House, isChosen: (name: string) => boolean = () => true): Promise<void> => {
  const { db, config, clock } = deps
  const [facts, when] = [await readFacts(db, config.zone), whenNow(deps)]
  for (const { id: unitId, name, path } of facts.units.filter(unit => isChosen(unit.name))) {
    const scope = { unitId, name, path }
    const { median, matrix, ...byHand } = countedByHand(facts, path, { now: clock.now(), today: dayIn(clock.now(), config.zone), zone: config.zone })
    expect(counted(await inSnapshot(db, tx => overviewOf(tx, scope, scope, when)))).toEqual(byHand)
    expect((await readRanking(db, scope, when, 'full')).median).toBe(median)
    const { people, total } = await readMatrix(db, scope, when, { names: 'full', limit: 1000 })
    const missing = people.map(({ employeeNo, holdings }) => ({ employeeNo, missing: holdings.filter(holding => holding?.state === 'missing').length }))
    expect([total, missing.map(one => one.missing)]).toEqual([matrix.length, matrix.map(one => one.missing)])
    const byNo = (one: { readonly employeeNo: string }, other: { readonly employeeNo: string }) => (one.employeeNo < other.employeeNo ? -1 : 1)
    expect(missing.toSorted(byNo)).toEqual(matrix.map(one => ({ employeeNo: one.employeeNo, missing: one.missing })).toSorted(byNo))
  }
}
