import { z } from 'zod'
import { published, rowId } from '../publication.ts'
import { line, prose } from '../text.ts'
import { courseCategories, courseCovers, lessonKinds } from './category.ts'

/** A category, where it comes in or goes out. */
export const CourseCategoryField = z.enum(courseCategories)

/** So much fits into a course; lessons over all chapters, characters of a lesson's Markdown. */
export const courseLimits = { chapters: 50, lessons: 300, body: 40_000 } as const

/** A file of our own: a path from the origin. Other hosts are refused by the page's policy anyway. */
export const mediaUrl = z
  .string()
  .max(500)
  .regex(/^\/(?!\/)(?!.*\.\.)[A-Za-z0-9._/-]+$/, 'has to be a path on this site')

const lessonFields = {
  title: line(100),
  kind: z.enum(lessonKinds),
  minutes: z.int().min(1).max(600).describe('How long it takes, as the author thinks'),
  body: prose(courseLimits.body).describe('Markdown'),
  mediaUrl: mediaUrl.nullable().describe('The picture, video or document; null: none'),
}

/** One lesson. Its id stays the same over the versions of its course, so that what was learnt stays learnt. */
export const Lesson = z.object({ id: rowId, ...lessonFields }).meta({ id: 'Lesson' })
export type Lesson = z.infer<typeof Lesson>

/** Lessons that belong together. */
export const Chapter = z.object({ id: rowId, title: line(100), lessons: z.array(Lesson) }).meta({ id: 'Chapter' })
export type Chapter = z.infer<typeof Chapter>

/** What a version of a course holds, in the order in which it is learnt. */
export const CourseContent = z.object({ chapters: z.array(Chapter) }).meta({ id: 'CourseContent' })
export type CourseContent = z.infer<typeof CourseContent>

const courseFields = {
  ...published,
  category: CourseCategoryField,
  cover: z.enum(courseCovers),
  templateId: rowId.nullable().describe('The certificate it earns; null: none'),
  threshold: z.int().min(1).max(100).describe('The percentage of lessons at which the course is completed'),
}

/** A version of a course as it was published: what learners see, whatever its authors do afterwards. */
export const PublishedCourse = z.object({ ...courseFields, content: CourseContent })
export type PublishedCourse = z.infer<typeof PublishedCourse>

/** An id that has been given, or null for what is new and gets one when it is saved. */
const givenId = rowId.nullable().default(null)
const LessonDraft = z
  .strictObject({ id: givenId, ...lessonFields, body: lessonFields.body.default(''), mediaUrl: lessonFields.mediaUrl.default(null) })
  .refine(({ kind, mediaUrl: file }) => kind === 'text' || file !== null, { path: ['mediaUrl'], message: 'this kind of lesson needs a file' })
  .refine(({ kind, body }) => kind !== 'text' || body !== '', { path: ['body'], message: 'a lesson of text needs text' })
const ChapterDraft = z.strictObject({ id: givenId, title: line(100), lessons: z.array(LessonDraft).min(1).max(courseLimits.lessons) })
type Ids = readonly { readonly id: number | null }[]
/** Whether no id stands here twice. */
export const areDistinct = (rows: Ids) => {
  const given = rows.flatMap(({ id }) => id ?? [])
  return new Set(given).size === given.length
}
const ContentDraft = z
  .strictObject({ chapters: z.array(ChapterDraft).min(1).max(courseLimits.chapters) })
  .refine(({ chapters }) => areDistinct(chapters) && areDistinct(chapters.flatMap(({ lessons }) => lessons)), 'a chapter or a lesson stands here twice')
  .refine(({ chapters }) => chapters.flatMap(({ lessons }) => lessons).length <= courseLimits.lessons, `at most ${courseLimits.lessons} lessons`)

/** What is sent to create or change a course. Lessons keep their ids; those with a null id are new. */
export const CourseDraft = z
  .strictObject({
    ...courseFields,
    summary: courseFields.summary.default(''),
    sortOrder: courseFields.sortOrder.default(0),
    templateId: courseFields.templateId.default(null),
    threshold: courseFields.threshold.default(100),
    content: ContentDraft,
  })
  .meta({ id: 'CourseDraft' })
export type CourseDraft = z.infer<typeof CourseDraft>
