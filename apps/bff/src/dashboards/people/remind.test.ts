import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anEmployee, aUnit, templateOf, type Employee, type Unit } from '../../../test/builders.ts'
import { aCertificateOf, aManagerOf, requireOf } from '../../../test/holders.ts'
import { aHouse, engines, type Browser, type House } from '../../../test/house.ts'
import { execute, number, select, text } from '../../db/query.ts'
import { bringUpToDate } from '../../rollups/worker.ts'

const dayMs = 86_400_000

describe.each(engines)('reminders, on %s', engine => {
  let house: House
  let team: Unit
  let manager: Browser & { person: Employee }
  let lacks: Employee
  let ends: Employee
  let holds: Employee
  let elsewhere: Employee
  let required: number
  let optional: number

  const remind = (...items: readonly [Employee, number][]) =>
    manager.client.dashboards.remind({
      params: { unitId: team.id },
      body: { items: items.map(([person, templateId]) => ({ employeeNo: person.employeeNo, templateId })) },
    })
  const keysOf = async (person: Employee) =>
    (await select(house.deps.db, 'SELECT source_key FROM notices WHERE user_id = :id ORDER BY id', { id: person.id })).map(row => text(row['source_key']))
  const events = async () => number((await select(house.deps.db, "SELECT COUNT(*) AS n FROM audit_events WHERE event = 'people.reminded'"))[0]?.['n'])

  beforeAll(async () => {
    house = await aHouse(engine)
    const root = await aUnit(house)
    team = await aUnit(house, { parent: root })
    lacks = await anEmployee(house, { unit: team })
    ends = await anEmployee(house, { unit: team })
    holds = await anEmployee(house, { unit: team })
    elsewhere = await anEmployee(house, { unit: root })
    manager = await aManagerOf(house, team)
    ;[required, optional] = [await templateOf(house, 'course'), await templateOf(house, 'exam')]
    await requireOf(house, team, required)
    for (const [person, daysLeft] of [
      [ends, 40],
      [holds, 300],
    ] as const)
      await aCertificateOf(house, person, { templateId: required, daysLeft })
    await aCertificateOf(house, holds, { templateId: optional, daysLeft: 6 })
    await bringUpToDate(house.deps)
  })
  afterAll(() => house.close())

  it('reach those who miss a certificate or whose certificate ends, and no others', async () => {
    expect(await remind([lacks, required], [ends, required], [holds, required], [holds, optional], [lacks, optional], [lacks, required])).toEqual({
      reminded: 3,
      already: 0,
      notNeeded: 2,
    })
    expect(await keysOf(lacks)).toEqual([`reminder:${required}:missing:0000-00-00`])
    expect(await keysOf(ends)).toEqual([`reminder:${required}:60:2027-01-02`])
    expect(await keysOf(holds)).toEqual([`reminder:${optional}:7:2026-11-29`])
    const [event] = await select(house.deps.db, "SELECT subject, data FROM audit_events WHERE event = 'people.reminded'")
    expect([text(event?.['subject']), JSON.parse(text(event?.['data']))]).toEqual([`unit:${team.id}`, { reminded: 3, already: 0, notNeeded: 2 }])
    const { items } = await manager.client.dashboards.people({ params: { unitId: team.id }, query: { measure: 'missing' } })
    expect(items.find(({ employeeNo }) => employeeNo === lacks.employeeNo)?.remindedOn).toBe('2026-11-23')
  })

  it('come once for each threshold, however many managers press at the same time', async () => {
    expect(await remind([lacks, required], [ends, required])).toEqual({ reminded: 0, already: 2, notNeeded: 0 })
    house.clock.pass(15 * dayMs)
    manager = { ...manager, ...(await house.signIn(manager.person.employeeNo)) }
    const results = await Promise.all([1, 2, 3, 4].map(() => remind([ends, required])))
    expect(results.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(1)
    expect(await keysOf(ends)).toEqual([`reminder:${required}:60:2027-01-02`, `reminder:${required}:30:2027-01-02`])
  })

  it('are refused as a whole where one of the people is not below the unit, and nothing is written', async () => {
    const [before, told] = [await events(), await keysOf(lacks)]
    await execute(house.deps.db, 'DELETE FROM notices WHERE user_id = :id', { id: lacks.id })
    await expect(remind([lacks, required], [elsewhere, required])).rejects.toMatchObject({ problem: { status: 403 } })
    await expect(remind([lacks, required], [{ ...elsewhere, employeeNo: 'NOBODY' }, required])).rejects.toMatchObject({ problem: { status: 403 } })
    expect([told.length, await keysOf(lacks), await events()]).toEqual([1, [], before])
  })
})
