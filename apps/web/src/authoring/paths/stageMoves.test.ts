import { describe, expect, it } from 'vitest'
import { nodeOf, type StageDraft } from './pathWriting.ts'
import { mayMoveNode, withNodeMoved } from './stageMoves.ts'

const stages = (...counts: number[]): StageDraft[] => {
  let id = 0
  return counts.map(count => ({ title: '', englishTitle: '', nodes: Array.from({ length: count }, () => nodeOf({ kind: 'course', id: (id += 1) })) }))
}
const idsIn = (list: StageDraft[]) => list.map(({ nodes }) => nodes.map(node => node.kind === 'course' && node.courseId))

describe('something to do on a path', () => {
  it('moves within its stage', () => expect(idsIn(withNodeMoved(stages(3), 0, 0, 1))).toEqual([[2, 1, 3]]))
  it('goes over into the next stage at the end of its own, and back', () => {
    const over = withNodeMoved(stages(2, 1), 0, 1, 1)
    expect(idsIn(over)).toEqual([[1], [2, 3]])
    expect(idsIn(withNodeMoved(over, 1, 0, -1))).toEqual([[1, 2], [3]])
  })
  it('stays at the ends of the path', () => {
    expect([mayMoveNode(stages(1), 0, 0, -1), mayMoveNode(stages(1), 0, 0, 1)]).toEqual([false, false])
    expect(idsIn(withNodeMoved(stages(1), 0, 0, 1))).toEqual([[1]])
  })
})
