import type { AuthoredCourse, CourseEdit } from '@wallet/shared/courses/authoring'
import { api } from '../../api/api.ts'
import type { Authoring } from '../useEditor.ts'

export type CourseDraft = CourseEdit
export type ChapterDraft = CourseDraft['content']['chapters'][number]
export type LessonDraft = ChapterDraft['lessons'][number]

const draftOf = ({ title, englishTitle, summary, category, cover, templateId, threshold, content }: AuthoredCourse): CourseDraft =>
  structuredClone({ title, englishTitle, summary, category, cover, templateId, threshold, content })

const blank = (): CourseDraft => ({
  title: '',
  englishTitle: '',
  summary: '',
  category: 'compliance',
  cover: 'jade',
  templateId: null,
  threshold: 100,
  content: { chapters: [{ id: null, title: '', lessons: [] }] },
})

/** A course as text, chapter by chapter. */
export const courseText = ({ title, englishTitle, summary, content }: CourseDraft): string =>
  [
    title,
    englishTitle,
    summary,
    ...content.chapters.flatMap(chapter => [`# ${chapter.title}`, ...chapter.lessons.flatMap(each => [`## ${each.title}`, each.body])]),
  ]
    .filter(text => text.trim() !== '')
    .join('\n\n')

/** How a course is read and written. */
export const courseWriting: Authoring<AuthoredCourse, CourseDraft> = {
  blank,
  draftOf,
  load: id => api.courseAuthoring.get({ params: { id } }),
  create: draft => api.courseAuthoring.create({ body: draft }),
  save: (id, draft, version) => api.courseAuthoring.update({ params: { id }, body: { ...draft, version } }),
  publish: (id, version) => api.courseAuthoring.publish({ params: { id }, body: { version } }),
  retire: id => api.courseAuthoring.retire({ params: { id } }),
  asText: courseText,
}
