import type { Request } from 'express'

interface Window {
  hits: number
  resetsAt: number
}

/** An IPv6 caller has a whole /64 to choose from: it counts as one address. */
export const networkOf = (address: string): string => {
  const plain = address.replace(/^::ffff:/, '')
  return plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain
}

export const addressOf = (request: Request): string => networkOf(request.ip ?? '')

/** Counts events per network address in windows of a minute, in this process; bounded in memory. */
export class AddressLimit {
  readonly #windows = new Map<string, Window>()
  readonly #hits: number
  readonly #windowMs = 60_000

  constructor(hits: number) {
    this.#hits = hits
  }

  /** Seconds to wait, or 0 where the address may go on. */
  waitOf(address: string, now: number): number {
    const window = this.#windows.size === 0 ? undefined : this.#windows.get(address)
    return window && window.resetsAt > now && window.hits >= this.#hits ? Math.ceil((window.resetsAt - now) / 1000) : 0
  }

  /** Takes one back: it was counted ahead and turned out well. */
  takeBack(address: string): void {
    const window = this.#windows.get(address)
    if (window && window.hits > 0) window.hits -= 1
  }

  count(address: string, now: number): void {
    const window = this.#windows.get(address)
    if (window && window.resetsAt > now) window.hits += 1
    else this.#windows.set(address, { hits: 1, resetsAt: now + this.#windowMs })
    if (this.#windows.size > 50_000)
      for (const [key, { resetsAt }] of this.#windows) if (resetsAt <= now || this.#windows.size > 50_000) this.#windows.delete(key)
  }
}
