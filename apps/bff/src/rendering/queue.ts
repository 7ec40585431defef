/** Those who wait, served by lane, the lowest first. Within a lane those who ask take turns, however much each of them wants. */
export interface Queue<T> {
  push(item: T, place: Place): void
  shift(): T | undefined
  /** How many wait in a lane, or of one asker there. */
  count(lane: number, asker?: string): number
}
export interface Place {
  readonly lane: number
  /** Who asks. */
  readonly asker: string
}

export const createQueue = <T>(): Queue<T> => {
  const lanes: Map<string, T[]>[] = []
  const laneOf = (lane: number) => (lanes[lane] ??= new Map())
  return {
    push: (item, { lane, asker }) => {
      const line = laneOf(lane).get(asker)
      if (line) line.push(item)
      else laneOf(lane).set(asker, [item])
    },
    shift: () => {
      for (const lane of lanes) for (const [asker, line] of lane ?? []) return serve(lane, asker, line)
      return undefined
    },
    count: (lane, asker) => (asker === undefined ? [...laneOf(lane).values()].flat() : (laneOf(lane).get(asker) ?? [])).length,
  }
}

/** Whoever was served goes to the end. */
const serve = <T>(lane: Map<string, T[]>, asker: string, line: T[]): T | undefined => {
  lane.delete(asker)
  const [first, ...rest] = line
  if (rest.length > 0) lane.set(asker, rest)
  return first
}
