import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aLearner, aLesson, heldBy, record, retireBadges } from '../../test/badges.ts'
import { aBrowserOf, anEmployee, templateOf } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { number, select, selectOne, text } from '../db/query.ts'
import { catchUpBadges } from './catchUp.ts'

type Reasons = { readonly code: string; readonly errors?: readonly { readonly path: string }[] }
const lessons = (atLeast: number) => ({ statistic: 'lessonsDone', atLeast }) as const
const content = {
  title: '初学有成',
  englishTitle: 'First lessons',
  summary: '学完第一节课',
  category: 'learning' as const,
  icon: 'book' as const,
  rule: lessons(1),
  templateId: null,
}

describe.each(engines)('badges and their authors, on %s', engine => {
  let house: House
  let issuer: Browser
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
  })
  afterAll(() => house.close())
  beforeEach(() => retireBadges(house))

  const at = (id: number) => ({ params: { id } })
  const editing = () => issuer.client.badgeAuthoring
  const published = async (more: object = {}) => {
    const { id, version } = await editing().create({ body: { ...content, ...more } })
    return editing().publish({ ...at(id), body: { version } })
  }
  const send = async (method: string, path: string, body: object, headers: Record<string, string> = {}) => {
    const response = await issuer.send(method, `/api/authoring/badges${path}`, {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    const said = (await response.json()) as Reasons & Record<string, unknown>
    return { status: response.status, said, paths: said.errors?.map(({ path: where }) => where) }
  }
  const catchUp = async () => {
    while ((await catchUpBadges(house.deps)()) > 0);
  }
  const aDoer = async (lessonsDone: number) => {
    const learner = await aLearner(house)
    await record(house, learner, ...Array.from({ length: lessonsDone }, (_, index) => aLesson(house, index + 1)))
    return learner
  }
  const onTheWall = async ({ employeeNo }: { employeeNo: string }) =>
    (await (await house.signIn(employeeNo)).client.badges.list()).items.map(({ title, rule }) => ({ title, rule }))

  it('a badge is written, published, changed beside what is published, and published again', async () => {
    const learner = await anEmployee(house)
    const draft = await editing().create({ body: content })
    expect(draft).toMatchObject({ ...content, state: 'draft', version: 1, publishedVersion: null, holders: 0 })
    expect(await onTheWall(learner)).toEqual([])
    expect(await editing().publish({ ...at(draft.id), body: { version: 1 } })).toMatchObject({ state: 'published', publishedVersion: 1 })
    const changed = await editing().update({ ...at(draft.id), body: { ...content, title: '五课学成', rule: lessons(5), version: 1 } })
    expect(changed).toMatchObject({ title: '五课学成', state: 'published', version: 2, publishedVersion: 1 })
    expect(await onTheWall(learner)).toEqual([{ title: '初学有成', rule: lessons(1) }])
    await editing().publish({ ...at(draft.id), body: { version: 2 } })
    expect(await onTheWall(learner)).toEqual([{ title: '五课学成', rule: lessons(5) }])
    expect((await editing().list()).items.find(({ id }) => id === draft.id)).toMatchObject({ version: 2, publishedVersion: 2, title: '五课学成' })
    const events = await select(house.deps.db, 'SELECT event FROM audit_events WHERE subject = :subject ORDER BY id', { subject: `badge:${draft.id}` })
    expect(events.map(row => text(row['event']))).toEqual(['badge.created', 'badge.published', 'badge.changed', 'badge.published'])
  })

  it('a change of what somebody else has changed meanwhile is refused and loses nothing; the same change twice is one', async () => {
    const { id } = await editing().create({ body: content })
    const body = { ...content, title: '甲', version: 1 }
    expect(await Promise.all([send('PUT', `/${id}`, body), send('PUT', `/${id}`, { ...body, title: '乙' })])).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ status: 200 }), expect.objectContaining({ status: 409 })]),
    )
    const now = await editing().get(at(id))
    expect(['甲', '乙']).toContain(now.title)
    expect((await send('PUT', `/${id}`, { ...body, version: 1 })).said).toMatchObject({ code: 'stale_version' })
    expect((await send('POST', `/${id}/publish`, { version: 1 })).said).toMatchObject({ code: 'stale_version' })
    expect(await editing().update({ ...at(id), body: { ...content, title: now.title, version: 2 } })).toMatchObject({ version: 2 })
  })

  it('what is wrong is told at once, each with its place', async () => {
    const examTemplate = await templateOf(house, 'exam')
    const foreign = { all: [lessons(1), { any: [{ statistic: 'examsPassed', atLeast: 1 }, { streak: 0 }] }] }
    expect((await send('POST', '', { ...content, title: '', rule: { statistic: 'lessonsDone', atLeast: 0 }, icon: 'moon' })).paths).toEqual(
      expect.arrayContaining(['title', 'rule.atLeast', 'icon']),
    )
    expect((await send('POST', '', { ...content, rule: foreign })).paths).toEqual(['rule.all.1.any.1.streak'])
    const exams = { statistic: 'examsPassed', atLeast: 1 }
    const told = await send('POST', '', { ...content, title: ' ', rule: { all: [lessons(1), { any: [exams, lessons(2)] }] } })
    expect([told.status, told.paths?.toSorted()]).toEqual([422, ['rule.all.1.any.0', 'title']])
    const special = { category: 'special', rule: { any: [{ path: 987_654 }, { firstSignIn: true }] }, templateId: examTemplate }
    expect((await send('POST', '', { ...content, ...special })).paths).toEqual(['rule.any.0.path', 'templateId'])
    expect(await send('GET', '/987654', {}).catch(() => null)).toBeNull()
    expect((await send('POST', '/987654/publish', { version: 1 })).said).toMatchObject({ code: 'badge_not_found' })
  })

  it('a preview counts those who would have it today, and shows the first of them', async () => {
    const before = (await editing().preview({ body: { category: 'learning', rule: lessons(3) } })).count
    const [three, two] = [await aDoer(3), await aDoer(2)]
    const seen = await editing().preview({ body: { category: 'learning', rule: lessons(3) } })
    expect([seen.count, seen.people.some(({ employeeNo }) => employeeNo === three.employeeNo)]).toEqual([before + 1, true])
    expect(seen.people.some(({ employeeNo }) => employeeNo === two.employeeNo)).toBe(false)
    const past = await record(house, three, aLesson(house, 4))
    expect([past.badges, await heldBy(house, three)]).toEqual([[], []])
    expect((await editing().preview({ body: { category: 'exam', rule: { manual: true } } })).count).toBe(0)
    expect((await send('POST', '/preview', { category: 'exam', rule: lessons(1) })).paths).toEqual(['rule'])
  })

  it('is given to whoever had earned it before, when it is published, when its rule is eased, and when it comes back; nobody loses it', async () => {
    const [three, two] = [await aDoer(3), await aDoer(2)]
    const { id } = await published({ rule: lessons(3) })
    await catchUp()
    expect([await heldBy(house, three), await heldBy(house, two)]).toEqual([[id], []])
    await editing().update({ ...at(id), body: { ...content, rule: lessons(2), version: 1 } })
    await editing().publish({ ...at(id), body: { version: 2 } })
    await catchUp()
    expect(await heldBy(house, two)).toEqual([id])
    await editing().retire(at(id))
    const late = await aDoer(2)
    await catchUp()
    expect(await heldBy(house, late)).toEqual([])
    expect(await onTheWall(two)).toHaveLength(1)
    await editing().update({ ...at(id), body: { ...content, rule: lessons(9), version: 2 } })
    await editing().update({ ...at(id), body: { ...content, rule: lessons(2), version: 3 } })
    await editing().publish({ ...at(id), body: { version: 4 } })
    await catchUp()
    expect([await heldBy(house, three), await heldBy(house, two), await heldBy(house, late)]).toEqual([[id], [id], [id]])
    expect((await editing().get(at(id))).holders).toBeGreaterThanOrEqual(3)
  })

  it('is put in order', async () => {
    const ids = [(await editing().create({ body: content })).id, (await editing().create({ body: content })).id]
    const { items } = await editing().order({ body: { ids: ids.toReversed() } })
    expect(items.slice(0, 2).map(({ id }) => id)).toEqual(ids.toReversed())
    expect((await send('PUT', '/order', { ids: [ids[0], 987_654] })).paths).toEqual(['ids.1'])
  })

  it('is given by hand once, with a reason, by the same key or another', async () => {
    const { id } = await published({ category: 'special', rule: { manual: true }, templateId: await templateOf(house, 'achievement') })
    const { employeeNo } = await anEmployee(house)
    const give = (key: string, body: object = { employeeNo, reason: '帮新同事通过了考试' }) => send('POST', `/${id}/awards`, body, { 'idempotency-key': key })
    const told = await Promise.all([give('one'), give('one'), give('two')])
    expect(told.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 201])
    expect(told[0]?.said).toMatchObject({ badgeId: id, reason: '帮新同事通过了考试', person: { employeeNo }, certificateNo: expect.stringContaining('KPL-') })
    expect(await editing().awards(at(id))).toMatchObject({
      items: [{ person: { employeeNo }, reason: '帮新同事通过了考试', awardedBy: '张伟' }],
      nextCursor: null,
    })
    const given = "SELECT COUNT(*) AS n FROM audit_events WHERE event = 'badge.given' AND subject = :subject"
    expect(number((await selectOne(house.deps.db, given, { subject: `badge:${id}` }))?.['n'])).toBe(1)
    expect(await onTheWall({ employeeNo })).toHaveLength(1)
  })

  it('is given by hand to nobody who cannot have it', async () => {
    const [byHand, earned] = [await published({ rule: { manual: true } }), await published()]
    const draft = await editing().create({ body: { ...content, rule: { manual: true } } })
    const [{ employeeNo }, left] = [await anEmployee(house), await anEmployee(house, { isActive: false })]
    const give = async (id: number, who: string, key = `${id} ${who}`.replaceAll(' ', '-')) =>
      (await send('POST', `/${id}/awards`, { employeeNo: who, reason: '好' }, { 'idempotency-key': key })).said.code
    expect(await give(earned.id, employeeNo)).toBe('badge_not_by_hand')
    expect(await give(draft.id, employeeNo)).toBe('not_published')
    expect(await give(byHand.id, 'NOBODY')).toBe('person_not_found')
    expect(await give(byHand.id, left.employeeNo)).toBe('person_inactive')
    expect(await give(byHand.id, employeeNo, 'k')).toBeUndefined()
    expect(await give(byHand.id, (await anEmployee(house)).employeeNo, 'k')).toBe('idempotency_key_reused')
    expect((await send('POST', `/${byHand.id}/awards`, { employeeNo: '', reason: ' ' })).paths).toEqual(expect.arrayContaining(['employeeNo', 'reason']))
  })
})
