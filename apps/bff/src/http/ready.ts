import { createHash } from 'node:crypto'

/** An answer that is ready to send, with the tag by which a caller can say that it has it already. */
export interface Ready {
  /** The UTF-8 bytes as a string of one character a byte, to be sent as `latin1`: Node then writes head and body at once. */
  readonly binary: string
  readonly etag: string
  readonly contentType: string
}

/** The tag of a content: quoted, strong. */
export const etagOf = (content: string | Buffer): string => `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`

/** The tags of what a caller says it has (`If-None-Match`); one that a proxy has weakened counts as well. */
export const seenTags = (ifNoneMatch: string | undefined): readonly string[] => (ifNoneMatch ?? '').split(',').map(tag => tag.trim().replace(/^W\//, ''))

export const ready = (text: string, contentType: string): Ready => ({ binary: Buffer.from(text).toString('latin1'), etag: etagOf(text), contentType })

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
    if (entry.expiresAt <= now) {
      this.#entries.delete(key)
      return undefined
    }
    // Put last among those used, once there is a chance that something will have to go.
    if (this.#entries.size * 2 > this.#size) {
      this.#entries.delete(key)
      this.#entries.set(key, entry)
    }
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
