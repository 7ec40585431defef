import type { CertificateType } from '@wallet/shared/certificates/certificate'
import type { Status } from '@wallet/shared/certificates/status'
import { defineStore } from 'pinia'
import { watch } from 'vue'
import { api } from '../api/api.ts'
import { useSession } from '../session/session.ts'
import { useEndless } from '../ui/useEndless.ts'

interface Filter {
  readonly type: CertificateType | null
  readonly status: Status | null
  readonly q: string
}
const everything: Filter = { type: null, status: null, q: '' }

/** Everything issued, as it is being looked through: it outlives the page, so that coming back finds the same place. */
export const useIssued = defineStore('issued', () => {
  const session = useSession()
  const { forget, ...list } = useEndless({
    everything,
    step: 30,
    ask: ({ type, status, q }, stretch) => api.issuing.issued({ query: { ...(type && { type }), ...(status && { status }), ...(q && { q }), ...stretch } }),
  })
  watch(() => session.me?.employeeNo, forget)
  return list
})
