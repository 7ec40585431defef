import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee, aUnit, templateOf, type Unit } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { execute, instant, json, select } from '../db/query.ts'

describe.each(engines)('everything issued, on %s', engine => {
  let house: House
  let issuer: Browser
  let division: Unit
  let [examId, courseId] = [0, 0]
  const numbers: string[] = []
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
    ;[examId, courseId] = [await templateOf(house, 'exam'), await templateOf(house, 'course')]
    division = await aUnit(house)
    const team = await aUnit(house, { parent: division })
    const issue = async (templateId: number, title: string, unit: Unit, more: object = {}) => {
      const { employeeNo } = await anEmployee(house, { unit })
      numbers.push((await issuer.client.certificates.issue({ body: { templateId, employeeNo, title, score: 90, ...more } })).certificateNo)
    }
    await issue(examId, '去年的', team, { validUntil: null })
    house.clock.pass(400 * 86_400_000)
    issuer = await aBrowserOf(house, 'issuer')
    await issue(examId, '=1+1', team, { validUntil: '2029-11-23' })
    await issue(courseId, '别处的', await aUnit(house))
    await issuer.client.certificates.revoke({ params: { certificateNo: numbers[2] ?? '' }, body: { reason: '@错发' } })
  })
  afterAll(() => house.close())
  const linesOf = async (query: string) => {
    const text = Buffer.from(await (await issuer.send('GET', `/api/issued.csv${query}`)).arrayBuffer()).toString()
    expect(text.startsWith('\uFEFF')).toBe(true)
    return text.slice(1).trim().split('\r\n')
  }

  it('is counted as it is filtered, by template, unit and all below it, day, status and words', async () => {
    const count = async (query: object) => (await issuer.client.issuing.count({ query })).matching
    expect(await issuer.client.issuing.count({ query: {} })).toEqual({ matching: 3, total: 3 })
    expect(await Promise.all([{ templateId: courseId }, { unitId: division.id }, { status: 'revoked' as const }, { q: '别处' }].map(count))).toEqual([
      1, 2, 1, 1,
    ])
    const today = house.clock.now().toISOString().slice(0, 10)
    expect([await count({ from: today }), await count({ from: today, unitId: division.id }), await count({ to: '1990-01-01' })]).toEqual([2, 1, 0])
    const { units, templates } = await issuer.client.issuing.choices({})
    expect(units.find(({ id }) => id === division.id)?.depth).toBe(0)
    expect(templates.map(({ id }) => id)).toEqual(expect.arrayContaining([examId, courseId]))
  })

  it('comes as a file that no spreadsheet calculates in, of what was filtered, in the language of whoever asks', async () => {
    const [head, ...rows] = await linesOf('')
    expect(head).toBe('证书编号,证书,类型,工号,持有人,部门,颁发日期,有效期至,状态,成绩,完成率,查验次数,撤销原因,新证书编号')
    expect(rows.map(row => row.split(',')[0])).toEqual(numbers.toReversed())
    expect(rows[1]).toContain(`"'=1+1",考试合格,`)
    expect(rows[1]).toContain(',2029-11-23,有效,90,')
    expect(rows[2]).toContain(',长期,')
    expect(rows[0]).toContain(`已撤销,90,,0,"'@错发",`)
    expect(await linesOf(`?unitId=${division.id}`)).toHaveLength(3)
    expect(await linesOf('?q=%E5%8E%BB%E5%B9%B4')).toHaveLength(2)
  })

  it('shows what is issued for a later day behind all others, on whichever page', async () => {
    const [, second = '', third = ''] = numbers
    const { db } = house.deps
    const later = instant(db, new Date('2099-01-01T00:00:00Z'))
    await execute(db, 'UPDATE user_certificates SET issued_at = :later WHERE certificate_no IN (:second, :third)', { later, second, third })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await issuer.client.issuing.issued({ query: { limit: 1, ...(cursor && { cursor }) } })
      seen.push(...page.items.map(({ certificateNo }) => certificateNo))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual([numbers[0], third, second])
    expect((await linesOf('')).slice(1).map(line => line.split(',')[0])).toEqual(seen)
  })

  it('leaves a trace wherever it is taken along, without the words that were looked for', async () => {
    const traces = () => select(house.deps.db, "SELECT data FROM audit_events WHERE event = 'certificates.exported' ORDER BY id")
    const before = (await traces()).length
    await linesOf('?q=%E5%8E%BB%E5%B9%B4&status=valid')
    await issuer.send('HEAD', '/api/issued.csv')
    const after = await traces()
    expect(after).toHaveLength(before + 1)
    expect(json(after.at(-1)?.['data'])).toMatchObject({ rows: 1, status: 'valid', isSearch: 1 })
    expect(JSON.stringify(after.at(-1))).not.toContain('去年')
  })

  it('is nobody else’s to see or to take along', async () => {
    const employee = await aBrowserOf(house, 'employee')
    const paths = ['/api/issued', '/api/issued/count', '/api/issued/choices', '/api/issued.csv']
    expect(await Promise.all(paths.map(async path => (await employee.send('GET', path)).status))).toEqual([403, 403, 403, 403])
    expect((await issuer.send('GET', '/api/issued.csv', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
  })
})
