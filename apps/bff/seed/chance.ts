/** Chance that is the same in every run with the same seed (mulberry32). */
export const chanceFrom = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number): number => Math.floor(next() * count)
  return { next, below, bytes: (count: number): Uint8Array => Uint8Array.from({ length: count }, () => below(256)) }
}
export type Chance = ReturnType<typeof chanceFrom>
