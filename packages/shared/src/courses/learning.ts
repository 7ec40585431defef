import { z } from 'zod'
import { Earned } from '../badges/earned.ts'
import { CertificateTypeField } from '../certificates/certificate.ts'
import { rowId } from '../publication.ts'
import { orientations } from '../templates/stage.ts'
import { courseCovers, lessonKinds } from './category.ts'
import { CourseCategoryField } from './course.ts'

const count = z.int().min(0)
const seconds = z.int().min(0).max(86_400)

/** What is known of one person in one lesson. */
export const LessonProgress = z
  .object({
    seconds: count.describe('Spent in it, as far as the server saw them pass'),
    position: count.describe('The furthest second seen of a video; 0 in other lessons'),
    completedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'LessonProgress' })
export type LessonProgress = z.infer<typeof LessonProgress>

/** How far one person is in a course as it is now. */
export const CourseProgress = z
  .object({
    enrolledAt: z.iso.datetime(),
    completedAt: z.iso.datetime().nullable().describe('It stays, should a newer version add lessons'),
    done: count,
    total: count,
    percent: z.number().min(0).max(100),
    certificateNo: z.string().nullable().describe('The certificate that it earned'),
  })
  .meta({ id: 'CourseProgress' })
export type CourseProgress = z.infer<typeof CourseProgress>

/** The certificate that completing a course earns. */
export const CourseReward = z
  .object({
    type: CertificateTypeField,
    name: z.string(),
    orientation: z.enum(orientations),
    validityMonths: z.int().nullable().describe('Null: without an end'),
  })
  .meta({ id: 'CourseReward' })
export type CourseReward = z.infer<typeof CourseReward>

const card = {
  id: rowId,
  title: z.string(),
  englishTitle: z.string(),
  summary: z.string(),
  category: CourseCategoryField,
  cover: z.enum(courseCovers),
  chapterCount: count,
  lessonCount: count,
  minutes: count.describe('All lessons together'),
  learnerCount: count.describe('How many have enrolled, as of a minute ago'),
  isRequired: z.boolean().describe('Required on the growth path of my post'),
  isRetired: z.boolean().describe('Takes no newcomers any more'),
  earns: CourseReward.nullable(),
  progress: CourseProgress.nullable().describe('Null: I have not enrolled'),
}
/** A course on the shelf, and how far I am in it. */
export const CourseCard = z.object(card).meta({ id: 'CourseCard' })
export type CourseCard = z.infer<typeof CourseCard>

const lessonRef = z.object({ id: rowId, title: z.string() })
const lessonLine = { ...lessonRef.shape, kind: z.enum(lessonKinds), minutes: z.int() }
/** A lesson in the table of contents. */
export const LessonLine = z.object({ ...lessonLine, progress: LessonProgress.nullable() }).meta({ id: 'LessonLine' })
export type LessonLine = z.infer<typeof LessonLine>
/** A chapter in the table of contents; `done`: how many of its lessons I have completed. */
export const ChapterLine = z.object({ id: rowId, title: z.string(), done: count, lessons: z.array(LessonLine) }).meta({ id: 'ChapterLine' })
export type ChapterLine = z.infer<typeof ChapterLine>

/** Where to go on; null: every lesson is completed. */
const nextLesson = z.object({ ...lessonLine, chapterNo: z.int().min(1), lessonNo: z.int().min(1).describe('Within its chapter') }).nullable()

/** A course with its table of contents. */
export const CourseView = z
  .object({
    ...card,
    publishedAt: z.iso.datetime(),
    threshold: z.int().describe('The percentage of lessons at which it is completed'),
    chapters: z.array(ChapterLine),
    next: nextLesson,
    minutesLeft: count,
  })
  .meta({ id: 'CourseView' })
export type CourseView = z.infer<typeof CourseView>

/** The course opened last that is not completed. */
export const ContinueCard = z.object({ ...card, next: nextLesson.unwrap(), minutesLeft: count }).meta({ id: 'ContinueCard' })
export type ContinueCard = z.infer<typeof ContinueCard>

/** One lesson to learn from. */
export const LessonView = z
  .object({
    ...lessonLine,
    body: z.string().describe('Markdown'),
    mediaUrl: z.string().nullable().describe('The picture, video or document'),
    course: z.object({ id: rowId, title: z.string(), englishTitle: z.string(), cover: z.enum(courseCovers) }),
    chapterTitle: z.string(),
    chapterNo: z.int().min(1),
    lessonNo: z.int().min(1).describe('Within its chapter'),
    previous: lessonRef.nullable(),
    next: lessonRef.nullable(),
    progress: LessonProgress.nullable(),
  })
  .meta({ id: 'LessonView' })
export type LessonView = z.infer<typeof LessonView>

/** What a phone tells of a lesson: since it told last, and how far it is. */
export const LessonReport = z
  .strictObject({
    seconds: seconds.describe('Spent since the last report; what has not passed on the server does not count'),
    completed: z.boolean().describe('Whether the learner is through; of a video, `position` and `duration` say so'),
    position: seconds.optional().describe('The furthest second seen of a video'),
    duration: seconds.optional().describe('How long the video is'),
  })
  .meta({ id: 'LessonReport' })
export type LessonReport = z.infer<typeof LessonReport>

/** What has been noted of a report, and what came of it. */
export const Reported = z.object({ savedAt: z.iso.datetime(), lesson: LessonProgress, course: CourseProgress, earned: Earned }).meta({ id: 'Reported' })
export type Reported = z.infer<typeof Reported>
