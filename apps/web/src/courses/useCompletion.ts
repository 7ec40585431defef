import type { Certificate } from '@wallet/shared/certificates/certificate'
import type { CourseView } from '@wallet/shared/courses/learning'
import { api } from '../api/api.ts'
import { useLoad } from '../ui/useLoad.ts'
import { useMoment } from './moment.ts'

interface Completion {
  readonly course: CourseView
  readonly certificate: Certificate | null
}

/** A course that was completed, and its certificate: as it came with the last report, else as it is now. */
export const useCompletion = (id: number) => {
  const earned = useMoment()
    .of(id)
    ?.certificates.find(({ courseId }) => courseId === id)
  const certificateOf = async ({ progress }: CourseView) =>
    earned ?? (progress?.certificateNo ? await api.certificates.get({ params: { certificateNo: progress.certificateNo } }) : null)
  return useLoad(async (): Promise<Completion> => {
    const course = await api.courses.get({ params: { id } })
    return { course, certificate: await certificateOf(course) }
  })
}
