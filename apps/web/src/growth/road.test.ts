import type { ShownNode, ShownRoad } from '@wallet/shared/growth/shownPath'
import { describe, expect, it } from 'vitest'
import { nextNode, placeOf } from './nextNode.ts'
import { reachOf } from './reach.ts'

const node = (id: number, state: ShownNode['state'], more: Partial<ShownNode> = {}): ShownNode => ({
  ...{ kind: 'course', id, title: `课 ${id}`, englishTitle: `Course ${id}`, isRequired: true, state, doneAt: null, certificateType: null },
  ...{ minutes: null, percent: null, score: null, certificate: null, waitsFor: null },
  ...more,
})
const optional = { isRequired: false }
const road = (here: number | null, ...stages: ShownNode[][]): ShownRoad => ({
  ...{ here, done: 0, total: 0, toGo: 0 },
  stages: stages.map(nodes => ({ title: '新人', englishTitle: 'Newcomer', state: 'done', doneAt: null, required: 0, requiredDone: 0, nodes })),
})

describe('what comes next', () => {
  it('is what has been begun, before what has not, and before what is optional', () => {
    const nodes = [node(1, 'done'), node(2, 'available', optional), node(3, 'available'), node(4, 'inProgress'), node(5, 'inProgress', optional)]
    expect(nextNode(road(0, nodes))).toMatchObject({ title: '课 4', isBegun: true, place: { name: 'course', params: { id: 4 } } })
    expect(nextNode(road(0, nodes.slice(0, 3)))).toMatchObject({ title: '课 3', isBegun: false })
    expect(nextNode(road(0, nodes.slice(0, 2)))).toMatchObject({ title: '课 2' })
  })
  it('is the course that an exam waits for, also where it lies off the road', () => {
    const exam = node(7, 'locked', { kind: 'exam', waitsFor: { id: 9, title: '反洗钱', englishTitle: 'Anti-money laundering' } })
    expect(nextNode(road(0, [exam, node(2, 'available', optional)]))).toMatchObject({ title: '反洗钱', place: { name: 'course', params: { id: 9 } } })
  })
  it('is nothing where only a certificate is missing', () => expect(nextNode(road(0, [node(1, 'available', { kind: 'certificate' })]))).toBeNull())
  it('is something optional of the last stage once all is reached', () => {
    expect(nextNode(road(null, [node(1, 'done')], [node(2, 'done'), node(3, 'available', optional)]))).toMatchObject({ title: '课 3' })
    expect(nextNode(road(null, [node(1, 'done')]))).toBeNull()
  })
  it('leads to a certificate only where there is one', () => expect(placeOf(node(1, 'locked', { kind: 'certificate' }))).toBeNull())
})

describe('the line along the road', () => {
  const drawn = (one: ShownRoad) => reachOf(one).map(({ seal, nodes }) => [seal, ...nodes].map(({ into, out }) => (out ? '━' : into ? '╸' : '┄')).join(''))
  it('is walked up to the first required thing that is not done', () => {
    expect(
      drawn(road(1, [node(1, 'done'), node(2, 'available', optional)], [node(3, 'done'), node(4, 'inProgress'), node(5, 'done')], [node(6, 'locked')])),
    ).toEqual(['━━━', '━━╸┄', '┄┄'])
  })
  it('is walked to its end once all is reached', () => expect(drawn(road(null, [node(1, 'done')], [node(2, 'done')]))).toEqual(['━━', '━╸']))
  it('begins at the first seal', () => expect(drawn(road(0, [node(1, 'available'), node(2, 'available')]))).toEqual(['━╸┄']))
})
