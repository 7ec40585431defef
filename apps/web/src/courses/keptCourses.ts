import type { CourseView, LessonView } from '@wallet/shared/courses/learning'
import { serverNow } from '../api/clock.ts'
import { keep, recall } from '../session/memory.ts'
import { mine } from '../session/session.ts'

interface Kept<T> {
  readonly at: string
  readonly value: T
}
const most = 30
const isKept = (value: unknown): value is Kept<{ id: number }> => typeof value === 'object' && value !== null && 'at' in value && 'value' in value

/** What was opened lately, newest first, so that it opens without a network. */
const shelfOf = <T extends { readonly id: number }>(name: string) => {
  const key = `${mine}${name}`
  const all = (): Kept<T>[] => {
    const value = recall(key)
    return Array.isArray(value) ? value.filter((one): one is Kept<T> => isKept(one)) : []
  }
  return {
    keep: (value: T): void => {
      const others = all().filter(one => one.value.id !== value.id)
      keep(key, [{ at: serverNow().toISOString(), value }, ...others].slice(0, most))
    },
    recall: (id: number): Kept<T> | null => all().find(one => one.value.id === id) ?? null,
  }
}

export const keptCourses = shelfOf<CourseView>('course')
export const keptLessons = shelfOf<LessonView>('lesson')
