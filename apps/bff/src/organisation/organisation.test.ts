import { ProblemError } from '@wallet/shared/contract/client'
import { personColumnNames, personColumns, type PersonColumn } from '@wallet/shared/organisation/personFile'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee, anOrder, aUnit, type Employee, type Unit } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { sealAudit, verifyAudit } from '../audit/seal.ts'
import { select, text } from '../db/query.ts'
import { sumUp } from '../rollups/sumUpOnce.ts'
import { verifyRollups } from '../rollups/verify.ts'
import { bringUpToDate } from '../rollups/worker.ts'

type Admin = Browser & { readonly person: Employee }
const codeOf = async (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  )
const base64 = (text_: string) => Buffer.from(text_).toString('base64')
const fileOf = (rows: readonly Partial<Record<PersonColumn, string>>[], columns: readonly PersonColumn[] = personColumns) =>
  base64(
    [columns.map(column => personColumnNames[column]['zh-CN']), ...rows.map(row => columns.map(column => row[column] ?? ''))]
      .map(cells => cells.join(','))
      .join('\r\n'),
  )

describe.each(engines)('people and units, on %s', engine => {
  let house: House
  let admin: Admin
  let [root, sales, service]: Unit[] = []
  const unit = (one: Unit | undefined): Unit => one ?? fail()
  const fail = (): never => {
    throw new Error('there is no such unit')
  }
  beforeAll(async () => {
    house = await aHouse(engine)
    root = await aUnit(house, { name: '考培练集团' })
    sales = await aUnit(house, { parent: root, name: '市场销售部' })
    service = await aUnit(house, { parent: root, name: '客户服务部' })
    admin = await aBrowserOf(house, 'admin', { unit: root, fullName: '林婉清' })
  })
  afterAll(() => house.close())
  const eventsOf = async (event: string) =>
    (await select(house.deps.db, 'SELECT subject, data FROM audit_events WHERE event = :event ORDER BY id', { event })).map(row => text(row['data']))
  /** The builders tell nobody of those they make: from here on sums are kept. */
  const countAll = () => sumUp(house.deps)
  const sumsAreRight = async () => {
    while ((await sealAudit(house.deps.db)) > 0);
    expect(await verifyAudit(house.deps.db)).toBeNull()
    await bringUpToDate(house.deps)
    expect(await verifyRollups(house.deps)).toEqual([])
  }

  it('somebody new is added once, changed, and found by name, number, address, unit, role and state', async () => {
    const body = { employeeNo: 'new1', fullName: '孙晓', email: 'Sun@KPL.example', role: 'manager', unitId: unit(sales).id, post: '销售顾问' } as const
    const created = await admin.client.organisation.create({ body })
    expect(created).toMatchObject({
      ...{ employeeNo: 'NEW1', email: 'sun@kpl.example', isActive: true, hasPassword: false, certificates: 0, lastSignedInAt: null },
      unit: { id: unit(sales).id, name: '市场销售部', path: ['考培练集团', '市场销售部'] },
      manages: [{ id: unit(sales).id, name: '市场销售部' }],
    })
    expect(await codeOf(admin.client.organisation.create({ body }))).toBe('number_taken')
    expect(await codeOf(admin.client.organisation.create({ body: { ...body, employeeNo: 'NEW2' } }))).toBe('email_taken')
    expect(await codeOf(admin.client.organisation.create({ body: { ...body, employeeNo: 'NEW3', email: null, unitId: 999_999 } }))).toBe('unit_not_found')
    const found = async (query: NonNullable<NonNullable<Parameters<Admin['client']['organisation']['people']>[0]>['query']>) => {
      const { items, total } = await admin.client.organisation.people({ query })
      expect(total).toBe(items.length)
      return items.map(({ employeeNo }) => employeeNo)
    }
    expect(await found({ q: '孙' })).toEqual(['NEW1'])
    expect(await found({ q: 'new' })).toEqual(['NEW1'])
    expect(await found({ q: 'sun@' })).toEqual(['NEW1'])
    expect(await found({ unitId: unit(sales).id, role: 'manager', state: 'active' })).toEqual(['NEW1'])
    expect(await found({ unitId: unit(root).id })).toEqual(['NEW1', admin.person.employeeNo].toSorted())
    expect(await found({ q: "%_'" })).toEqual([])
    const changed = await admin.client.organisation.change({
      params: { employeeNo: 'new1' },
      body: { fullName: '孙筱', role: 'employee', unitId: unit(service).id },
    })
    expect(changed).toMatchObject({ fullName: '孙筱', role: 'employee', unit: { id: unit(service).id }, manages: [], post: '销售顾问' })
    expect(await eventsOf('person.roleChanged')).toEqual(['{"from":"manager","to":"employee"}'])
    expect(await eventsOf('person.moved')).toEqual([JSON.stringify({ from: unit(sales).id, to: unit(service).id })])
    await sumsAreRight()
  })

  it('who has left is signed out at once and cannot sign in; what they hold stays valid', async () => {
    const leaver = await aBrowserOf(house, 'employee', { unit: unit(sales) })
    const { certificateNo } = await (
      await aBrowserOf(house, 'issuer')
    ).client.certificates.issue({ body: await anOrder(house, { employeeNo: leaver.person.employeeNo }) })
    const params = { employeeNo: leaver.person.employeeNo }
    await countAll()
    expect(await admin.client.organisation.deactivate({ params })).toMatchObject({ isActive: false, certificates: 1 })
    expect((await leaver.send('GET', '/api/me')).status).toBe(401)
    expect(await codeOf(house.signIn(leaver.person.employeeNo))).toBe('wrong_credentials')
    expect(await house.browser().client.verification.verify({ params: { certificateNo } })).toMatchObject({ outcome: 'valid' })
    expect(await codeOf(admin.client.passwords.makeLink({ params }))).toBe('person_inactive')
    await admin.client.organisation.activate({ params })
    await house.signIn(leaver.person.employeeNo)
    await sumsAreRight()
  })

  it('nobody shuts themselves out, and one admin is always left, even where two act at the same moment', async () => {
    const self = { params: { employeeNo: admin.person.employeeNo } }
    expect(await codeOf(admin.client.organisation.deactivate(self))).toBe('own_account')
    expect(await codeOf(admin.client.organisation.change({ ...self, body: { role: 'employee' } }))).toBe('own_account')
    const second = await aBrowserOf(house, 'admin', { unit: unit(root) })
    const outcomes = await Promise.all([
      codeOf(admin.client.organisation.change({ params: { employeeNo: second.person.employeeNo }, body: { role: 'issuer' } })),
      codeOf(second.client.organisation.change({ ...self, body: { role: 'issuer' } })),
    ])
    expect(outcomes.filter(outcome => outcome === 'answered')).toHaveLength(1)
    expect((await select(house.deps.db, "SELECT id FROM users WHERE role = 'admin' AND is_active = 1")).length).toBe(1)
    if (outcomes[1] === 'answered') {
      await second.client.organisation.change({ ...self, body: { role: 'admin' } })
      await admin.client.organisation.change({ params: { employeeNo: second.person.employeeNo }, body: { role: 'issuer' } })
    }
  })

  it('units are created, renamed and moved with all below them; sums and who is told of what follow', async () => {
    const { client } = admin
    const team = await client.organisation.createUnit({ body: { parentId: unit(sales).id, name: '华东组' } })
    const below = await client.organisation.createUnit({ body: { parentId: team.id, name: '上海站' } })
    expect(below).toMatchObject({ depth: 3, people: 0, mayBeDeleted: true })
    const member = await anEmployee(house, { unit: { id: below.id, path: '', name: below.name } })
    const manager = await aBrowserOf(house, 'manager', { unit: unit(service) })
    await client.organisation.change({ params: { employeeNo: manager.person.employeeNo }, body: { manages: [unit(service).id] } })
    const seen = async () =>
      (await manager.client.dashboards.people({ params: { unitId: unit(service).id }, query: { measure: 'people' } })).items.map(({ employeeNo }) => employeeNo)
    expect(await codeOf(manager.client.dashboards.people({ params: { unitId: team.id }, query: { measure: 'people' } }))).toBe('forbidden')

    await countAll()
    await client.organisation.renameUnit({ params: { id: team.id }, body: { name: '长三角组' } })
    expect(await client.organisation.moveUnit({ params: { id: team.id }, body: { parentId: unit(service).id } })).toMatchObject({
      name: '长三角组',
      below: 1,
      depth: 2,
    })
    const { items } = await client.organisation.units()
    expect(items.find(({ id }) => id === below.id)).toMatchObject({ parentId: team.id, depth: 3, people: 1, mayBeDeleted: false })
    expect((await client.organisation.person({ params: { employeeNo: member.employeeNo } })).unit.path).toEqual([
      '考培练集团',
      '客户服务部',
      '长三角组',
      '上海站',
    ])
    expect(await seen()).toContain(member.employeeNo)
    await sumsAreRight()

    expect(await codeOf(client.organisation.moveUnit({ params: { id: team.id }, body: { parentId: below.id } }))).toBe('unit_below_itself')
    expect(await codeOf(client.organisation.moveUnit({ params: { id: team.id }, body: { parentId: team.id } }))).toBe('unit_below_itself')
    expect(await codeOf(client.organisation.moveUnit({ params: { id: unit(root).id }, body: { parentId: team.id } }))).toBe('unit_below_itself')
    expect(await codeOf(client.organisation.createUnit({ body: { parentId: unit(service).id, name: '长三角组' } }))).toBe('unit_name_taken')
    expect(await codeOf(client.organisation.createUnit({ body: { parentId: unit(service).id, name: 'a/b' } }))).toBe('invalid_request')
    expect(await codeOf(client.organisation.deleteUnit({ params: { id: below.id } }))).toBe('unit_in_use')
    expect(await codeOf(client.organisation.deleteUnit({ params: { id: unit(root).id } }))).toBe('unit_in_use')
    const empty = await client.organisation.createUnit({ body: { parentId: below.id, name: '空' } })
    await client.organisation.deleteUnit({ params: { id: empty.id } })
    expect(await codeOf(client.organisation.deleteUnit({ params: { id: empty.id } }))).toBe('unit_not_found')
  })

  it('two moves at the same moment make no circle', async () => {
    const [one, other] = [
      await admin.client.organisation.createUnit({ body: { parentId: unit(root).id, name: '甲' } }),
      await admin.client.organisation.createUnit({ body: { parentId: unit(root).id, name: '乙' } }),
    ]
    const outcomes = await Promise.all([
      codeOf(admin.client.organisation.moveUnit({ params: { id: one.id }, body: { parentId: other.id } })),
      codeOf(admin.client.organisation.moveUnit({ params: { id: other.id }, body: { parentId: one.id } })),
    ])
    expect(outcomes.toSorted()).toEqual(['answered', 'unit_below_itself'])
    const { items } = await admin.client.organisation.units()
    expect(items.filter(({ id }) => id === one.id || id === other.id)).toHaveLength(2)
  })

  it('units do not go deeper than their path is kept', async () => {
    let parentId = unit(root).id
    let outcome = 'answered'
    for (let depth = 0; depth < 120 && outcome === 'answered'; depth += 1) {
      const above = parentId
      outcome = await codeOf(admin.client.organisation.createUnit({ body: { parentId: above, name: `层 ${depth}` } }).then(({ id }) => (parentId = id)))
    }
    expect(outcome).toBe('unit_too_deep')
  })

  it('a file is judged row by row, with every reason at once, and nothing is written', async () => {
    const taken = await anEmployee(house, { unit: unit(sales), employeeNo: 'OLD1', fullName: '陈思远' })
    const file = fileOf([
      { employeeNo: 'OLD1', fullName: '陈思远', unit: '市场销售部' },
      { employeeNo: 'old2', fullName: '何佳', unit: '考培练集团/市场销售部', post: '顾问', email: 'he@kpl.example', role: '主管', state: '在职' },
      { employeeNo: 'Ｏｌｄ３', fullName: '吴桐', unit: '市场销售部/新组/新站' },
      { employeeNo: '', fullName: '没有工号', unit: '市场销售部' },
      { employeeNo: '张三', fullName: 'x'.repeat(101), unit: '市场销售部', email: 'nobody', role: '老板', state: '也许' },
      { employeeNo: 'OLD2', fullName: '何佳', unit: '市场销售部' },
      { employeeNo: 'OLD4', unit: '' },
      { employeeNo: 'OLD5', fullName: '甲', unit: '市场销售部', email: 'OLD1@kpl.example' },
      { employeeNo: admin.person.employeeNo, role: '员工', state: '离职' },
      { employeeNo: 'OLD6', fullName: '乙\u202e丙', unit: '没有的部门' },
    ])
    const before = (await select(house.deps.db, 'SELECT COUNT(*) AS n FROM users'))[0]?.['n']
    const verdict = await admin.client.organisation.checkFile({ body: { file } })
    const by = new Map(verdict.rows.map(row => [row.row, row]))
    const reasonsOf = (row: number) => (by.get(row)?.reasons ?? []).map(({ column, trouble }) => `${column ?? ''} ${trouble}`.trim()).toSorted()
    expect(verdict.counts).toEqual({ new: 1, changed: 0, same: 1, bad: 8 })
    expect(by.get(3)).toMatchObject({ verdict: 'new', employeeNo: 'old2' })
    expect(reasonsOf(4)).toEqual(['unit unknownUnit'])
    expect(reasonsOf(5)).toEqual(['employeeNo missing'])
    expect(reasonsOf(6)).toEqual(['email badEmail', 'employeeNo badNumber', 'fullName tooLong', 'role notKnown', 'state notKnown'])
    expect(reasonsOf(7)).toEqual(['twiceHere'])
    expect(reasonsOf(8)).toEqual(['fullName missing', 'unit missing'])
    expect(reasonsOf(9)).toEqual(['email emailTaken'])
    expect(reasonsOf(10)).toEqual(['state yourself'])
    expect(reasonsOf(11)).toEqual(['fullName notAllowed', 'unit unknownUnit'])
    const creating = await admin.client.organisation.checkFile({ body: { file, createsUnits: true } })
    expect(creating.newUnits).toEqual(
      ['考培练集团 / 没有的部门', '考培练集团 / 市场销售部 / 新组', '考培练集团 / 市场销售部 / 新组 / 新站'].filter(name => !name.includes('没有的')),
    )
    expect(creating.counts).toMatchObject({ new: 2, bad: 7 })
    expect((await select(house.deps.db, 'SELECT COUNT(*) AS n FROM users'))[0]?.['n']).toBe(before)
    expect(taken.employeeNo).toBe('OLD1')
    const rest = await admin.send('POST', '/api/directory/rest.csv', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ file, createsUnits: true, locale: 'zh-CN' }),
    })
    const lines = (await rest.text()).trimEnd().split('\r\n')
    expect(lines).toHaveLength(8)
    expect(lines[2]).toContain('「工号」只能用字母、数字、- 和 _，最多 32 个')
  })

  it('a file is taken as it was looked at, once, with new units, moves, roles and leavers; again it changes nothing', async () => {
    const leaver = await aBrowserOf(house, 'employee', { unit: unit(sales), employeeNo: 'IMP1' })
    const mover = await anEmployee(house, { unit: unit(sales), employeeNo: 'IMP2', fullName: '旧名' })
    const body = {
      file: fileOf([
        { employeeNo: 'imp1', state: '离职' },
        { employeeNo: 'IMP2', fullName: '新名', unit: '客户服务部/夜班' },
        { employeeNo: 'IMP3', fullName: '新人', unit: '客户服务部/夜班', role: 'manager' },
        { employeeNo: 'IMP4', fullName: '' },
      ]),
      createsUnits: true,
    }
    const { digest, counts } = await admin.client.organisation.checkFile({ body })
    expect(counts).toEqual({ new: 1, changed: 2, same: 0, bad: 1 })
    // Somebody else changes one of them meanwhile: what was looked at is not what would happen.
    await admin.client.organisation.change({ params: { employeeNo: 'IMP2' }, body: { post: '组长' } })
    expect(await codeOf(admin.client.organisation.importFile({ body: { ...body, digest } }))).toBe('file_judged_anew')
    const again = await admin.client.organisation.checkFile({ body })
    await countAll()
    const outcomes = await Promise.all([1, 2, 3].map(() => codeOf(admin.client.organisation.importFile({ body: { ...body, digest: again.digest } }))))
    expect(outcomes.toSorted()).toEqual(['answered', 'file_judged_anew', 'file_judged_anew'])
    expect((await leaver.send('GET', '/api/me')).status).toBe(401)
    expect(await admin.client.organisation.person({ params: { employeeNo: mover.employeeNo } })).toMatchObject({
      fullName: '新名',
      post: '组长',
      unit: { path: ['考培练集团', '客户服务部', '夜班'] },
    })
    expect(await admin.client.organisation.person({ params: { employeeNo: 'IMP3' } })).toMatchObject({
      role: 'manager',
      manages: [{ name: '夜班' }],
      hasPassword: false,
    })
    expect((await eventsOf('people.imported')).at(-1)).toMatch(/"new":1,"changed":2,"same":0,"bad":1,"units":1,"sha256":"[0-9a-f]{64}"/)
    const third = await admin.client.organisation.checkFile({ body })
    expect(third.counts).toEqual({ new: 0, changed: 0, same: 3, bad: 1 })
    expect(await admin.client.organisation.importFile({ body: { ...body, digest: third.digest } })).toEqual({
      created: 0,
      changed: 0,
      same: 3,
      left: 1,
      units: 0,
    })
    await sumsAreRight()
  })

  it('a file without numbers, of another kind, or too large is refused with what is wrong with it', async () => {
    expect(await admin.client.organisation.checkFile({ body: { file: base64('姓名\r\n甲') } })).toMatchObject({ missing: ['employeeNo'], rows: [] })
    expect(await codeOf(admin.client.organisation.checkFile({ body: { file: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]).toString('base64') } }))).toBe(
      'file_unreadable',
    )
    expect(await codeOf(admin.client.organisation.checkFile({ body: { file: 'nonsense!' } }))).toBe('invalid_request')
    expect(await codeOf(admin.client.organisation.checkFile({ body: { file: base64('工号\r\n' + 'A\r\n'.repeat(10_001)) } }))).toBe('invalid_request')
    const example = await admin.send('GET', '/api/directory/example.csv?locale=en')
    const file = Buffer.from(await example.arrayBuffer()).toString('base64')
    expect((await admin.client.organisation.checkFile({ body: { file } })).counts).toMatchObject({ new: 2, bad: 0 })
  })

  it('two thousand people are taken in one go, and moved in another', { timeout: 120_000 }, async () => {
    const rows = Array.from({ length: 2_000 }, (_, i) => ({
      employeeNo: `BULK${i}`,
      fullName: `员工 ${i}`,
      unit: i % 2 ? '市场销售部' : '客户服务部',
      email: `bulk${i}@kpl.example`,
    }))
    const body = { file: fileOf(rows), createsUnits: false }
    const { digest, counts, rows: shown } = await admin.client.organisation.checkFile({ body })
    expect([counts.new, shown.length]).toEqual([2_000, 500])
    await countAll()
    expect(await admin.client.organisation.importFile({ body: { ...body, digest } })).toMatchObject({ created: 2_000 })
    const moved = { file: fileOf(rows.map(row => ({ ...row, unit: '客户服务部' }))), createsUnits: false }
    const second = await admin.client.organisation.checkFile({ body: moved })
    expect(second.counts).toMatchObject({ changed: 1_000, same: 1_000 })
    expect(await admin.client.organisation.importFile({ body: { ...moved, digest: second.digest } })).toMatchObject({ changed: 1_000 })
    await sumsAreRight()
  })
})
