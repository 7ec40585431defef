import { PublishedCourse, type Lesson } from '@wallet/shared/courses/course'
import { lessonsOf } from '@wallet/shared/courses/progress'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne, text } from '../db/query.ts'

/** A lesson without what it says. */
export type OutlinedLesson = Pick<Lesson, 'id' | 'title' | 'kind' | 'minutes'>
interface OutlinedChapter {
  readonly id: number
  readonly title: string
  readonly lessons: readonly OutlinedLesson[]
}
/** A published version of a course without what its lessons say: all that lists and progress need. */
export interface Outline extends Omit<PublishedCourse, 'content'> {
  readonly chapters: readonly OutlinedChapter[]
  /** Of all chapters, in the order in which they are learnt. */
  readonly lessons: readonly OutlinedLesson[]
}

const outlined = ({ id, title, kind, minutes }: Lesson): OutlinedLesson => ({ id, title, kind, minutes })
const outlineOf = ({ content, ...course }: PublishedCourse): Outline => ({
  ...course,
  chapters: content.chapters.map(({ id, title, lessons }) => ({ id, title, lessons: lessons.map(outlined) })),
  lessons: lessonsOf(content).map(outlined),
})
const published = (snapshot: unknown) => PublishedCourse.parse(JSON.parse(text(snapshot)))

/** More courses than most organisations have, some kilobytes each. */
const most = 2_000
const known = new WeakMap<object, Map<number, Outline>>()
const knownIn = ({ sequelize }: Db) => {
  const outlines = known.get(sequelize) ?? new Map<number, Outline>()
  known.set(sequelize, outlines)
  return outlines
}

const read = async (db: Db, versionIds: readonly number[]): Promise<[number, Outline][]> => {
  if (versionIds.length === 0) return []
  const rows = await select(db, 'SELECT id, snapshot FROM course_versions WHERE id IN (:versionIds)', { versionIds })
  return rows.map(row => [number(row['id']), outlineOf(published(row['snapshot']))])
}

/** Outlines of published versions. Those never change: a process reads each once. */
export const outlinesOf = async (db: Db, versionIds: readonly number[]): Promise<ReadonlyMap<number, Outline>> => {
  const outlines = knownIn(db)
  const held = versionIds.flatMap((id): [number, Outline][] => {
    const outline = outlines.get(id)
    return outline ? [[id, outline]] : []
  })
  const found = new Map(held)
  const fresh = await read(
    db,
    versionIds.filter(id => !found.has(id)),
  )
  if (outlines.size + fresh.length > most) outlines.clear()
  for (const [id, outline] of fresh) outlines.set(id, outline)
  return new Map([...held, ...fresh])
}

/** They are read again: somebody's name was taken out of what never changes otherwise. */
export const forgetOutlines = ({ sequelize }: Db): void => void known.delete(sequelize)

/** A lesson of a published version as a whole; null where that version has no such lesson. */
export const findLessonIn = async (db: Db, versionId: number, lessonId: number): Promise<Lesson | null> => {
  const row = await selectOne(db, 'SELECT snapshot FROM course_versions WHERE id = :versionId', { versionId })
  return lessonsOf(published(row?.['snapshot']).content).find(({ id }) => id === lessonId) ?? null
}
