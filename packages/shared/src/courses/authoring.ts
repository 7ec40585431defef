import { z } from 'zod'
import { authored, AuthoredRow, basedOn, OrderBody, VersionBody } from '../authoring.ts'
import { endpoint } from '../contract/endpoint.ts'
import { pathId, rowId } from '../publication.ts'
import { line, plainText, prose } from '../text.ts'
import { courseCovers, lessonKinds } from './category.ts'
import { areDistinct, CourseCategoryField, courseLimits, mediaUrl } from './course.ts'

const count = z.int().min(0)

/** A course in the list of its authors. */
export const AuthoredCourseRow = AuthoredRow.extend({
  category: CourseCategoryField,
  chapterCount: count,
  lessonCount: count,
  learnerCount: count.describe('How many have enrolled'),
}).meta({ id: 'AuthoredCourseRow' })
export type AuthoredCourseRow = z.infer<typeof AuthoredCourseRow>

// What is being written may be incomplete: what learners need is asked for when it is published.
const lessonFields = {
  title: plainText(100),
  kind: z.enum(lessonKinds),
  minutes: z.int().min(1).max(600),
  body: prose(courseLimits.body).describe('Markdown'),
  mediaUrl: mediaUrl.nullable(),
}
const courseFields = {
  title: line(100),
  englishTitle: plainText(200),
  summary: plainText(300),
  category: CourseCategoryField,
  cover: z.enum(courseCovers),
  templateId: rowId.nullable().describe('The certificate it earns; null: none'),
  threshold: z.int().min(1).max(100).describe('The percentage of lessons at which the course is completed'),
}

const givenId = rowId.nullable().default(null).describe('Null: it is new and gets one')
const LessonEdit = z.strictObject({ id: givenId, ...lessonFields })
const ChapterEdit = z.strictObject({ id: givenId, title: plainText(100), lessons: z.array(LessonEdit).max(courseLimits.lessons) })
const ContentEdit = z
  .strictObject({ chapters: z.array(ChapterEdit).max(courseLimits.chapters) })
  .refine(({ chapters }) => areDistinct(chapters) && areDistinct(chapters.flatMap(({ lessons }) => lessons)), 'a chapter or a lesson stands here twice')
  .refine(({ chapters }) => chapters.flatMap(({ lessons }) => lessons).length <= courseLimits.lessons, `at most ${courseLimits.lessons} lessons`)

/** What is sent to write a course. Lessons keep their ids, so that what was learnt stays learnt; those with a null id are new. */
export const CourseEdit = z.strictObject({ ...courseFields, content: ContentEdit }).meta({ id: 'CourseEdit' })
export type CourseEdit = z.infer<typeof CourseEdit>

/** A course as its authors see it: the newest version, published or not. */
export const AuthoredCourse = z
  .object({
    ...authored,
    ...courseFields,
    title: z.string(),
    content: z.object({
      chapters: z.array(z.object({ id: rowId, title: z.string(), lessons: z.array(z.object({ id: rowId, ...lessonFields, body: z.string() })) })),
    }),
    learnerCount: count,
  })
  .meta({ id: 'AuthoredCourse' })
export type AuthoredCourse = z.infer<typeof AuthoredCourse>

/** A file that is kept for lessons. */
export const Media = z
  .object({
    url: z.string().describe('Where lessons find it'),
    name: z.string(),
    contentType: z.string().describe('As recognised by what is in it'),
    size: count.describe('In bytes, as it is kept'),
  })
  .meta({ id: 'Media' })
export type Media = z.infer<typeof Media>

const params = z.object({ id: pathId })
/** A course comes as a whole, with all that its lessons say. */
const maxBody = 4_000_000

/** Courses, by those who write them. */
export const courseAuthoring = {
  /** All of them, in the order in which learners see them. */
  list: endpoint({
    method: 'GET',
    path: '/api/authoring/courses',
    access: 'issuer',
    summary: 'Courses, as their authors see them',
    returns: z.object({ items: z.array(AuthoredCourseRow) }),
  }),
  /** The newest version of one, published or not. */
  get: endpoint({
    method: 'GET',
    path: '/api/authoring/courses/:id',
    access: 'issuer',
    summary: 'One course, as its authors see it',
    params,
    returns: AuthoredCourse,
    problems: ['course_not_found'],
  }),
  /** A new course that learners do not see yet. It may be incomplete. */
  create: endpoint({
    method: 'POST',
    path: '/api/authoring/courses',
    access: 'issuer',
    summary: 'Begin a course',
    body: CourseEdit,
    maxBody,
    returns: AuthoredCourse,
    status: [201],
    problems: ['invalid_request'],
  }),
  /** Makes a new version that learners do not see yet; what changes nothing makes none. */
  update: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/:id',
    access: 'issuer',
    summary: 'Change a course (a new version)',
    params,
    body: CourseEdit.extend(basedOn),
    maxBody,
    returns: AuthoredCourse,
    problems: ['course_not_found', 'stale_version'],
  }),
  /**
   * Shows learners this version from now on, also where the course was retired. What they have learnt stays learnt; whoever has completed what
   * is left of it has completed the course. Refused with every reason where something is missing.
   */
  publish: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/:id/publish',
    access: 'issuer',
    summary: 'Publish the newest version of a course',
    params,
    body: VersionBody,
    returns: AuthoredCourse,
    problems: ['course_not_found', 'stale_version'],
  }),
  /** Takes no newcomers any more; those who are enrolled keep it. */
  retire: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/:id/retire',
    access: 'issuer',
    summary: 'Retire a course',
    params,
    returns: AuthoredCourse,
    problems: ['course_not_found'],
  }),
  /** Learners see the new order at once. */
  order: endpoint({
    method: 'PUT',
    path: '/api/authoring/courses/order',
    access: 'issuer',
    summary: 'Put courses in order',
    body: OrderBody,
    returns: z.object({ items: z.array(AuthoredCourseRow) }),
  }),
  /**
   * Keeps a file for lessons: PNG, JPEG or WebP to 5 MiB and 25 million pixels (kept anew, without what the camera noted), PDF to 20 MiB, MP4 to
   * 100 MiB. What counts is what is in it, not how it is called.
   */
  upload: endpoint({
    method: 'POST',
    path: '/api/authoring/media',
    access: 'issuer',
    summary: 'Keep a picture, video or document for lessons',
    query: z.strictObject({ name: plainText(200).default('') }),
    takesFile: true,
    returns: Media,
    status: [201],
    problems: ['media_unknown', 'media_damaged', 'media_too_many_pixels', 'picture_moving', 'payload_too_large', 'render_timeout'],
  }),
}
