import type { CourseCategory } from '@wallet/shared/courses/category'
import { defineStore } from 'pinia'
import { watch } from 'vue'
import { api } from '../api/api.ts'
import { useSession } from '../session/session.ts'
import { useEndless } from '../ui/useEndless.ts'

interface Filter {
  readonly category: CourseCategory | null
}
const everything: Filter = { category: null }

/** The exams, as they are being looked through: the list outlives the page, so that coming back finds the same place. */
export const useExams = defineStore('exams', () => {
  const session = useSession()
  const { forget, ...list } = useEndless({
    everything,
    step: 30,
    ask: ({ category }, stretch) => api.exams.list({ query: { ...(category && { category }), ...stretch } }),
  })
  watch(() => session.me?.employeeNo, forget)
  return list
})
