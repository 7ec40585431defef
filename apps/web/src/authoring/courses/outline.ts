import { sameKey } from '../keyOf.ts'
import { moved } from '../moved.ts'
import type { ChapterDraft, LessonDraft } from './courseWriting.ts'

type Chapters = readonly ChapterDraft[]

/** A lesson that says nothing yet. */
export const blankLesson = (): LessonDraft => ({ id: null, title: '', kind: 'text', minutes: 5, body: '', mediaUrl: null })
export const blankChapter = (): ChapterDraft => ({ id: null, title: '', lessons: [] })

const withLessons = (chapters: Chapters, at: number, change: (lessons: readonly LessonDraft[]) => readonly LessonDraft[]): ChapterDraft[] =>
  chapters.map((chapter, place) => (place === at ? sameKey(chapter, { ...chapter, lessons: [...change(chapter.lessons)] }) : chapter))

export const withLesson = (chapters: Chapters, at: number, lesson: LessonDraft): ChapterDraft[] => withLessons(chapters, at, lessons => [...lessons, lesson])
export const withoutLesson = (chapters: Chapters, at: number, no: number): ChapterDraft[] =>
  withLessons(chapters, at, lessons => lessons.filter((_, place) => place !== no))

/** Whether a lesson can go a place further: within its chapter, or over into the next one. */
export const mayMoveLesson = (chapters: Chapters, at: number, no: number, by: 1 | -1): boolean =>
  chapters[at]?.lessons[no + by] !== undefined || chapters[at + by] !== undefined

/** The chapters with a lesson a place further; at the end of its chapter it goes over into the next one, at the near end of that. */
export const withLessonMoved = (chapters: Chapters, at: number, no: number, by: 1 | -1): ChapterDraft[] => {
  const lesson = chapters[at]?.lessons[no]
  if (!lesson || !mayMoveLesson(chapters, at, no, by)) return [...chapters]
  if (chapters[at]?.lessons[no + by]) return withLessons(chapters, at, lessons => moved(lessons, no, by))
  return withLessons(withoutLesson(chapters, at, no), at + by, lessons => (by > 0 ? [lesson, ...lessons] : [...lessons, lesson]))
}
