import { parseCertificateNo, type CertificateNo } from '@wallet/shared/certificates/certificateNo'
import { dayMs, expiringDays } from '@wallet/shared/certificates/status'
import { malformedVerdict } from '@wallet/shared/verification/check'
import { notFoundVerdict, Verdict, verdictOn, type VerdictRecord } from '@wallet/shared/verification/verdict'
import type { Deps, Verdicts } from '../deps.ts'
import { ready, ReadyCache, type Ready } from '../http/ready.ts'
import { Batch } from './batch.ts'
import { CheckCounts } from './counts.ts'
import { findRecords, recordsAtOnce, type Found } from './store.ts'

/** A verdict whose bytes are ready to send. */
export interface ReadyVerdict extends Ready {
  readonly verdict: Verdict
  /** Everything the answer says besides its body. */
  readonly headers: Readonly<Record<string, string | number>>
  /** Row id, for counting; null: there is no such certificate. */
  readonly certificateId: number | null
}

const keepMs = 60_000
const cached = 20_000

// `no-cache`: whoever keeps the answer has to ask again before using it, so that a revoked certificate is never shown valid.
const always = {
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
}

const readyVerdict = (verdict: Verdict, certificateId: number | null): ReadyVerdict => {
  const parsed = Verdict.parse(verdict)
  const answer = ready(JSON.stringify(parsed), 'application/json; charset=utf-8')
  const headers = { ...always, etag: answer.etag, 'content-type': answer.contentType, 'content-length': answer.binary.length }
  return { ...answer, headers, verdict: parsed, certificateId }
}

/** A verdict is kept for a minute, but never past the moment at which time alone changes it. */
const keepUntil = ({ issuedAt, validUntil }: VerdictRecord, now: number) => {
  const turns = [issuedAt.getTime(), ...(validUntil ? [validUntil.getTime() - expiringDays * dayMs, validUntil.getTime()] : [])]
  return Math.min(now + keepMs, ...turns.filter(turn => turn > now))
}

/**
 * Answers "is this certificate real?": check symbol, then ready bytes, then one query, however many ask at once. A change
 * makes it forget, so that a revoked certificate is not called valid from memory.
 */
export class Verifier implements Verdicts {
  readonly counts: CheckCounts
  readonly #deps: Pick<Deps, 'db' | 'clock'>
  readonly #known = new ReadyCache<ReadyVerdict>(cached)
  readonly #records: Batch<CertificateNo, Found>
  readonly #underway = new Map<CertificateNo, Promise<ReadyVerdict>>()

  constructor(deps: Pick<Deps, 'db' | 'clock' | 'config' | 'log'>) {
    this.#deps = deps
    this.counts = new CheckCounts(deps)
    this.#records = new Batch(certificateNos => findRecords(deps.db, certificateNos), recordsAtOnce)
  }

  forget(certificateNo: string): void {
    this.#known.delete(certificateNo)
    this.#underway.delete(certificateNo as CertificateNo)
  }

  /** The verdict as far as it needs no query: kept ready, or told by the number itself. */
  know(asked: string): ReadyVerdict | null {
    const now = this.#deps.clock.now()
    const known = this.#known.get(asked, now.getTime())
    if (known) return this.#counted(known, now)
    return parseCertificateNo(asked) === null ? readyVerdict(malformedVerdict(asked, now), null) : null
  }

  /** The verdict on a well-formed number, by one query however many ask. */
  async look(asked: string): Promise<ReadyVerdict> {
    return this.#counted(await this.glance(asked), this.#deps.clock.now())
  }

  /** The same without counting: for those who look at more than the verdict, such as a shared picture. */
  async glance(certificateNo: string): Promise<ReadyVerdict> {
    const now = this.#deps.clock.now()
    const known = parseCertificateNo(certificateNo)
    return known === null ? readyVerdict(malformedVerdict(certificateNo, now), null) : this.#look(known, now)
  }

  #counted(verdict: ReadyVerdict, now: Date) {
    if (verdict.certificateId !== null) this.counts.add(verdict.certificateId, now)
    return verdict
  }

  #look(certificateNo: CertificateNo, now: Date): Promise<ReadyVerdict> {
    const known = this.#known.get(certificateNo, now.getTime())
    const underway = known ? Promise.resolve(known) : this.#underway.get(certificateNo)
    if (underway) return underway
    const looking: Promise<ReadyVerdict> = this.#load(certificateNo, () => this.#underway.get(certificateNo) === looking).finally(() => {
      if (this.#underway.get(certificateNo) === looking) this.#underway.delete(certificateNo)
    })
    this.#underway.set(certificateNo, looking)
    return looking
  }

  /** What was read before a change must not be kept after it: `isCurrent` is false once it has been forgotten. */
  async #load(certificateNo: CertificateNo, isCurrent: () => boolean): Promise<ReadyVerdict> {
    const found = await this.#records.get(certificateNo)
    const now = this.#deps.clock.now()
    if (!found) return readyVerdict(notFoundVerdict(certificateNo, now), null)
    const verdict = readyVerdict(verdictOn(found.record, now), found.id)
    if (isCurrent()) this.#known.set(certificateNo, verdict, keepUntil(found.record, now.getTime()))
    return verdict
  }
}
