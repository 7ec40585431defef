import { newKey } from '../api/newKey.ts'
import type { IssueOrder } from '@wallet/shared/certificates/certificate'
import { ref, watch } from 'vue'
import { keep, recall } from '../session/memory.ts'
import { mine } from '../session/session.ts'
import { emptyForm, forNext, type IssueForm } from './order.ts'

const formKey = `${mine}issue`
const ticketKey = `${mine}issue.key`
interface Ticket {
  readonly order: string
  readonly key: string
}
const isForm = (value: unknown): value is IssueForm =>
  typeof value === 'object' && value !== null && 'person' in value && 'validity' in value && 'score' in value
const isTicket = (value: unknown): value is Ticket => typeof value === 'object' && value !== null && 'order' in value && 'key' in value

/** What is being written; it survives a reload, and goes when the person signs out. */
export const useIssueForm = () => {
  const kept = recall(formKey)
  const form = ref<IssueForm>({ ...emptyForm(), ...(isForm(kept) && kept) })
  watch(form, now => keep(formKey, now), { deep: true })

  /** One key for one order, however often it is sent: a double click, a retry or a reload cannot issue twice. */
  const keyFor = (order: IssueOrder): string => {
    const text = JSON.stringify(order)
    const known = recall(ticketKey)
    if (isTicket(known) && known.order === text) return known.key
    const ticket: Ticket = { order: text, key: newKey() }
    keep(ticketKey, ticket)
    return ticket.key
  }
  const clear = () => void (form.value = emptyForm())
  const next = () => {
    keep(ticketKey, null)
    form.value = forNext(form.value)
  }
  return { form, keyFor, clear, next }
}
