import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PathNode, PathStage } from './path.ts'
import { nodeKey, roadOf, type NodeFacts } from './road.ts'

const course = (courseId: number, isRequired = true): PathNode => ({ kind: 'course', courseId, isRequired })
const stage = (title: string, ...nodes: PathNode[]): PathStage => ({ title, englishTitle: title, nodes })
const onDay = (day: number): NodeFacts => ({ doneAt: new Date(Date.UTC(2026, 10, day)), isBegun: true, isWaiting: false })
const begun: NodeFacts = { doneAt: null, isBegun: true, isWaiting: false }
const waiting: NodeFacts = { doneAt: null, isBegun: false, isWaiting: true }
const facts = (of: Record<number, NodeFacts>) => new Map(Object.entries(of).map(([id, fact]) => [`course:${id}`, fact]))

const path = [stage('新人', course(1), course(2)), stage('骨干', course(3), course(4, false), course(5)), stage('专家', course(6))]
const states = (of: Record<number, NodeFacts>) => roadOf(path, facts(of)).stages.map(({ state }) => state)
const nodeStates = (of: Record<number, NodeFacts>) => roadOf(path, facts(of)).stages.map(({ nodes }) => nodes.map(({ state }) => state))

describe('a road', () => {
  it('begins with its first stage open and the others locked', () => {
    expect(states({})).toEqual(['available', 'locked', 'locked'])
    expect(nodeStates({})).toEqual([['available', 'available'], ['locked', 'locked', 'locked'], ['locked']])
  })
  it.each([
    ['something is begun', { 1: begun }, ['inProgress', 'locked', 'locked']],
    ['something is done', { 1: onDay(1) }, ['inProgress', 'locked', 'locked']],
    ['all that is required is done', { 1: onDay(1), 2: onDay(2) }, ['done', 'available', 'locked']],
    ['the optional part is left out', { 1: onDay(1), 2: onDay(2), 3: onDay(3), 5: onDay(4) }, ['done', 'done', 'available']],
    ['only the optional part is done', { 1: onDay(1), 2: onDay(2), 4: onDay(3) }, ['done', 'inProgress', 'locked']],
    ['a later stage was done first', { 6: onDay(1) }, ['available', 'locked', 'locked']],
    ['a later stage was done first and then the others', { 1: onDay(5), 2: onDay(5), 3: onDay(5), 5: onDay(5), 6: onDay(1) }, ['done', 'done', 'done']],
  ])('where %s', (_, of, expected) => expect(states(of)).toEqual(expected))

  it('shows what was done ahead of its turn as done, and what waits for something else as locked', () => {
    expect(nodeStates({ 1: waiting, 2: begun, 6: onDay(1) })).toEqual([['locked', 'inProgress'], ['locked', 'locked', 'locked'], ['done']])
  })
  it('says how many more it takes to become what', () => {
    const road = roadOf(path, facts({ 1: onDay(1), 2: onDay(2), 3: onDay(3), 4: onDay(3) }))
    expect([road.here, road.toGo, road.done, road.total]).toEqual([1, 1, 4, 6])
  })
  it('has nothing to go at its end', () => {
    const road = roadOf(path, facts({ 1: onDay(1), 2: onDay(2), 3: onDay(3), 5: onDay(4), 6: onDay(5) }))
    expect([road.here, road.toGo]).toEqual([null, 0])
  })
  it('reaches a stage when the last thing required was done, and not before the stage ahead of it', () => {
    const road = roadOf(path, facts({ 1: onDay(9), 2: onDay(2), 3: onDay(3), 4: onDay(20), 5: onDay(4) }))
    expect(road.stages.map(({ doneAt }) => doneAt?.getUTCDate())).toEqual([9, 9, undefined])
  })

  const fact = fc.constantFrom(onDay(1), onDay(2), begun, waiting)
  const known = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6'), fact).map(of => facts(of))
  const inOrder = ['done', 'inProgress', 'available', 'locked']

  it('is done up to where one is, and locked behind', () => {
    fc.assert(
      fc.property(known, of => {
        const road = roadOf(path, of)
        const seen = road.stages.map(({ state }) => state)
        expect(seen).toEqual(seen.toSorted((a, b) => inOrder.indexOf(a) - inOrder.indexOf(b)))
        expect(seen.filter(state => state === 'available' || state === 'inProgress').length).toBe(road.here === null ? 0 : 1)
        expect(road.toGo > 0).toBe(road.here !== null)
      }),
    )
  })
  it('never moves back when one more thing is done', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 1, max: 6 }), (of, id) => {
        const [before, after] = [roadOf(path, of), roadOf(path, new Map([...of, [nodeKey(course(id)), onDay(3)]]))]
        expect(after.here ?? path.length).toBeGreaterThanOrEqual(before.here ?? path.length)
        expect(after.done).toBeGreaterThanOrEqual(before.done)
      }),
    )
  })
})
