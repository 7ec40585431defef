import { watch } from 'vue'
import { api } from '../api/api.ts'
import { useOnline } from '../ui/useOnline.ts'
import { keptCourses } from './keptCourses.ts'
import { tellRest } from './tell.ts'
import { useKept } from './useKept.ts'

/** A course with its table of contents. What was left untold of its lessons goes first, so that what is fetched knows of it. */
export const useCourse = (id: number) => {
  const course = useKept(id, keptCourses, async () => {
    await tellRest().catch(() => {})
    return api.courses.get({ params: { id } })
  })
  watch(useOnline(), isOnline => isOnline && course.reload())
  return course
}
