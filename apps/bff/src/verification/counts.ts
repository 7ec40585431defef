import { isoDayIn } from '@wallet/shared/certificates/validity'
import type { Deps } from '../deps.ts'
import { saveChecks } from './store.ts'

interface Count {
  checks: number
  lastAt: Date
}

const chunk = 500

/** Adds up in memory how often certificates are verified, and writes the sums now and then: a scan costs no write. */
export class CheckCounts {
  /** Verifications of certificates that exist, since the start. */
  total = 0
  #counts = new Map<number, Count>()
  readonly #deps: Pick<Deps, 'db' | 'config' | 'log'>

  constructor(deps: Pick<Deps, 'db' | 'config' | 'log'>) {
    this.#deps = deps
  }

  add(certificateId: number, lastAt: Date): void {
    this.total += 1
    const count = this.#counts.get(certificateId)
    if (!count) this.#counts.set(certificateId, { checks: 1, lastAt })
    else {
      count.checks += 1
      count.lastAt = lastAt
    }
  }

  /** Writes what has been added up, some hundred at a time. What cannot be written is kept for the next time. */
  async flush(): Promise<void> {
    const counts = [...this.#counts]
    this.#counts = new Map()
    const { db, config, log } = this.#deps
    for (let from = 0; from < counts.length; from += chunk) {
      const some = counts.slice(from, from + chunk)
      try {
        await saveChecks(
          db,
          some.map(([id, { checks, lastAt }]) => ({ id, checks, lastAt, day: isoDayIn(lastAt, config.zone) })),
        )
      } catch (error) {
        log.warn({ err: error }, 'verification counts are kept for later')
        for (const [id, count] of some) this.#keep(id, count)
      }
    }
  }

  #keep(id: number, { checks, lastAt }: Count) {
    const later = this.#counts.get(id)
    this.#counts.set(id, { checks: checks + (later?.checks ?? 0), lastAt: later?.lastAt ?? lastAt })
  }
}
