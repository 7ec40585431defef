import type { Certificate, IssueOrder } from '@wallet/shared/certificates/certificate'
import { ref, shallowRef } from 'vue'
import { api, ProblemError } from '../api/api.ts'
import { serverNow } from '../api/clock.ts'
import type { WordKey } from '../i18n/index.ts'
import { troubleOf } from '../ui/useLoad.ts'
import { refusedIn, type Slips } from './order.ts'

/** What came of an order: a new certificate, or the one that the person held already. */
export interface Outcome {
  readonly certificate: Certificate
  readonly wasHeld: boolean
}

/** An answer that was lost and asked for again is this order's own, not an earlier certificate. */
const graceMs = 15_000

/** Sends an order, one at a time. */
export const useIssue = (keyFor: (order: IssueOrder) => string) => {
  const isBusy = ref(false)
  const trouble = ref<WordKey | null>(null)
  const slips = shallowRef<Slips>({})
  const outcome = shallowRef<Outcome | null>(null)

  const issue = async (order: IssueOrder) => {
    if (isBusy.value) return
    const started = serverNow().getTime()
    isBusy.value = true
    trouble.value = null
    slips.value = {}
    try {
      const certificate = await api.certificates.issue({ body: order, idempotencyKey: keyFor(order) })
      outcome.value = { certificate, wasHeld: Date.parse(certificate.createdAt) < started - graceMs }
    } catch (thrown) {
      const { code, words } = troubleOf(thrown)
      slips.value = thrown instanceof ProblemError ? refusedIn(thrown.problem) : {}
      trouble.value = code === 'offline' ? 'issuing.offline' : words
    } finally {
      isBusy.value = false
    }
  }
  return { isBusy, trouble, slips, outcome, issue }
}
