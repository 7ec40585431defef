interface Waiting<V> {
  readonly resolve: (value: V | undefined) => void
  readonly reject: (error: unknown) => void
}

/**
 * Gathers what is asked for in one turn of the event loop and loads it together: a queue of phones costs one query, not one
 * each. At most `size` keys a load; a key that is asked for twice is loaded once.
 */
export class Batch<K, V> {
  #waiting = new Map<K, Waiting<V>[]>()
  readonly #load: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>
  readonly #size: number

  constructor(load: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>, size: number) {
    this.#load = load
    this.#size = size
  }

  /** The value of a key, or undefined where there is none. */
  get(key: K): Promise<V | undefined> {
    if (this.#waiting.size === 0) setImmediate(() => this.#flush())
    return new Promise((resolve, reject) => {
      const others = this.#waiting.get(key)
      if (others) others.push({ resolve, reject })
      else this.#waiting.set(key, [{ resolve, reject }])
    })
  }

  #flush() {
    const all = [...this.#waiting]
    this.#waiting = new Map()
    for (let from = 0; from < all.length; from += this.#size) void this.#answer(all.slice(from, from + this.#size))
  }

  async #answer(some: readonly (readonly [K, readonly Waiting<V>[]])[]) {
    try {
      const values = await this.#load(some.map(([key]) => key))
      for (const [key, waiting] of some) for (const { resolve } of waiting) resolve(values.get(key))
    } catch (error) {
      for (const [, waiting] of some) for (const { reject } of waiting) reject(error)
    }
  }
}
