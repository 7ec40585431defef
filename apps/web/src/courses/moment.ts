import type { Earned } from '@wallet/shared/badges/earned'
import type { Reported } from '@wallet/shared/courses/learning'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Whether a report brought the end of a course, or its certificate. */
export const isMoment = ({ course, earned, savedAt }: Reported): boolean =>
  course.completedAt === savedAt || earned.certificates.some(({ courseId }) => courseId !== null)

/** What the last report brought, for the page that celebrates it. */
export const useMoment = defineStore('moment', () => {
  const courseId = shallowRef<number | null>(null)
  const earned = shallowRef<Earned | null>(null)
  const witness = (id: number, brought: Earned) => {
    courseId.value = id
    earned.value = brought
  }
  return { witness, of: (id: number): Earned | null => (courseId.value === id ? earned.value : null) }
})
