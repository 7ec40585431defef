import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anEmployee, aUnit, templateOf } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { issueCertificate } from '../certificates/issue.ts'
import { execute, number, select } from '../db/query.ts'
import { backfillCoverageMonths } from './backfillMonths.ts'
import { keepCoverageMonth, keepCoverageMonthInTime } from './coverageMonths.ts'
import { rebuildRollups } from './rebuild.ts'
import { bringUpToDate } from './worker.ts'

describe.each(engines)('coverage month by month, on %s', engine => {
  let house: House
  beforeAll(async () => void (house = await aHouse(engine)))
  afterAll(() => house.close())

  const requireOf = (unitId: number, templateId: number) =>
    execute(
      house.deps.db,
      "INSERT INTO requirements (unit_id, post, template_id, position, created_at) VALUES (:unitId, NULL, :templateId, 1, '2026-01-01 00:00:00.000')",
      { unitId, templateId },
    )
  const monthsOf = async (unitId: number) =>
    (await select(house.deps.db, 'SELECT month, required, covered FROM coverage_months WHERE unit_id = :unitId ORDER BY month', { unitId })).map(
      row => `${String(row['month'])} ${number(row['covered'])}/${number(row['required'])}`,
    )

  it('is kept as it stands, and what was kept of a month that is over stays', async () => {
    const root = await aUnit(house)
    const team = await aUnit(house, { parent: root })
    const templateId = await templateOf(house)
    const [one] = [await anEmployee(house, { unit: team }), await anEmployee(house, { unit: team })]
    const issue = (validUntil: string) =>
      issueCertificate(house.deps, { order: { templateId, employeeNo: one.employeeNo, title: '安全', validUntil }, issuedBy: one.id, idempotencyKey: null })
    await requireOf(root.id, templateId)
    await rebuildRollups(house.deps)
    house.clock.set('2026-11-30T15:59:00.000Z')
    await issue('2026-12-01')
    await bringUpToDate(house.deps)
    await keepCoverageMonth(house.deps)
    house.clock.set('2026-12-02T00:00:00.000Z')
    await keepCoverageMonth(house.deps)
    await keepCoverageMonth(house.deps)
    expect([await monthsOf(root.id), await monthsOf(team.id)]).toEqual([
      ['2026-11 1/2', '2026-12 0/2'],
      ['2026-11 1/2', '2026-12 0/2'],
    ])
  })

  it('is made up for months that nobody kept, from the certificates that were in force when they ended', async () => {
    const [other, unit] = [await aUnit(house), await aUnit(house)]
    const templateId = await templateOf(house, 'course')
    const people = [await anEmployee(house, { unit }), await anEmployee(house, { unit }), await anEmployee(house, { unit })]
    const issue = (employeeNo: string, validUntil: string | null) =>
      issueCertificate(house.deps, { order: { templateId, employeeNo, title: '安全', validUntil }, issuedBy: 1, idempotencyKey: null })
    await requireOf(unit.id, templateId)
    house.clock.set('2027-01-31T15:59:59.999Z')
    await issue(people[0]?.employeeNo ?? '', '2027-02-28')
    await issue(people[1]?.employeeNo ?? '', '2027-02-27')
    house.clock.set('2027-01-31T16:00:00.000Z')
    await issue(people[2]?.employeeNo ?? '', null)
    house.clock.set('2027-04-10T00:00:00.000Z')
    await rebuildRollups(house.deps)
    await backfillCoverageMonths(house.deps, 4)
    expect(await monthsOf(unit.id)).toEqual(['2026-12 0/3', '2027-01 2/3', '2027-02 2/3', '2027-03 1/3'])
    expect(await monthsOf(other.id)).toEqual([])
  })

  it('is added up once an hour by all processes together, and once a minute while a month ends', async () => {
    await execute(house.deps.db, "REPLACE INTO coverage (unit_id, template_id, until_day, people) VALUES (1, 1, '2028-01-01', 1)")
    const isWritten = async (at: string) => {
      house.clock.set(at)
      await execute(house.deps.db, 'DELETE FROM coverage_months')
      await keepCoverageMonthInTime(house.deps)
      return (await select(house.deps.db, 'SELECT unit_id FROM coverage_months')).length > 0
    }
    const times = [
      '05-30T12:00:10',
      '05-30T12:01:10',
      '05-30T12:59:59',
      '05-30T13:00:00',
      '05-31T15:30:00',
      '05-31T15:30:59',
      '05-31T15:31:00',
      '05-31T16:00:00',
    ]
    const written: boolean[] = []
    for (const time of times) written.push(await isWritten(`2027-${time}.000Z`))
    expect(written).toEqual([true, false, false, true, true, false, true, true])
  })
})
