import { opensAt } from '@wallet/shared/dashboards/expiry'
import type { Db } from '../db/connect.ts'
import { date, instant, number, select, text } from '../db/query.ts'

/** A certificate that ends, and what it comes from. */
export interface Ending {
  readonly id: number
  readonly userId: number
  readonly courseId: number | null
  readonly examId: number | null
  readonly issuedAt: Date
  /** Exclusive. */
  readonly validUntil: Date
}

/** Somebody studied a course or sat down to an exam. */
interface Beginning {
  /** Whose, and of what: `12 course:3`. */
  readonly of: string
  readonly at: number
}

const atOnce = 500
const courseOf = (userId: number, courseId: number) => `${userId} course:${courseId}`
const examOf = (userId: number, examId: number) => `${userId} exam:${examId}`
const lessonIdOf = (key: string) => Number(/^(?:studied|lesson):(\d+)/.exec(key)?.[1])

/** A day that is over everywhere at that instant, or about to be. */
const dayBefore = (at: Date) => new Date(at.getTime() - 86_400_000).toISOString().slice(0, 10)

const listStudied = async (tx: Db, userIds: readonly number[], courseIds: readonly number[], since: Date): Promise<Beginning[]> => {
  if (courseIds.length === 0) return []
  const lessons = await select(tx, 'SELECT id, course_id FROM lessons WHERE course_id IN (:courseIds)', { courseIds })
  const courseOfLesson = new Map(lessons.map(row => [number(row['id']), number(row['course_id'])]))
  const sql = `SELECT user_id, event_key, at FROM learning_events
    WHERE user_id IN (:userIds) AND day >= :day AND at >= :since AND kind IN ('lessonStudied', 'lessonCompleted')`
  return (await select(tx, sql, { userIds, since: instant(tx, since), day: dayBefore(since) })).flatMap(row => {
    const courseId = courseOfLesson.get(lessonIdOf(text(row['event_key'])))
    return courseId === undefined ? [] : [{ of: courseOf(number(row['user_id']), courseId), at: date(row['at']).getTime() }]
  })
}
const listEnrolled = async (tx: Db, userIds: readonly number[], since: Date): Promise<Beginning[]> =>
  (
    await select(tx, 'SELECT user_id, course_id, enrolled_at FROM enrolments WHERE user_id IN (:userIds) AND enrolled_at >= :since', {
      userIds,
      since: instant(tx, since),
    })
  ).map(row => ({ of: courseOf(number(row['user_id']), number(row['course_id'])), at: date(row['enrolled_at']).getTime() }))

const listSat = async (tx: Db, userIds: readonly number[], examIds: readonly number[], since: Date): Promise<Beginning[]> => {
  if (examIds.length === 0) return []
  const sql = 'SELECT user_id, exam_id, started_at FROM attempts WHERE user_id IN (:userIds) AND exam_id IN (:examIds) AND started_at >= :since'
  return (await select(tx, sql, { userIds, examIds, since: instant(tx, since) })).map(row => ({
    of: examOf(number(row['user_id']), number(row['exam_id'])),
    at: date(row['started_at']).getTime(),
  }))
}

const idsOf = (ids: readonly (number | null)[]) => [...new Set(ids.filter(id => id !== null))]

const listBeginnings = async (tx: Db, endings: readonly Ending[], since: Date): Promise<Beginning[]> => {
  const [courseIds, examIds] = [idsOf(endings.map(one => one.courseId)), idsOf(endings.map(one => one.examId))]
  const everyone = idsOf(endings.map(one => one.userId))
  const found: Beginning[] = []
  for (let done = 0; done < everyone.length; done += atOnce) {
    const userIds = everyone.slice(done, done + atOnce)
    found.push(...(await listStudied(tx, userIds, courseIds, since)), ...(courseIds.length > 0 ? await listEnrolled(tx, userIds, since) : []))
    found.push(...(await listSat(tx, userIds, examIds, since)))
  }
  return found
}

/**
 * Which of these certificates their holders have begun to renew: from the 90th day before the end on, and after it was issued, they studied
 * the course it comes from or began an attempt at its exam. Answers their ids.
 */
export const listRenewing = async (tx: Db, all: readonly Ending[]): Promise<ReadonlySet<number>> => {
  const endings = all.filter(({ courseId, examId }) => courseId !== null || examId !== null).map(one => ({ ...one, opens: opensAt(one.validUntil) }))
  if (endings.length === 0) return new Set()
  const since = new Date(Math.min(...endings.map(({ opens }) => opens.getTime())))
  const begun = Map.groupBy(await listBeginnings(tx, endings, since), ({ of }) => of)
  const isRenewing = ({ userId, courseId, examId, issuedAt, validUntil, opens }: (typeof endings)[number]) =>
    [courseId !== null ? courseOf(userId, courseId) : '', examId !== null ? examOf(userId, examId) : '']
      .flatMap(of => begun.get(of) ?? [])
      .some(({ at }) => at >= opens.getTime() && at > issuedAt.getTime() && at < validUntil.getTime())
  return new Set(endings.filter(isRenewing).map(({ id }) => id))
}
