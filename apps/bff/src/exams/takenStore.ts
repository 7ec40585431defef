import type { Db } from '../db/connect.ts'
import { boolean, date, dateOrNull, number, numberOrNull, select, type Row } from '../db/query.ts'

/** What a person's attempts at an exam come to, however many there are. */
export interface Taken {
  readonly begun: number
  /** The one that counts: the best score, the earlier one of two equals; null: none has ended. */
  readonly best: { readonly attemptId: number; readonly attemptNo: number; readonly score: number; readonly isPassed: boolean } | null
  /** The one that nobody has ended yet. */
  readonly open: { readonly attemptId: number; readonly deadlineAt: Date | null } | null
}
/** Of an exam that was never begun. */
export const untaken: Taken = { begun: 0, best: null, open: null }

const bestOf = (row: Row): Taken['best'] => ({
  attemptId: number(row['id']),
  attemptNo: number(row['attempt_no']),
  score: number(row['score']),
  isPassed: boolean(row['is_passed']),
})
const withRow = (taken: Taken, row: Row): Taken => ({
  ...taken,
  begun: number(row['begun']),
  ...(row['ended_at'] === null ? { open: { attemptId: number(row['id']), deadlineAt: dateOrNull(row['deadline_at']) } } : { best: bestOf(row) }),
})

/** How a person stands in each of these exams; one that they have never begun is not among them. */
export const listTaken = async (db: Db, userId: number, examIds: readonly number[]): Promise<ReadonlyMap<number, Taken>> => {
  const taken = new Map<number, Taken>()
  if (examIds.length === 0) return taken
  const rows = await select(
    db,
    `SELECT id, exam_id, attempt_no, score, is_passed, deadline_at, ended_at, begun FROM (
       SELECT a.id, a.exam_id, a.attempt_no, a.score, a.is_passed, a.deadline_at, a.ended_at, COUNT(*) OVER (PARTITION BY a.exam_id) AS begun,
         ROW_NUMBER() OVER (PARTITION BY a.exam_id, a.ended_at IS NULL ORDER BY a.score DESC, a.attempt_no) AS turn
       FROM attempts a WHERE a.user_id = :userId AND a.exam_id IN (:examIds)) ranked WHERE turn = 1`,
    { userId, examIds },
  )
  for (const row of rows) taken.set(number(row['exam_id']), withRow(taken.get(number(row['exam_id'])) ?? untaken, row))
  return taken
}
export const findTaken = async (db: Db, userId: number, examId: number): Promise<Taken> => (await listTaken(db, userId, [examId])).get(examId) ?? untaken

/** One attempt without its paper. */
export interface AttemptHead {
  readonly id: number
  readonly attemptNo: number
  readonly startedAt: Date
  /** Null, like score and pass: it goes on. */
  readonly endedAt: Date | null
  readonly score: number | null
  readonly isPassed: boolean | null
}
const headOf = (row: Row): AttemptHead => ({
  id: number(row['id']),
  attemptNo: number(row['attempt_no']),
  startedAt: date(row['started_at']),
  endedAt: dateOrNull(row['ended_at']),
  score: numberOrNull(row['score']),
  isPassed: row['is_passed'] === null ? null : boolean(row['is_passed']),
})

/** The latest attempts of a person at an exam, the latest first. */
export const listLatest = async (db: Db, userId: number, examId: number, limit: number): Promise<AttemptHead[]> =>
  (
    await select(
      db,
      `SELECT id, attempt_no, started_at, ended_at, score, is_passed FROM attempts WHERE user_id = :userId AND exam_id = :examId
       ORDER BY attempt_no DESC LIMIT :limit`,
      { userId, examId, limit },
    )
  ).map(headOf)
