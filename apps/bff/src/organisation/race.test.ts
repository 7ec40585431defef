import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee, aUnit } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { inTransaction } from '../db/connect.ts'
import { execute, selectOne } from '../db/query.ts'

describe.each(engines)('somebody who is written by two at the same moment, on %s', engine => {
  let house: House
  let admin: Awaited<ReturnType<typeof aBrowserOf>>
  beforeAll(async () => {
    house = await aHouse(engine)
    admin = await aBrowserOf(house, 'admin', { employeeNo: 'A1' })
  })
  afterAll(() => house.close())

  /** Lets `act` begin while somebody's name is being taken away, and answers how they stand in the end. */
  const whileNameGoes = async (employeeNo: string, act: () => Promise<unknown>) => {
    let acting: Promise<unknown> = Promise.resolve()
    await inTransaction(house.deps.db, async tx => {
      await execute(tx, "UPDATE users SET full_name = 'withheld' WHERE employee_no = :employeeNo", { employeeNo })
      acting = act().catch((error: unknown) => error)
      await wait(400)
    })
    return { came: await acting, row: await selectOne(house.deps.db, 'SELECT full_name, post FROM users WHERE employee_no = :employeeNo', { employeeNo }) }
  }

  it('keeps what the other wrote when one thing is changed', async () => {
    const { employeeNo } = await anEmployee(house, { unit: await aUnit(house) })
    const { row } = await whileNameGoes(employeeNo, () => admin.client.organisation.change({ params: { employeeNo }, body: { post: 'Fitter' } }))
    expect(row).toEqual({ full_name: 'withheld', post: 'Fitter' })
  })

  it('keeps what the other wrote when a file is taken: it is judged anew', async () => {
    const { employeeNo } = await anEmployee(house, { unit: await aUnit(house) })
    const file = Buffer.from(`工号,岗位\n${employeeNo},Fitter\n`).toString('base64')
    const { digest, counts } = await admin.client.organisation.checkFile({ body: { file, createsUnits: false } })
    expect(counts.changed).toBe(1)
    // The file holds all who administer, and so, on MariaDB, everybody.
    const { row } = await whileNameGoes(employeeNo, () => admin.client.organisation.importFile({ body: { file, createsUnits: false, digest } }))
    expect(row?.['full_name']).toBe('withheld')
  })
})
