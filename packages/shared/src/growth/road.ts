import type { PathNode, PathStage } from './path.ts'

/** How far a node or a stage is: waiting for something else, open, begun, done. */
export const roadStates = ['locked', 'available', 'inProgress', 'done'] as const
export type RoadState = (typeof roadStates)[number]

/** A node's name within all paths, such as `course:12`. */
export const nodeKey = (node: PathNode): string => {
  if (node.kind === 'course') return `course:${node.courseId}`
  return node.kind === 'exam' ? `exam:${node.examId}` : `certificate:${node.templateId}`
}

/** What is known of one person and one node. */
export interface NodeFacts {
  /** When the course was completed, the exam passed, or the certificate issued that is in force now; null: not, or no longer. */
  readonly doneAt: Date | null
  readonly isBegun: boolean
  /** Whether it waits for something else, such as an exam for its course. */
  readonly isWaiting: boolean
}
const nothing: NodeFacts = { doneAt: null, isBegun: false, isWaiting: false }

/** One thing to do, as far as somebody is with it. */
export interface RoadNode {
  readonly node: PathNode
  readonly state: RoadState
  readonly doneAt: Date | null
}
/** A stage, as far as somebody is in it. */
export interface RoadStage {
  readonly title: string
  readonly englishTitle: string
  readonly state: RoadState
  /** When it was reached; null: not yet. */
  readonly doneAt: Date | null
  /** Of the required nodes: how many there are, how many are done. */
  readonly required: number
  readonly requiredDone: number
  readonly nodes: readonly RoadNode[]
}
/** A path, as far as somebody has come along it. */
export interface Road {
  readonly stages: readonly RoadStage[]
  /** Nodes done and nodes there are, optional ones too. */
  readonly done: number
  readonly total: number
  /** The stage one is working on, counted from 0; null: the last one has been reached. */
  readonly here: number | null
  /** "`toGo` more to become …": required nodes left in that stage; 0 at the end. */
  readonly toGo: number
}

const stateOf = ({ doneAt, isBegun, isWaiting }: NodeFacts, isLocked: boolean): RoadState => {
  // What somebody did before it was their turn is done all the same.
  if (doneAt) return 'done'
  if (isLocked || isWaiting) return 'locked'
  return isBegun ? 'inProgress' : 'available'
}

const stageState = (required: readonly RoadNode[], nodes: readonly RoadNode[], isLocked: boolean): RoadState => {
  if (isLocked) return 'locked'
  if (required.every(({ state }) => state === 'done')) return 'done'
  return nodes.some(({ state }) => state === 'done' || state === 'inProgress') ? 'inProgress' : 'available'
}

const latest = (dates: readonly (Date | null)[]) => dates.reduce((last, date) => (date && (!last || date > last) ? date : last), null)

const stageOf = ({ title, englishTitle, nodes }: PathStage, factsOf: (node: PathNode) => NodeFacts, before: RoadStage | undefined): RoadStage => {
  const isLocked = before !== undefined && before.state !== 'done'
  const seen = nodes.map(node => ({ node, state: stateOf(factsOf(node), isLocked), doneAt: factsOf(node).doneAt }))
  const required = seen.filter(({ node }) => node.isRequired)
  const state = stageState(required, seen, isLocked)
  return {
    title,
    englishTitle,
    state,
    doneAt: state === 'done' ? latest([...required.map(({ doneAt }) => doneAt), before?.doneAt ?? null]) : null,
    required: required.length,
    requiredDone: required.filter(node => node.state === 'done').length,
    nodes: seen,
  }
}

/**
 * A person's road along a path, derived from the facts by `nodeKey` whenever it is looked at and never stored: a stage is done
 * when all its required nodes are, and the stage after it is locked until then. A certificate that has run out, or a node
 * that a newer version adds, opens a stage again; having completed the path once is an event that stays.
 */
export const roadOf = (stages: readonly PathStage[], facts: ReadonlyMap<string, NodeFacts>): Road => {
  const factsOf = (node: PathNode) => facts.get(nodeKey(node)) ?? nothing
  const road = stages.reduce<RoadStage[]>((before, stage) => [...before, stageOf(stage, factsOf, before.at(-1))], [])
  const nodes = road.flatMap(stage => stage.nodes)
  const at = road.findIndex(({ state }) => state !== 'done')
  const here = road[at]
  return {
    stages: road,
    done: nodes.filter(({ state }) => state === 'done').length,
    total: nodes.length,
    here: here ? at : null,
    toGo: here ? here.required - here.requiredDone : 0,
  }
}
