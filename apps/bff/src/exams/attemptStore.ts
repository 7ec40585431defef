import type { Mark } from '@wallet/shared/exams/score'
import type { OptionKey } from '@wallet/shared/exams/option'
import type { Paper } from '@wallet/shared/exams/paper'
import type { Db } from '../db/connect.ts'
import { boolean, date, dateOrNull, instant, number, numberOrNull, select, selectOne, text, type Row } from '../db/query.ts'

/** What came of an attempt. */
export interface Outcome {
  readonly submittedAt: Date | null
  readonly endedAt: Date
  readonly score: number
  readonly isPassed: boolean
  readonly marks: readonly { readonly questionId: number; readonly mark: Mark }[]
  readonly badgeIds: readonly number[]
  /** The certificate that it brought. */
  readonly certificateId: number | null
}

/** An attempt as it is kept. */
export interface AttemptRow {
  readonly id: number
  readonly userId: number
  readonly examId: number
  readonly versionId: number
  readonly attemptNo: number
  readonly paper: Paper
  readonly startedAt: Date
  readonly deadlineAt: Date | null
  /** Null: it goes on. */
  readonly outcome: Outcome | null
}
export type EndedRow = AttemptRow & { readonly outcome: Outcome }

const outcomeOf = (row: Row): Outcome | null => {
  const endedAt = dateOrNull(row['ended_at'])
  return (
    endedAt && {
      endedAt,
      submittedAt: dateOrNull(row['submitted_at']),
      score: number(row['score']),
      isPassed: boolean(row['is_passed']),
      marks: JSON.parse(text(row['marks'])) as Outcome['marks'],
      badgeIds: JSON.parse(text(row['badge_ids'])) as number[],
      certificateId: numberOrNull(row['certificate_id']),
    }
  )
}
const attemptOf = (row: Row): AttemptRow => ({
  id: number(row['id']),
  userId: number(row['user_id']),
  examId: number(row['exam_id']),
  versionId: number(row['exam_version_id']),
  attemptNo: number(row['attempt_no']),
  paper: JSON.parse(text(row['paper'])) as Paper,
  startedAt: date(row['started_at']),
  deadlineAt: dateOrNull(row['deadline_at']),
  outcome: outcomeOf(row),
})

export const hasEnded = (attempt: AttemptRow): attempt is EndedRow => attempt.outcome !== null

/** An attempt of this person, or null. */
export const findAttempt = async (db: Db, id: number, userId: number): Promise<AttemptRow | null> => {
  const row = await selectOne(db, 'SELECT * FROM attempts WHERE id = :id AND user_id = :userId', { id, userId })
  return row && attemptOf(row)
}

/** The questions on papers of this person that are not submitted yet, whichever exam asks them. */
export const listUnderExam = async (db: Db, userId: number): Promise<ReadonlySet<number>> => {
  const rows = await select(db, 'SELECT paper FROM attempts WHERE user_id = :userId AND ended_at IS NULL', { userId })
  return new Set(rows.flatMap(row => (JSON.parse(text(row['paper'])) as Paper).map(({ questionId }) => questionId)))
}

/** Attempts that nobody has ended although their time has run out, and whose they are. */
export const listOverdue = async (
  db: Db,
  now: Date,
  { limit, except }: { readonly limit: number; readonly except: readonly number[] },
): Promise<{ attemptId: number; userId: number; employeeNo: string }[]> => {
  const rows = await select(
    db,
    `SELECT a.id, a.user_id, u.employee_no FROM attempts a JOIN users u ON u.id = a.user_id
     WHERE a.ended_at IS NULL AND a.deadline_at < :now AND a.id NOT IN (:except) ORDER BY a.deadline_at LIMIT :limit`,
    { now: instant(db, now), except: [0, ...except], limit },
  )
  return rows.map(row => ({ attemptId: number(row['id']), userId: number(row['user_id']), employeeNo: text(row['employee_no']) }))
}

type NewAttempt = Omit<AttemptRow, 'id' | 'outcome'> & { readonly seed: string }

export const insertAttempt = async (tx: Db, { versionId, paper, ...attempt }: NewAttempt): Promise<AttemptRow> => {
  const row = { ...attempt, examVersionId: versionId, paper: JSON.stringify(paper) }
  const created = await tx.models.attempts.create(row, { transaction: tx.transaction })
  return { ...attempt, versionId, paper, id: number(created.get('id')), outcome: null }
}

/** Writes what came of an attempt; the caller has made sure, under the learner's lock, that it goes on. */
export const saveOutcome = async (tx: Db, id: number, outcome: Outcome): Promise<void> => {
  const row = { ...outcome, marks: JSON.stringify(outcome.marks), badgeIds: JSON.stringify(outcome.badgeIds) }
  await tx.models.attempts.update(row, { where: { id }, transaction: tx.transaction })
}

/** An answer as it is kept: in the author's keys. */
export interface SavedAnswer {
  readonly questionId: number
  readonly picked: readonly OptionKey[]
  readonly isFlagged: boolean
  readonly savedAt: Date
}

export const listAnswers = async (db: Db, attemptId: number): Promise<SavedAnswer[]> => {
  const rows = await select(db, 'SELECT question_id, picked, is_flagged, saved_at FROM attempt_answers WHERE attempt_id = :attemptId', { attemptId })
  return rows.map(row => ({
    questionId: number(row['question_id']),
    picked: [...text(row['picked'])] as OptionKey[],
    isFlagged: boolean(row['is_flagged']),
    savedAt: date(row['saved_at']),
  }))
}

/** Keeps answers; one that is there gives way. */
export const saveAnswers = async (tx: Db, attemptId: number, answers: readonly SavedAnswer[]): Promise<void> => {
  const rows = answers.map(answer => ({ ...answer, attemptId, picked: answer.picked.join('') }))
  await tx.models.attemptAnswers.bulkCreate(rows, { updateOnDuplicate: ['picked', 'isFlagged', 'savedAt'], transaction: tx.transaction })
}
