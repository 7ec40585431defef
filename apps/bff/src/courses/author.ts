import type { AuthoredCourse, AuthoredCourseRow, CourseEdit } from '@wallet/shared/courses/authoring'
import { fail } from '@wallet/shared/problem'
import { appendAudit } from '../audit/append.ts'
import { insistOnVersion, lastPlace, listAuthored, lockAuthored, reorder } from '../db/authored.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import { number, numberOrNull, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { authoredCourse, authoredRow, idsOf, findAuthored, saveVersion } from './authorStore.ts'
import { insistOnComplete } from './complete.ts'
import { insistOnKnown } from './knownIds.ts'
import { countLearners } from './learnerCounts.ts'
import { insertCourse, publishCourse, withIds } from './write.ts'

type Author = Pick<SignedIn, 'userId'>
type Deed = 'created' | 'changed' | 'published' | 'retired'

const note = (tx: Db, { clock }: Pick<Deps, 'clock'>, { userId }: Author, deed: Deed, { id, version }: Pick<AuthoredCourse, 'id' | 'version'>) =>
  appendAudit(tx, { event: `course.${deed}`, subject: `course:${id}`, actorId: userId, data: { version }, at: clock.now() })

/** All courses, in the order in which learners see them. */
export const listForAuthors = async (db: Db): Promise<{ items: AuthoredCourseRow[] }> => {
  const [rows, learners] = await Promise.all([listAuthored(db, 'courses'), countLearners(db)])
  return { items: rows.map(row => authoredRow(row, learners)) }
}

export const getForAuthors = async (db: Db, id: number): Promise<AuthoredCourse> => (await findAuthored(db, id)) ?? fail('course_not_found')

/** Begins a course, behind all others. */
export const createCourse = (deps: Deps, author: Author, edit: CourseEdit): Promise<AuthoredCourse> =>
  inTransaction(deps.db, async tx => {
    insistOnKnown(edit.content, { chapters: new Set(), lessons: new Set() })
    const id = await insertCourse(tx, { ...edit, sortOrder: await lastPlace(tx, 'courses') }, deps.clock.now())
    const course = await getForAuthors(tx, id)
    await note(tx, deps, author, 'created', course)
    return course
  })

/** Runs a change of the course as it is now, locked; answers what has become of it. */
const changing = (deps: Deps, id: number, change: (tx: Db, row: NonNullable<Awaited<ReturnType<typeof lockAuthored>>>) => Promise<void>) =>
  inTransaction(deps.db, async tx => {
    await change(tx, (await lockAuthored(tx, 'courses', id)) ?? fail('course_not_found'))
    return getForAuthors(tx, id)
  })

/** Makes a new version, where anything is different. */
export const changeCourse = (
  deps: Deps,
  author: Author,
  id: number,
  { version, ...edit }: CourseEdit & { readonly version: number },
): Promise<AuthoredCourse> =>
  changing(deps, id, async (tx, row) => {
    insistOnVersion(row, version)
    insistOnKnown(edit.content, await idsOf(tx, row))
    const content = JSON.stringify(await withIds(tx, id, edit.content))
    const before = authoredCourse(row, 0)
    const isSame = content === text(row['content']) && JSON.stringify({ ...before, ...edit, content: before.content }) === JSON.stringify(before)
    if (isSame) return
    await saveVersion(tx, id, { ...edit, content, version: version + 1, updatedAt: deps.clock.now() })
    await note(tx, deps, author, 'changed', { id, version: version + 1 })
  })

/** Shows learners the newest version, if it has all that they need. */
export const publishForAuthors = (deps: Deps, author: Author, id: number, version: number): Promise<AuthoredCourse> =>
  changing(deps, id, async (tx, row) => {
    insistOnVersion(row, version)
    await insistOnComplete(tx, authoredCourse(row, 0))
    if (numberOrNull(row['published_version']) === version && text(row['state']) === 'published') return
    await publishCourse(tx, id, author.userId, deps.clock.now())
    await note(tx, deps, author, 'published', { id, version })
  })

/** Takes no newcomers any more. */
export const retireCourse = (deps: Deps, author: Author, id: number): Promise<AuthoredCourse> =>
  changing(deps, id, async (tx, row) => {
    if (text(row['state']) === 'retired') return
    await tx.models.courses.update({ state: 'retired', updatedAt: deps.clock.now() }, { where: { id }, transaction: tx.transaction })
    await note(tx, deps, author, 'retired', { id, version: number(row['version']) })
  })

/** Puts courses in order. */
export const orderCourses = (deps: Deps, { userId }: Author, ids: readonly number[]): Promise<{ items: AuthoredCourseRow[] }> =>
  inTransaction(deps.db, async tx => {
    await reorder(tx, 'courses', ids)
    await appendAudit(tx, { event: 'courses.ordered', subject: 'courses', actorId: userId, data: { count: ids.length }, at: deps.clock.now() })
    return listForAuthors(tx)
  })
