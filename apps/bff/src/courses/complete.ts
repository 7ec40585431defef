import type { AuthoredCourse } from '@wallet/shared/courses/authoring'
import { CourseDraft } from '@wallet/shared/courses/course'
import type { LessonKind } from '@wallet/shared/courses/category'
import { fail, type Reason } from '@wallet/shared/problem'
import type { Db } from '../db/connect.ts'
import { selectOne } from '../db/query.ts'
import { mediaTypes } from './authorStore.ts'
import { mediaUrlOf } from './media.ts'

const fits: Readonly<Record<LessonKind, RegExp>> = { text: /^/, picture: /^image\//, video: /^video\//, document: /^application\/pdf$/ }
const tokenOf = (url: string | null) => (url?.startsWith(mediaUrlOf('')) ? url.slice(mediaUrlOf('').length) : '')

/** Lessons whose file is not there, or is of another kind. */
const wrongFiles = async (tx: Db, { content }: AuthoredCourse): Promise<Reason[]> => {
  const lessons = content.chapters.flatMap(({ lessons: each }, chapter) =>
    each.map((lesson, no) => ({ ...lesson, path: `content.chapters.${chapter}.lessons.${no}` })),
  )
  const withFile = lessons.filter(({ kind, mediaUrl }) => kind !== 'text' && mediaUrl !== null)
  const types = await mediaTypes(
    tx,
    withFile.map(({ mediaUrl }) => tokenOf(mediaUrl)),
  )
  return withFile
    .filter(({ kind, mediaUrl }) => !fits[kind].test(types.get(tokenOf(mediaUrl)) ?? 'none'))
    .map(({ path }) => ({ path: `${path}.mediaUrl`, message: 'this kind of lesson needs a file of its kind' }))
}

const wrongTemplate = async (tx: Db, { templateId: id }: AuthoredCourse): Promise<Reason[]> => {
  const row = id === null || (await selectOne(tx, 'SELECT id FROM certificate_templates WHERE id = :id AND is_active = 1', { id }))
  return row ? [] : [{ path: 'templateId', message: 'is not there' }]
}

/** Refuses to publish a course that lacks something learners need, with every reason at once. */
export const insistOnComplete = async (tx: Db, course: AuthoredCourse): Promise<void> => {
  const { title, englishTitle, summary, category, cover, templateId, threshold, content } = course
  const { error } = CourseDraft.safeParse({ title, englishTitle, summary, category, cover, templateId, threshold, content })
  const missing = error?.issues.map(({ path, message }): Reason => ({ path: path.join('.'), message })) ?? []
  const errors = [...missing, ...(await wrongFiles(tx, course)), ...(await wrongTemplate(tx, course))]
  if (errors.length > 0) fail('invalid_request', { errors })
}
