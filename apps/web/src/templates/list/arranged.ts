/** The list with one of its things taken from a place and put into another. */
export const arranged = <T>(list: readonly T[], from: number, to: number): readonly T[] => {
  const place = Math.max(0, Math.min(to, list.length - 1))
  const thing = list[from]
  if (thing === undefined || place === from) return list
  const others = list.filter((_, at) => at !== from)
  return [...others.slice(0, place), thing, ...others.slice(place)]
}

/** The place that a point belongs to, where each thing of the list has its middle. */
export const placeOf = (middles: readonly number[], point: number, from: number): number => {
  const before = middles.filter((middle, at) => at !== from && middle < point).length
  return Math.min(before, middles.length - 1)
}
