import { CourseDraft } from '@wallet/shared/courses/course'
import type { LessonKind } from '@wallet/shared/courses/category'
import { insertCourse, publishCourse } from '../src/courses/write.ts'
import { inTransaction } from '../src/db/connect.ts'
import { execute, select, text } from '../src/db/query.ts'
import type { House } from './house.ts'

interface CourseWanted extends Partial<Omit<CourseDraft, 'content'>> {
  /** The kinds of its lessons, chapter by chapter. */
  readonly chapters?: readonly (readonly LessonKind[])[]
  readonly state?: 'draft' | 'published' | 'retired'
}

/** A course of short lessons, published where nothing else is said, and the ids of its lessons in order. */
export const aCourse = async (
  { deps: { db, clock } }: House,
  { chapters = [['text', 'text'], ['text']], state = 'published', ...more }: CourseWanted = {},
): Promise<{ readonly id: number; readonly lessonIds: readonly number[] }> => {
  const lessonOf = (kind: LessonKind, no: number) => ({
    title: `第 ${no + 1} 节`,
    kind,
    minutes: 4,
    body: '### 三个信号\n\n单看一笔，往往很正常。',
    mediaUrl: kind === 'text' ? null : '/api/media/file',
  })
  const content = { chapters: chapters.map((kinds, no) => ({ title: `第 ${no + 1} 章`, lessons: kinds.map(lessonOf) })) }
  const draft = { title: '反洗钱与合规基础', englishTitle: 'Anti-money laundering basics', category: 'compliance', cover: 'navy', ...more, content }
  const id = await inTransaction(db, async tx => {
    const courseId = await insertCourse(tx, CourseDraft.parse(draft), clock.now())
    if (state !== 'draft') await publishCourse(tx, courseId, null, clock.now())
    return courseId
  })
  if (state === 'retired') await retire({ db }, id)
  const [row] = await select(db, 'SELECT content FROM courses WHERE id = :id', { id })
  const stored = JSON.parse(text(row?.['content'])) as { chapters: { lessons: { id: number }[] }[] }
  return { id, lessonIds: stored.chapters.flatMap(({ lessons }) => lessons.map(lesson => lesson.id)) }
}

/** A course takes nobody new any more. */
export const retire = ({ db }: Pick<House['deps'], 'db'>, id: number): Promise<void> =>
  execute(db, "UPDATE courses SET state = 'retired' WHERE id = :id", { id })
