import type { PathStage } from './path.ts'
import { nodeKey } from './road.ts'

/** What the stages of a path may lack. */
export type StageFault = 'none' | 'empty' | 'nothingRequired' | 'twice'
/** One thing that is wrong, and where. */
export interface FaultyStage {
  readonly fault: StageFault
  /** Where: `['stages', 1, 'nodes']`. */
  readonly place: readonly (string | number)[]
}

const stageFaults = ({ nodes }: PathStage, at: number): FaultyStage[] => {
  const place = ['stages', at, 'nodes']
  if (nodes.length === 0) return [{ fault: 'empty', place }]
  return nodes.some(({ isRequired }) => isRequired) ? [] : [{ fault: 'nothingRequired', place }]
}

const doubles = (stages: readonly PathStage[]): FaultyStage[] => {
  const seen = new Set<string>()
  return stages.flatMap(({ nodes }, stage) =>
    nodes.flatMap((node, at): FaultyStage[] => {
      const isDouble = seen.has(nodeKey(node))
      seen.add(nodeKey(node))
      return isDouble ? [{ fault: 'twice', place: ['stages', stage, 'nodes', at] }] : []
    }),
  )
}

/** All that is wrong with the stages of a path, whatever stands in them: each stage asks for something, and nothing is asked for twice. */
export const faultsOf = (stages: readonly PathStage[]): FaultyStage[] =>
  stages.length === 0 ? [{ fault: 'none', place: ['stages'] }] : [...stages.flatMap(stageFaults), ...doubles(stages)]
