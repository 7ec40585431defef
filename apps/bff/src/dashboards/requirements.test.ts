import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee, aUnit, templateOf, type Unit } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { json, select, text } from '../db/query.ts'
import { bringUpToDate } from '../rollups/worker.ts'

const codeOf = ({ problem }: { readonly problem: { readonly code: string } }) => problem.code

describe.each(engines)('what is required of whom, on %s', engine => {
  let house: House
  let issuer: Browser
  let root: Unit
  let service: Unit
  let exam: number
  let course: number
  beforeAll(async () => {
    house = await aHouse(engine)
    root = await aUnit(house, { name: '集团' })
    service = await aUnit(house, { parent: root, name: '客服部' })
    issuer = await aBrowserOf(house, 'issuer', { unit: root })
    for (const post of ['客服专员', '客服专员', null]) {
      const { id } = await anEmployee(house, { unit: service })
      await house.deps.db.models.users.update({ post }, { where: { id } })
    }
    ;[exam, course] = [await templateOf(house, 'exam'), await templateOf(house, 'course')]
  })
  afterAll(() => house.close())
  const traces = async () =>
    (await select(house.deps.db, "SELECT event, subject, data FROM audit_events WHERE event LIKE 'requirement%' OR event LIKE 'coverage%' ORDER BY id")).map(
      row => [text(row['event']), text(row['subject']), text(row['data'])].join(' '),
    )

  it('can be said of a unit or of a post there, and of how many it is then; the sums follow', async () => {
    const { requirements, dashboards } = issuer.client
    expect(await requirements.list()).toMatchObject({
      items: [],
      posts: ['客服专员'],
      units: [
        { name: '集团', depth: 0 },
        { name: '客服部', depth: 1 },
      ],
    })
    await requirements.add({ body: { templateId: exam, unitId: root.id, post: null } })
    const { items } = await requirements.add({ body: { templateId: course, unitId: service.id, post: '客服专员' } })
    expect(items.map(({ certificate, unit, post, people }) => [certificate.id, unit.name, post, people])).toEqual([
      [exam, '集团', null, 4],
      [course, '客服部', '客服专员', 2],
    ])
    await bringUpToDate(house.deps)
    const { coverage } = await dashboards.enterprise()
    expect(coverage.certificates.map(({ id }) => id)).toEqual([exam, course])
    expect(coverage.whole.total).toEqual({ required: 6, covered: 0 })
  })

  it('is said once, of what there is', async () => {
    const add = (more: object) => issuer.client.requirements.add({ body: { templateId: exam, unitId: root.id, post: null, ...more } }).catch(codeOf)
    expect(await Promise.all([add({}), add({ templateId: 999 }), add({ unitId: 999 })])).toEqual(['already_required', 'template_not_found', 'unit_not_found'])
    const racers = await Promise.all(Array.from({ length: 6 }, () => add({ unitId: service.id })))
    expect(racers.filter(one => one === 'already_required')).toHaveLength(5)
  })

  it('is put in an order that dashboards keep: every one, each once', async () => {
    const { requirements, dashboards } = issuer.client
    const ids = (await requirements.list()).items.map(({ id }) => id)
    const turned = await requirements.order({ body: { ids: ids.toReversed() } })
    expect(turned.items.map(({ id }) => id)).toEqual(ids.toReversed())
    const order = (wrong: number[]) => requirements.order({ body: { ids: wrong } }).catch(codeOf)
    expect([await order([...ids.slice(1), 999]), await order(ids.slice(1)), await order([...ids, ...ids])]).toEqual([
      'requirement_not_found',
      'invalid_request',
      'invalid_request',
    ])
    await requirements.order({ body: { ids } })
    expect((await dashboards.enterprise()).coverage.certificates.map(({ id }) => id)).toEqual([exam, course])
  })

  it('is required no longer once it is taken away', async () => {
    const { requirements, dashboards } = issuer.client
    const [first] = (await requirements.list()).items
    const params = { id: first?.id ?? 0 }
    await requirements.remove({ params })
    await expect(requirements.remove({ params })).rejects.toMatchObject({ problem: { code: 'requirement_not_found' } })
    await bringUpToDate(house.deps)
    expect((await dashboards.enterprise()).coverage.whole.total).toEqual({ required: 5, covered: 0 })
  })

  it('has a goal and a floor, which is never above it', async () => {
    const { requirements, dashboards } = issuer.client
    expect(await requirements.aims()).toEqual({ goal: 95, floor: 90 })
    await expect(requirements.setAims({ body: { goal: 80, floor: 81 } })).rejects.toMatchObject({ problem: { code: 'invalid_request' } })
    expect(await requirements.setAims({ body: { goal: 99, floor: 80 } })).toEqual({ goal: 99, floor: 80 })
    expect((await dashboards.enterprise()).figures.aims).toEqual({ goal: 99, floor: 80 })
  })

  it('leaves a trace of each change', async () => {
    const said = await traces()
    expect([said.length, said[0], said.at(-1)]).toEqual([
      7,
      `requirement.added template:${exam} {"unitId":${root.id},"post":null}`,
      'coverage.aimed coverage {"goal":99,"floor":80}',
    ])
    const told = await select(house.deps.db, "SELECT payload FROM outbox WHERE topic = 'requirement.changed' ORDER BY id")
    expect(told.map(row => json(row['payload']))).toEqual([root, service, service, root].map(({ id }) => ({ unitId: id })))
  })
})
