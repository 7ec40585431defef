import type { CourseEdit } from '@wallet/shared/courses/authoring'
import { fail } from '@wallet/shared/problem'

/** The ids that a course has given out. */
export interface KnownIds {
  readonly chapters: ReadonlySet<number>
  readonly lessons: ReadonlySet<number>
}

/** Refuses ids that are not of this course: what was learnt elsewhere would count here. */
export const insistOnKnown = ({ chapters }: CourseEdit['content'], known: KnownIds): void => {
  const unknown = (ids: ReadonlySet<number>, id: number | null, path: string) => (id === null || ids.has(id) ? [] : [{ path, message: 'is not there' }])
  const errors = chapters.flatMap((chapter, at) => [
    ...unknown(known.chapters, chapter.id, `content.chapters.${at}.id`),
    ...chapter.lessons.flatMap(({ id }, no) => unknown(known.lessons, id, `content.chapters.${at}.lessons.${no}.id`)),
  ])
  if (errors.length > 0) fail('invalid_request', { errors })
}
