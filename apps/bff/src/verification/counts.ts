import { dayIn, isoDay } from '@wallet/shared/certificates/validity'
import type { Deps } from '../deps.ts'
import { saveChecks } from './store.ts'

interface Count {
  checks: number
  lastAt: Date
}

/** Adds up in memory how often certificates are verified, and writes the sums now and then: a scan costs no write. */
export class CheckCounts {
  #counts = new Map<number, Count>()
  readonly #deps: Pick<Deps, 'db' | 'clock' | 'config' | 'log'>

  constructor(deps: Pick<Deps, 'db' | 'clock' | 'config' | 'log'>) {
    this.#deps = deps
  }

  add(certificateId: number): void {
    const count = this.#counts.get(certificateId)
    const lastAt = this.#deps.clock.now()
    if (!count) this.#counts.set(certificateId, { checks: 1, lastAt })
    else {
      count.checks += 1
      count.lastAt = lastAt
    }
  }

  /** Writes what has been added up. What cannot be written is kept for the next time. */
  async flush(): Promise<void> {
    const counts = this.#counts
    this.#counts = new Map()
    const { db, config, log } = this.#deps
    for (const [id, { checks, lastAt }] of counts) {
      try {
        await saveChecks(db, { id, checks, lastAt, day: isoDay(dayIn(lastAt, config.zone)) })
      } catch (error) {
        log.warn({ err: error }, 'verification counts are kept for later')
        const later = this.#counts.get(id)
        this.#counts.set(id, { checks: checks + (later?.checks ?? 0), lastAt: later?.lastAt ?? lastAt })
      }
    }
  }
}
