import type { CertificateType } from '@wallet/shared/certificates/certificate'
import type { Status } from '@wallet/shared/certificates/status'
import { addDays, dayIn, isoDay } from '@wallet/shared/certificates/validity'
import type { IssuedFilter } from '@wallet/shared/issuing/contract'
import { defineStore } from 'pinia'
import { watch } from 'vue'
import { api } from '../api/api.ts'
import { useSession } from '../session/session.ts'
import { useEndless } from '../ui/useEndless.ts'

export const types = ['course', 'exam', 'achievement'] as const satisfies readonly CertificateType[]
/** So many days back, or days that are chosen. */
export const periods = [7, 30, 90, 365, 'own'] as const
export type Period = (typeof periods)[number]

export interface Narrowed {
  readonly type: CertificateType | null
  readonly status: Status | null
  readonly templateId: number | null
  readonly unitId: number | null
  readonly period: Period | null
  /** First and last day of issue; empty: any. */
  readonly from: string
  readonly to: string
  readonly q: string
}
export const everything: Narrowed = { type: null, status: null, templateId: null, unitId: null, period: null, from: '', to: '', q: '' }

/** The days of a period that ends today. */
export const daysOf = (period: Period | null, now: Date, zone: string): Pick<Narrowed, 'period' | 'from' | 'to'> => ({
  period,
  from: typeof period === 'number' ? isoDay(addDays(dayIn(now, zone), 1 - period)) : '',
  to: '',
})

/** A year that is still being typed lies before it. */
const firstDay = '1970-01-01'

/** What is asked of the server: nothing about what is not narrowed. */
export const queryOf = ({ type, status, templateId, unitId, from, to, q }: Narrowed): IssuedFilter => ({
  ...(type && { type }),
  ...(status && { status }),
  ...(templateId !== null && { templateId }),
  ...(unitId !== null && { unitId }),
  ...(from >= firstDay && { from }),
  ...(to >= firstDay && { to }),
  ...(q && { q }),
})

/** Everything issued, as it is being looked through: it outlives the page, so that coming back finds the same place. */
export const useIssued = defineStore('issued', () => {
  const session = useSession()
  const { forget, ...list } = useEndless({
    everything,
    step: 30,
    ask: (filter, stretch) => api.issuing.issued({ query: { ...queryOf(filter), ...stretch } }),
  })
  watch(() => session.me?.employeeNo, forget)
  return list
})
