import type { CourseCategory } from '@wallet/shared/courses/category'
import type { QuestionKind } from '@wallet/shared/exams/option'
import type { PublicationState } from '@wallet/shared/publication'

/** What is looked for among questions; null: any. */
export interface QuestionFilter {
  q: string
  kind: QuestionKind | null
  category: CourseCategory | null
  courseId: number | null
  isReserved: boolean | null
  state: PublicationState | null
}

export const anyQuestion = (): QuestionFilter => ({ q: '', kind: null, category: null, courseId: null, isReserved: null, state: null })

/** The same as a query. */
export const queryOf = ({ q, kind, category, courseId, isReserved, state }: QuestionFilter) => ({
  ...(q.trim() && { q: q.trim() }),
  ...(kind && { kind }),
  ...(category && { category }),
  ...(courseId !== null && { courseId }),
  ...(isReserved !== null && { isReserved: isReserved ? ('true' as const) : ('false' as const) }),
  ...(state && { state }),
})
