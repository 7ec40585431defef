import type { PathNode } from '@wallet/shared/growth/path'
import { sameKey } from '../keyOf.ts'
import { moved } from '../moved.ts'
import type { StageDraft } from './pathWriting.ts'

type Stages = readonly StageDraft[]

/** The stages with other nodes in one of them. */
export const withNodes = (stages: Stages, at: number, change: (nodes: readonly PathNode[]) => readonly PathNode[]): StageDraft[] =>
  stages.map((stage, place) => (place === at ? sameKey(stage, { ...stage, nodes: [...change(stage.nodes)] }) : stage))

/** Whether a node can go a place further: within its stage, or over into the next one. */
export const mayMoveNode = (stages: Stages, at: number, no: number, by: 1 | -1): boolean =>
  stages[at]?.nodes[no + by] !== undefined || stages[at + by] !== undefined

/** The stages with a node a place further; at the end of its stage it goes over into the next one, at the near end of that. */
export const withNodeMoved = (stages: Stages, at: number, no: number, by: 1 | -1): StageDraft[] => {
  const node = stages[at]?.nodes[no]
  if (!node || !mayMoveNode(stages, at, no, by)) return [...stages]
  if (stages[at]?.nodes[no + by]) return withNodes(stages, at, nodes => moved(nodes, no, by))
  const without = withNodes(stages, at, nodes => nodes.filter((_, place) => place !== no))
  return withNodes(without, at + by, nodes => (by > 0 ? [node, ...nodes] : [...nodes, node]))
}
