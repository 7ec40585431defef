import type { ChapterLine, ContinueCard, CourseView, LessonProgress as ShownProgress, LessonView } from '@wallet/shared/courses/learning'
import { minutesLeft, nextLesson, type LessonProgress } from '@wallet/shared/courses/progress'
import { fail } from '@wallet/shared/problem'
import type { Db } from '../db/connect.ts'
import { cardOf, completedIn, loadFacts, type Facts } from './card.ts'
import type { LearnerCounts } from './learnerCounts.ts'
import { findLessonIn, type Outline } from './outline.ts'
import { findByLesson, findOnShelf, listProgress, listShelf, type ShelfCourse } from './store.ts'

export const shownProgress = ({ completedAt, ...progress }: LessonProgress): ShownProgress => ({
  ...progress,
  completedAt: completedAt?.toISOString() ?? null,
})

/** Where a lesson stands: its chapter, and both counted from 1. */
const placeOf = ({ chapters }: Outline, lessonId: number) => {
  const at = chapters.findIndex(({ lessons }) => lessons.some(({ id }) => id === lessonId))
  const chapter = chapters[at] ?? fail('internal')
  return { chapter, chapterNo: at + 1, lessonNo: chapter.lessons.findIndex(({ id }) => id === lessonId) + 1 }
}

const nextOf = (course: ShelfCourse, facts: Facts): CourseView['next'] => {
  const lesson = nextLesson(course.outline.lessons, completedIn(facts, course), course.enrolment?.lastLessonId ?? null)
  if (!lesson) return null
  const { chapterNo, lessonNo } = placeOf(course.outline, lesson.id)
  return { ...lesson, chapterNo, lessonNo }
}

const chaptersOf = ({ chapters }: Outline, progress: ReadonlyMap<number, LessonProgress>): ChapterLine[] =>
  chapters.map(({ id, title, lessons }) => ({
    id,
    title,
    done: lessons.filter(lesson => progress.get(lesson.id)?.completedAt).length,
    lessons: lessons.map(lesson => {
      const known = progress.get(lesson.id)
      return { ...lesson, progress: known ? shownProgress(known) : null }
    }),
  }))

/** A course with its table of contents, as one person sees it. */
export const viewCourse = async (db: Db, userId: number, courseId: number, learners: LearnerCounts): Promise<CourseView> => {
  const course = (await findOnShelf(db, userId, courseId)) ?? fail('course_not_found')
  const [facts, progress] = await Promise.all([loadFacts(db, userId, learners), listProgress(db, userId, courseId)])
  return {
    ...cardOf(course, facts),
    publishedAt: course.publishedAt.toISOString(),
    threshold: course.outline.threshold,
    chapters: chaptersOf(course.outline, progress),
    next: nextOf(course, facts),
    minutesLeft: minutesLeft(course.outline.lessons, completedIn(facts, course)),
  }
}

const underWay = ({ enrolment }: ShelfCourse) => (enrolment && enrolment.completedAt === null ? enrolment.lastReportAt.getTime() : null)

/** The course that this person opened last and has not completed; null: there is none. */
export const viewContinue = async (db: Db, userId: number, learners: LearnerCounts): Promise<ContinueCard | null> => {
  const begun = (await listShelf(db, userId)).filter(course => underWay(course) !== null)
  const [course] = begun.toSorted((one, other) => (underWay(other) ?? 0) - (underWay(one) ?? 0) || other.id - one.id)
  if (!course) return null
  const facts = await loadFacts(db, userId, learners)
  const next = nextOf(course, facts)
  return next && { ...cardOf(course, facts), next, minutesLeft: minutesLeft(course.outline.lessons, completedIn(facts, course)) }
}

/** One lesson as a whole, and what stands before and after it. */
export const viewLesson = async (db: Db, userId: number, lessonId: number): Promise<LessonView> => {
  const { id, versionId, outline } = (await findByLesson(db, userId, lessonId)) ?? fail('lesson_not_found')
  const [lesson, progress] = await Promise.all([findLessonIn(db, versionId, lessonId), listProgress(db, userId, id)])
  const at = outline.lessons.findIndex(each => each.id === lessonId)
  const { chapter, chapterNo, lessonNo } = placeOf(outline, lessonId)
  const known = progress.get(lessonId)
  return {
    ...(lesson ?? fail('lesson_not_found')),
    course: { id, title: outline.title, englishTitle: outline.englishTitle, cover: outline.cover },
    ...{ chapterTitle: chapter.title, chapterNo, lessonNo },
    previous: outline.lessons[at - 1] ?? null,
    next: outline.lessons[at + 1] ?? null,
    progress: known ? shownProgress(known) : null,
  }
}
