const channels = (colour: string) => [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))
const hex = (value: number) => Math.round(value).toString(16).padStart(2, '0')

/** A colour over another, as a solid one: opacity is inherited by labels and missed by whoever measures contrast. Both are `#rrggbb`. */
export const mixed = (colour: string, under: string, share: number): string => {
  const below = channels(under)
  return `#${channels(colour)
    .map((value, i) => hex(value * share + (below[i] ?? 0) * (1 - share)))
    .join('')}`
}
