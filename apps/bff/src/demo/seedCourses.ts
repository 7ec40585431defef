import { PublishedCourse } from '@wallet/shared/courses/course'
import { lessonsOf } from '@wallet/shared/courses/progress'
import { addDays, dayIn, startOfDay } from '@wallet/shared/certificates/validity'
import { insertCourse, publishCourse } from '../courses/write.ts'
import type { Db } from '../db/connect.ts'
import { selectOne, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import type { DemoIssue } from './history.ts'
import { demoMediaUrl, seedMedia, writtenCourses, type CourseSlug } from './content.ts'
import { draftOf } from './courseFile.ts'

/** A course of the demo company, by now with ids. */
export interface DemoCourse {
  readonly slug: CourseSlug
  readonly id: number
  readonly title: string
  readonly summary: string
  readonly category: string
  readonly lessons: readonly { readonly id: number; readonly minutes: number }[]
}

/** The course that a certificate is about, where it is one of ours. */
export const courseOf = (courses: readonly DemoCourse[], { type, title }: DemoIssue): DemoCourse | null =>
  type === 'course' ? (courses.find(course => course.title === title) ?? null) : null

const findLessons = async (tx: Db, id: number) => {
  const row = await selectOne(tx, 'SELECT snapshot FROM course_versions WHERE course_id = :id', { id })
  return lessonsOf(PublishedCourse.parse(JSON.parse(text(row?.['snapshot']))).content)
}

/** Writes and publishes the courses of the demo company, one every two weeks until this spring's end. */
export const seedCourses = async (
  tx: Db,
  { files, clock, config }: Pick<Deps, 'files' | 'clock' | 'config'>,
  templateFor: (title: string) => number,
): Promise<DemoCourse[]> => {
  const now = clock.now()
  await seedMedia(tx, files, now)
  const courses: DemoCourse[] = []
  for (const [at, { slug, written }] of writtenCourses().entries()) {
    const day = addDays(dayIn(now, config.zone), -60 - 14 * at)
    const publishedAt = new Date(startOfDay(day, config.zone).getTime() + 10 * 3_600_000)
    const id = await insertCourse(tx, draftOf(written, { templateId: templateFor(written.title), sortOrder: at + 1 }, demoMediaUrl), publishedAt)
    await publishCourse(tx, id, null, publishedAt)
    courses.push({ slug, id, title: written.title, summary: written.summary, category: written.category, lessons: await findLessons(tx, id) })
  }
  return courses
}
