import { createHash } from 'node:crypto'

/** An answer whose bytes are ready, with the tag by which a caller can say that it has them already. */
export interface Ready {
  readonly bytes: Buffer
  readonly etag: string
  readonly contentType: string
}

export const ready = (text: string, contentType: string): Ready => {
  const bytes = Buffer.from(text)
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`, contentType }
}

interface Entry<T> {
  readonly value: T
  readonly expiresAt: number
}

/** Keeps the latest answers for a while, at most `size` of them; the least recently used goes first. */
export class ReadyCache<T> {
  readonly #entries = new Map<string, Entry<T>>()
  readonly #size: number

  constructor(size: number) {
    this.#size = size
  }

  get(key: string, now: number): T | undefined {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    this.#entries.delete(key)
    if (entry.expiresAt <= now) return undefined
    this.#entries.set(key, entry)
    return entry.value
  }

  set(key: string, value: T, expiresAt: number): void {
    this.#entries.set(key, { value, expiresAt })
    if (this.#entries.size > this.#size) for (const oldest of this.#entries.keys()) return void this.#entries.delete(oldest)
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }
}
