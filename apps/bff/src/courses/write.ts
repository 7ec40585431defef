import { PublishedCourse, type CourseContent, type CourseDraft } from '@wallet/shared/courses/course'
import { fail } from '@wallet/shared/problem'
import type { Db } from '../db/connect.ts'
import { number, numberOrNull, selectOne, text, type Row } from '../db/query.ts'

/** Gives what is new an id for good: lessons over all courses, chapters within theirs. */
export const withIds = async (tx: Db, courseId: number, { chapters }: CourseDraft['content']): Promise<CourseContent> => {
  let lastChapter = Math.max(0, ...chapters.map(({ id }) => id ?? 0))
  const newLesson = async () => number((await tx.models.lessons.create({ courseId }, { transaction: tx.transaction })).get('id'))
  const content: CourseContent = { chapters: [] }
  for (const { id, title, lessons } of chapters) {
    const chapter: CourseContent['chapters'][number] = { id: id ?? (lastChapter += 1), title, lessons: [] }
    for (const lesson of lessons) chapter.lessons.push({ ...lesson, id: lesson.id ?? (await newLesson()) })
    content.chapters.push(chapter)
  }
  return content
}

/** Writes a new course that nobody but its authors sees; answers its id. */
export const insertCourse = async (tx: Db, { content, ...draft }: CourseDraft, now: Date): Promise<number> => {
  const fresh = { state: 'draft', version: 1, publishedVersion: null, createdAt: now, updatedAt: now }
  const created = await tx.models.courses.create({ ...draft, ...fresh, content: '{"chapters":[]}' }, { transaction: tx.transaction })
  const id = number(created.get('id'))
  await created.update({ content: JSON.stringify(await withIds(tx, id, content)) }, { transaction: tx.transaction })
  return id
}

const snapshotOf = (row: Row): PublishedCourse =>
  PublishedCourse.parse({
    title: row['title'],
    englishTitle: row['english_title'],
    summary: row['summary'],
    sortOrder: number(row['sort_order']),
    category: row['category'],
    cover: row['cover'],
    templateId: row['template_id'],
    threshold: number(row['threshold']),
    content: JSON.parse(text(row['content'])),
  })

/** Makes the newest version of a course what learners see. The version stays as it is; what is edited later is another one. */
export const publishCourse = async (tx: Db, id: number, publishedBy: number | null, now: Date): Promise<void> => {
  const row = (await selectOne(tx, 'SELECT * FROM courses WHERE id = :id', { id })) ?? fail('course_not_found')
  const version = number(row['version'])
  // A version that was taken out of use comes back as it was.
  if (numberOrNull(row['published_version']) !== version) {
    const course = snapshotOf(row)
    const { title, englishTitle } = course
    await tx.models.courseVersions.create(
      { courseId: id, version, title, englishTitle, snapshot: JSON.stringify(course), publishedBy, publishedAt: now },
      { transaction: tx.transaction },
    )
  }
  await tx.models.courses.update({ state: 'published', publishedVersion: version, updatedAt: now }, { where: { id }, transaction: tx.transaction })
}
