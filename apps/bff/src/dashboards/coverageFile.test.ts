import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anEmployee, aUnit, templateOf, type Employee } from '../../test/builders.ts'
import { aCertificateOf, requireOf } from '../../test/holders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { bringUpToDate } from '../rollups/worker.ts'
import { coverageFile } from './coverageFile.ts'
import { whenNow } from './when.ts'

describe.each(engines)('the file of who holds what, on %s', engine => {
  let house: House
  beforeAll(async () => void (house = await aHouse(engine)))
  afterAll(() => house.close())

  it('has everybody once, by number, however much of it is read at a time', async () => {
    const root = await aUnit(house)
    const team = await aUnit(house, { parent: root })
    const templateId = await templateOf(house, 'exam')
    const people = [await anEmployee(house, { unit: root })]
    for (let n = 0; n < 4; n++) people.push(await anEmployee(house, { unit: team }))
    await anEmployee(house, { unit: team, isActive: false })
    await anEmployee(house, { unit: await aUnit(house) })
    await requireOf(house, root, templateId)
    for (const [n, daysLeft] of [300, 10, -3].entries()) await aCertificateOf(house, people[n] as Employee, { templateId, daysLeft })
    await bringUpToDate(house.deps)
    const scope = { unitId: root.id, name: root.name, path: root.path }
    const read = async (atOnce: number) => (await text(coverageFile(house.deps.db, scope, whenNow(house.deps), 'en', atOnce))).trimEnd().split('\r\n')
    const [, ...lines] = await read(2)
    const cells = lines.map(line => line.split(',').map(cell => cell.replaceAll('"', '')))
    const states = ['Valid', 'Expiring', 'Expired', 'Missing', 'Missing']
    expect(cells.map(([employeeNo, , , , state]) => [employeeNo, state])).toEqual(people.map(({ employeeNo }, n) => [employeeNo, states[n]]))
    expect([(await read(5)).slice(1), (await read(500)).slice(1)]).toEqual([lines, lines])
  })
})
