import type { CourseCard, LessonLine } from '@wallet/shared/courses/learning'
import type { LessonKind } from '@wallet/shared/courses/category'
import type { Locale, Say } from '../i18n/index.ts'
import type { IconName } from '../ui/icons.ts'

/** A thing's title in the reader's language. */
export const titleIn = (locale: Locale, { title, englishTitle }: Pick<CourseCard, 'title' | 'englishTitle'>): string => (locale === 'en' ? englishTitle : title)

/** `45 分钟`, `2 小时`, `2 小时 20 分`. */
export const durationWords = (t: Say, minutes: number): string => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return t('courses.minutes', { n: rest })
  return rest === 0 ? t('courses.hours', { n: hours }) : t('courses.hoursMinutes', { hours, n: rest })
}

/** `2 年`, `18 个月`. */
export const monthsWords = (t: Say, months: number): string => (months % 12 === 0 ? t('course.years', { n: months / 12 }) : t('course.months', { n: months }))

/** `8:42` */
export const clockWords = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** Parts of a line with a dot between them. */
export const dotted = (t: Say, parts: readonly string[]): string => parts.reduce((first, second) => t('common.dot', { first, second }))

/** `62`: whole percent, and 100 only where nothing is missing. */
export const wholePercent = (percent: number): number => Math.floor(percent)

const kindIcons: Readonly<Record<LessonKind, IconName>> = { text: 'file', picture: 'image', video: 'play', document: 'download' }
export const lessonIcon = ({ kind, progress }: LessonLine): IconName => (progress?.completedAt ? 'valid' : kindIcons[kind])

/** How far a lesson is, in a word or two. */
export const standingWords = (t: Say, { progress }: LessonLine): string => {
  if (progress?.completedAt) return t('course.completed')
  if (progress && progress.position > 0) return t('course.watched', { time: clockWords(progress.position) })
  return t(progress ? 'course.begun' : 'course.notBegun')
}
