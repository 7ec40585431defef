import { courseCategories, type CourseCategory } from '@wallet/shared/courses/category'
import type { OptionKey } from '@wallet/shared/exams/option'
import type { Paper } from '@wallet/shared/exams/paper'
import type { Question } from '@wallet/shared/exams/question'
import type { PracticeAnswer } from '@wallet/shared/practice/round'
import type { PracticeScope } from '@wallet/shared/practice/shown'
import type { Db } from '../db/connect.ts'
import { boolean, date, number, numberOrNull, select, selectOne, text, type Row } from '../db/query.ts'
import { questionOf } from '../exams/write.ts'

/** What may be practised, as part of the query itself: published, and not kept for exams. */
const practisable = "q.state = 'published' AND q.is_reserved = 0"

/** A question as lists need it: without what it says. */
export interface PoolEntry {
  readonly id: number
  readonly category: CourseCategory
  readonly courseId: number | null
}

/** All that may be practised. */
export const listPool = async (db: Db): Promise<PoolEntry[]> => {
  const rows = await select(db, `SELECT q.id, q.category, q.course_id FROM questions q WHERE ${practisable} ORDER BY q.id`)
  return rows.map(row => ({
    id: number(row['id']),
    category: courseCategories.find(category => category === row['category']) ?? 'product',
    courseId: numberOrNull(row['course_id']),
  }))
}

/** Those of these questions that may be practised, in the order of their ids here. */
export const findQuestions = async (db: Db, ids: readonly number[]): Promise<Question[]> => {
  if (ids.length === 0) return []
  const rows = (await select(db, `SELECT q.* FROM questions q WHERE q.id IN (:ids) AND ${practisable}`, { ids: [...ids] })).map(questionOf)
  return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** What the published courses that questions belong to are called. */
export const listCourseTitles = async (db: Db): Promise<{ id: number; title: string; englishTitle: string }[]> => {
  const rows = await select(
    db,
    `SELECT c.id, v.title, v.english_title FROM courses c JOIN course_versions v ON v.course_id = c.id AND v.version = c.published_version
     WHERE c.state = 'published' AND c.id IN (SELECT q.course_id FROM questions q WHERE ${practisable}) ORDER BY c.sort_order, c.id`,
  )
  return rows.map(row => ({ id: number(row['id']), title: text(row['title']), englishTitle: text(row['english_title']) }))
}

/** The latest answer of this person to each question that they have practised. Of two at the same moment a right one is the later. */
export const listLatestAnswers = async (db: Db, userId: number): Promise<PracticeAnswer[]> => {
  const rows = await select(
    db,
    `SELECT question_id, is_right, answered_at FROM (
       SELECT question_id, is_right, answered_at, ROW_NUMBER() OVER (PARTITION BY question_id ORDER BY answered_at DESC, is_right DESC) AS turn
       FROM practice_answers WHERE user_id = :userId) latest WHERE turn = 1`,
    { userId },
  )
  return rows.map(row => ({ questionId: number(row['question_id']), isRight: boolean(row['is_right']), at: date(row['answered_at']) }))
}

/** How many answers this person has given in practice, each time counted, and how many of them were right. */
export const countAnswers = async (db: Db, userId: number): Promise<{ answered: number; right: number }> => {
  const row = await selectOne(db, 'SELECT COUNT(*) AS answered, SUM(is_right) AS correct FROM practice_answers WHERE user_id = :userId', { userId })
  return { answered: number(row?.['answered'] ?? 0), right: number(row?.['correct'] ?? 0) }
}

/** A round as it is kept. */
export interface RoundRow {
  readonly id: number
  readonly scope: PracticeScope
  readonly paper: Paper
  readonly isFinished: boolean
}
/** An answer within a round, in the author's keys. */
export interface RoundAnswer {
  readonly questionId: number
  readonly picked: readonly OptionKey[]
  readonly isRight: boolean
}

/** `category:safety`, `course:12` or `mistakes:true`. */
const scopeText = (scope: PracticeScope) => Object.entries(scope).map(([name, value]) => `${name}:${value}`)[0] ?? ''
const scopeOf = (written: string): PracticeScope => {
  const [name = '', value = ''] = written.split(':')
  if (name === 'courseId') return { courseId: Number(value) }
  return name === 'mistakes' ? { mistakes: true } : { category: courseCategories.find(category => category === value) }
}

const roundOf = (row: Row): RoundRow => ({
  id: number(row['id']),
  scope: scopeOf(text(row['scope'])),
  paper: JSON.parse(text(row['paper'])) as Paper,
  isFinished: row['finished_at'] !== null,
})

/** A round of this person, or null. */
export const findRound = async (db: Db, id: number, userId: number): Promise<RoundRow | null> => {
  const row = await selectOne(db, 'SELECT * FROM practice_rounds WHERE id = :id AND user_id = :userId', { id, userId })
  return row && roundOf(row)
}

/** The round that this person has not finished; there is one at most. */
export const findOpenRound = async (db: Db, userId: number): Promise<RoundRow | null> => {
  const row = await selectOne(db, 'SELECT * FROM practice_rounds WHERE user_id = :userId AND finished_at IS NULL ORDER BY id DESC LIMIT 1', { userId })
  return row && roundOf(row)
}

export const insertRound = async (tx: Db, userId: number, scope: PracticeScope, paper: Paper, startedAt: Date): Promise<RoundRow> => {
  const row = { userId, scope: scopeText(scope), paper: JSON.stringify(paper), startedAt, finishedAt: null }
  const created = await tx.models.practiceRounds.create(row, { transaction: tx.transaction })
  return { id: number(created.get('id')), scope, paper, isFinished: false }
}

export const markFinished = async (tx: Db, id: number, finishedAt: Date): Promise<void> => {
  await tx.models.practiceRounds.update({ finishedAt }, { where: { id }, transaction: tx.transaction })
}

export const listRoundAnswers = async (db: Db, roundId: number): Promise<RoundAnswer[]> => {
  const rows = await select(db, 'SELECT question_id, picked, is_right FROM practice_answers WHERE round_id = :roundId', { roundId })
  return rows.map(row => ({ questionId: number(row['question_id']), picked: [...text(row['picked'])] as OptionKey[], isRight: boolean(row['is_right']) }))
}

export const insertAnswer = async (tx: Db, key: { roundId: number; userId: number }, answer: RoundAnswer, answeredAt: Date): Promise<void> => {
  await tx.models.practiceAnswers.create({ ...key, ...answer, picked: answer.picked.join(''), answeredAt }, { transaction: tx.transaction })
}
