import { describe, expect, it } from 'vitest'
import type { PathNode } from './path.ts'
import { faultsOf } from './stages.ts'

const course = (courseId: number, isRequired = true): PathNode => ({ kind: 'course', courseId, isRequired })
const stage = (...nodes: PathNode[]) => ({ title: '新人', englishTitle: 'Newcomer', nodes })
const told = (...stages: ReturnType<typeof stage>[]) => faultsOf(stages).map(({ fault, place }) => `${fault} ${place.join('.')}`)

describe('the stages of a path', () => {
  it('may ask for one thing each', () => expect(told(stage(course(1)), stage(course(2), course(3, false)))).toEqual([]))
  it('are at least one', () => expect(told()).toEqual(['none stages']))
  it('are told all that is wrong with them at once', () =>
    expect(told(stage(), stage(course(1), course(2)), stage(course(3, false)), stage(course(4), course(2)))).toEqual([
      'empty stages.0.nodes',
      'nothingRequired stages.2.nodes',
      'twice stages.3.nodes.1',
    ]))
  it('may ask for a course and an exam that have the same number', () =>
    expect(told(stage(course(1), { kind: 'exam', examId: 1, isRequired: true }))).toEqual([]))
})
