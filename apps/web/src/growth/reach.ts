import type { ShownRoad } from '@wallet/shared/growth/shownPath'

/** How the line along the road is drawn at a stop: into it from above, out of it below; `true` where it has been walked. */
export interface Reach {
  readonly into: boolean
  readonly out: boolean
}
/** The seal of a stage, and its nodes. */
export interface StageReach {
  readonly seal: Reach
  readonly nodes: readonly Reach[]
}

/** How far the walked line goes: to the first required node that is not done, or to the end. Counted in stops, seals included. */
const walkedTo = ({ stages, here }: ShownRoad): number => {
  const before = stages.slice(0, here ?? stages.length).reduce((sum, { nodes }) => sum + nodes.length + 1, 0)
  if (here === null) return before - 1
  const open = stages[here]?.nodes.findIndex(({ isRequired, state }) => isRequired && state !== 'done') ?? 0
  return before + 1 + open
}

/** The line along the whole road, stop by stop. */
export const reachOf = (road: ShownRoad): StageReach[] => {
  const last = walkedTo(road)
  let stop = -1
  const reach = (): Reach => {
    stop += 1
    return { into: stop <= last, out: stop < last }
  }
  return road.stages.map(({ nodes }) => ({ seal: reach(), nodes: nodes.map(reach) }))
}
