import type { Certificate, IssueOrder } from '@wallet/shared/certificates/certificate'
import { ref, shallowRef } from 'vue'
import { api, ProblemError } from '../api/api.ts'
import { serverNow } from '../api/clock.ts'
import type { WordKey } from '../i18n/index.ts'
import { troubleOf } from '../ui/useLoad.ts'
import type { Field, Slips } from './order.ts'

/** What came of an order: a new certificate, or the one that the person held already. */
export interface Outcome {
  readonly certificate: Certificate
  readonly wasHeld: boolean
}

const fields: readonly string[] = ['title', 'description', 'score', 'completionRate', 'validUntil'] satisfies Field[]
const isField = (path: string): path is Field => fields.includes(path)
const refused: Partial<Record<string, Field>> = {
  person_not_found: 'person',
  person_inactive: 'person',
  template_not_found: 'template',
  template_inactive: 'template',
}

/** The server's reasons, at the fields they are about. */
export const slipsOf = (thrown: unknown): Slips => {
  if (!(thrown instanceof ProblemError)) return {}
  const { code, errors = [] } = thrown.problem
  const field = refused[code]
  if (field) return { [field]: `problem.${code}` }
  return Object.fromEntries(errors.flatMap(({ path }) => (isField(path) ? [[path, path === 'validUntil' ? 'issuing.dayWrong' : 'issuing.fieldWrong']] : [])))
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
      slips.value = slipsOf(thrown)
      trouble.value = code === 'offline' ? 'issuing.offline' : words
    } finally {
      isBusy.value = false
    }
  }
  return { isBusy, trouble, slips, outcome, issue }
}
