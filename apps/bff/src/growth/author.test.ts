import type { PathNode } from '@wallet/shared/growth/path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anEmployee, aBrowserOf, templateOf } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { givePost } from '../../test/paths.ts'
import { execute, number, select, text } from '../db/query.ts'

const titles = [
  { title: '新人', englishTitle: 'Newcomer' },
  { title: '骨干', englishTitle: 'Key member' },
]

describe.each(engines)('growth paths and their authors, on %s', engine => {
  let house: House
  let issuer: Browser
  let nodes: readonly [PathNode, PathNode]
  beforeAll(async () => {
    house = await aHouse(engine)
    issuer = await aBrowserOf(house, 'issuer')
    nodes = [certificate(await templateOf(house, 'course')), certificate(await templateOf(house, 'exam'))]
  })
  afterAll(() => house.close())

  const certificate = (templateId: number, isRequired = true): PathNode => ({ kind: 'certificate', templateId, isRequired })
  const at = (id: number) => ({ params: { id } })
  const editing = () => issuer.client.pathAuthoring
  const path = (post: string, ...stages: PathNode[][]) => ({
    title: `${post}成长路径`,
    englishTitle: 'A path',
    post,
    summary: '',
    stages: stages.map((within, index) => ({ ...titles[index % 2], title: titles[index % 2]?.title ?? '', englishTitle: 'Stage', nodes: within })),
  })
  const refused = async (body: object, method = 'POST', where = '') => {
    const response = await issuer.send(method, `/api/authoring/paths${where}`, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    const { code, errors } = (await response.json()) as { code: string; errors?: { path: string; message: string }[] }
    return { code, told: errors?.map(error => `${error.path}: ${error.message}`) }
  }
  const walkedBy = async (employeeNo: string) => (await (await house.signIn(employeeNo)).client.growth.path()).road?.stages.map(stage => stage.nodes.length)

  it('a path is written, published, changed beside what is published, and published again', async () => {
    const { id: userId, employeeNo } = await anEmployee(house)
    await givePost(house, userId, '客服')
    const draft = await editing().create({ body: path('客服', [nodes[0]]) })
    expect(draft).toMatchObject({ state: 'draft', version: 1, publishedVersion: null })
    expect(await walkedBy(employeeNo)).toBeUndefined()
    await editing().publish({ ...at(draft.id), body: { version: 1 } })
    expect(await walkedBy(employeeNo)).toEqual([1])
    const changed = await editing().update({ ...at(draft.id), body: { ...path('客服', [nodes[0]], [nodes[1]]), version: 1 } })
    expect(changed).toMatchObject({ version: 2, publishedVersion: 1, state: 'published' })
    expect([await walkedBy(employeeNo), (await refused({ ...path('客服', [nodes[1]]), version: 1 }, 'PUT', `/${draft.id}`)).code]).toEqual([
      [1],
      'stale_version',
    ])
    await editing().publish({ ...at(draft.id), body: { version: 2 } })
    expect(await walkedBy(employeeNo)).toEqual([1, 1])
    expect(await editing().retire(at(draft.id))).toMatchObject({ state: 'retired' })
    expect(await walkedBy(employeeNo)).toBeUndefined()
    const events = await select(house.deps.db, 'SELECT event FROM audit_events WHERE subject = :subject ORDER BY id', { subject: `path:${draft.id}` })
    expect(events.map(row => text(row['event']).replace('path.', ''))).toEqual(['created', 'published', 'changed', 'published', 'retired'])
  })

  it('what is wrong with stages is told at once: empty ones, what stands there twice, what is not published', async () => {
    const { code, told } = await refused(
      path('质检', [], [nodes[0], { ...nodes[0], isRequired: false }], [{ kind: 'course', courseId: 987, isRequired: false }]),
    )
    expect([code, told]).toEqual([
      'invalid_request',
      [
        'stages.0.nodes: a stage asks for something',
        'stages.2.nodes: something has to be required, or the stage is reached by nothing',
        'stages.1.nodes.1: stands here already',
        'stages.2.nodes.0: is not published',
      ],
    ])
    expect((await refused(path('质检'))).told).toEqual(['stages: a path has at least one stage'])
    expect((await refused({ ...path('', [nodes[0]]), title: '' })).told?.map(reason => reason.split(':')[0])).toEqual(['title', 'post'])
    expect((await refused({ version: 1 }, 'POST', '/987654/publish')).code).toBe('path_not_found')
  })

  it('is not published when something in it has been taken out of use since', async () => {
    const extra = await templateOf(house, 'achievement')
    const { id } = await editing().create({ body: path('仓储', [certificate(extra)]) })
    await execute(house.deps.db, 'UPDATE certificate_templates SET is_active = 0 WHERE id = :extra', { extra })
    expect((await refused({ version: 1 }, 'POST', `/${id}/publish`)).told).toEqual(['stages.0.nodes.0: is not published'])
    expect((await editing().things()).items.find(thing => thing.kind === 'certificate' && thing.id === extra)).toMatchObject({ isPublished: false })
    await execute(house.deps.db, 'UPDATE certificate_templates SET is_active = 1 WHERE id = :extra', { extra })
    expect(await editing().publish({ ...at(id), body: { version: 1 } })).toMatchObject({ state: 'published' })
  })

  it('is put in order', async () => {
    const ids = (await editing().list()).items.map(({ id }) => number(id))
    expect((await editing().order({ body: { ids: ids.toReversed() } })).items.map(({ id }) => id)).toEqual(ids.toReversed())
  })
})
