/** A seed: 128 random bits as 32 hexadecimal digits. (All of them 0 would draw nothing but 0.) */
export type Seed = string
/** How a seed is written. */
export const seedPattern = /^[0-9a-f]{32}$/

const rotated = (x: number, by: number) => (x << by) | (x >>> (32 - by))

/**
 * xoshiro128** 1.1 by Blackman and Vigna (https://prng.di.unimi.it/xoshiro128starstar.c): 32 bits at each call, from a
 * state of four words. Integers only, so that every machine draws the same.
 */
export const xoshiro128 = (words: readonly [number, number, number, number]) => {
  let [a, b, c, d] = words
  return (): number => {
    const drawn = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotated(d, 11)
    return drawn
  }
}

/** Draws whole numbers from 0 up to, not including, its argument (at most 2³²), each as likely as the others. */
export type Draw = (below: number) => number

/** What a seed draws: always the same for the same seed. */
export const drawBy = (seed: Seed): Draw => {
  const word = (i: number) => Number.parseInt(seed.slice(i * 8, i * 8 + 8), 16)
  const next = xoshiro128([word(0), word(1), word(2), word(3)])
  return below => {
    // What lies beyond the last whole multiple would make the first numbers a little likelier.
    const fair = 2 ** 32 - (2 ** 32 % below)
    for (;;) {
      const drawn = next()
      if (drawn < fair) return drawn % below
    }
  }
}

/** The same things in an order that is drawn (Fisher and Yates): each order as likely as the others. */
export const shuffled = <T>(things: readonly T[], draw: Draw): T[] => {
  const left = [...things]
  return things.flatMap(() => left.splice(draw(left.length), 1))
}
