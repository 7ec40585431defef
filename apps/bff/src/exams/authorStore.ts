import type { AuthoredExam, AuthoredExamLine, AuthoredQuestion, PoolLine } from '@wallet/shared/exams/authored'
import { examLimits } from '@wallet/shared/exams/exam'
import type { QuestionKind } from '@wallet/shared/exams/option'
import type { CourseCategory } from '@wallet/shared/courses/category'
import type { PublicationState } from '@wallet/shared/publication'
import type { Page } from '@wallet/shared/page'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { date, likeText, number, numberOrNull, select, selectOne, text, type Row } from '../db/query.ts'
import { questionOf, settingsOf } from './write.ts'

export interface QuestionFilter {
  readonly q?: string | undefined
  readonly kind?: QuestionKind | undefined
  readonly category?: CourseCategory | undefined
  readonly courseId?: number | undefined
  readonly isReserved?: boolean | undefined
  readonly state?: PublicationState | undefined
}

/** What fits a filter, as a condition on `q`. */
const fitting = ({ q, kind, category, courseId, isReserved, state }: QuestionFilter) => ({
  where: [
    '1 = 1',
    q && "q.words LIKE :contains ESCAPE '!'",
    kind && 'q.kind = :kind',
    category && 'q.category = :category',
    courseId !== undefined && 'q.course_id = :courseId',
    isReserved !== undefined && 'q.is_reserved = :isReserved',
    state && 'q.state = :state',
  ]
    .filter(Boolean)
    .join(' AND '),
  given: { contains: `%${likeText(q ?? '')}%`, kind, category, courseId, isReserved: isReserved ? 1 : 0, state },
})

const columns = 'q.*, (SELECT COUNT(*) FROM exam_questions e WHERE e.question_id = q.id) AS exam_count'
const authored = (row: Row): AuthoredQuestion => ({
  ...questionOf(row),
  state: text(row['state']) as PublicationState,
  version: number(row['version']),
  publishedVersion: row['state'] === 'published' ? number(row['version']) : null,
  examCount: number(row['exam_count']),
  createdAt: date(row['created_at']).toISOString(),
  updatedAt: date(row['updated_at']).toISOString(),
})

export const findQuestion = async (db: Db, id: number): Promise<AuthoredQuestion | null> => {
  const row = await selectOne(db, `SELECT ${columns} FROM questions q WHERE q.id = :id`, { id })
  return row && authored(row)
}

/** Questions that fit, the newest first, and how many there are of them. */
export const listQuestions = async (
  db: Db,
  { limit, cursor, ...filter }: QuestionFilter & { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<AuthoredQuestion> & { total: number }> => {
  const [before] = cursor === undefined ? [2_147_483_647] : decodeCursor(cursor, 'integer')
  const { where, given } = fitting(filter)
  const [rows, counted] = await Promise.all([
    select(db, `SELECT ${columns} FROM questions q WHERE q.id < :before AND ${where} ORDER BY q.id DESC LIMIT :limit`, { ...given, before, limit: limit + 1 }),
    selectOne(db, `SELECT COUNT(*) AS n FROM questions q WHERE ${where}`, given),
  ])
  const page = pageOfRows(rows, limit, row => [number(row['id'])], authored)
  return { ...page, total: number(counted?.['n']) }
}

const stemLength = 80
const poolLine = (row: Row): PoolLine => {
  const { id, kind, category, isReserved, stem } = questionOf(row)
  return { id, kind, category, isReserved, state: text(row['state']) as PublicationState, stem: stem.slice(0, stemLength) }
}

/** What fits, shortly, the newest first; as many as fit in a pool. */
export const listForPool = async (db: Db, filter: QuestionFilter): Promise<PoolLine[]> => {
  const { where, given } = fitting(filter)
  return (await select(db, `SELECT q.* FROM questions q WHERE ${where} ORDER BY q.id DESC LIMIT :most`, { ...given, most: examLimits.pool })).map(poolLine)
}

/** Those of these questions that there are. */
export const listKnown = async (db: Db, ids: readonly number[]): Promise<ReadonlySet<number>> => {
  if (ids.length === 0) return new Set()
  return new Set((await select(db, 'SELECT id FROM questions WHERE id IN (:ids)', { ids })).map(row => number(row['id'])))
}

const examColumns = `e.*, (SELECT COUNT(*) FROM exam_questions p WHERE p.exam_id = e.id) AS question_count`
const examLine = (row: Row): AuthoredExamLine => ({
  id: number(row['id']),
  ...settingsOf(row),
  questionCount: number(row['question_count']),
  state: text(row['state']) as PublicationState,
  version: number(row['version']),
  publishedVersion: numberOrNull(row['published_version']),
  createdAt: date(row['created_at']).toISOString(),
  updatedAt: date(row['updated_at']).toISOString(),
})

/** All exams in their order. */
export const listExams = async (db: Db): Promise<AuthoredExamLine[]> =>
  (await select(db, `SELECT ${examColumns} FROM exams e ORDER BY e.sort_order, e.id`)).map(examLine)

export const findAuthoredExam = async (db: Db, id: number): Promise<AuthoredExam | null> => {
  const row = await selectOne(db, `SELECT ${examColumns} FROM exams e WHERE e.id = :id`, { id })
  if (!row) return null
  const pool = await select(db, 'SELECT q.* FROM questions q JOIN exam_questions p ON p.question_id = q.id WHERE p.exam_id = :id ORDER BY q.id DESC', { id })
  return { ...examLine(row), pool: pool.map(poolLine) }
}

/** Courses by what they are called, for files; those that are retired are not offered. */
export const courseIdsByTitle = async (db: Db): Promise<ReadonlyMap<string, number>> => {
  const rows = await select(db, "SELECT id, title, english_title FROM courses WHERE state <> 'retired' ORDER BY id DESC")
  return new Map(
    rows.flatMap(row => [text(row['english_title']), text(row['title'])].map((title): [string, number] => [title.toLowerCase(), number(row['id'])])),
  )
}

/** Those of these fingerprints that a question has which is in use. */
export const listFingerprints = async (db: Db, fingerprints: readonly string[]): Promise<ReadonlySet<string>> => {
  if (fingerprints.length === 0) return new Set()
  const rows = await select(db, "SELECT fingerprint FROM questions WHERE fingerprint IN (:fingerprints) AND state <> 'retired'", { fingerprints })
  return new Set(rows.map(row => text(row['fingerprint'])))
}

/** What an import answered under this key of this person, or null. */
export const findImport = async (db: Db, userId: number, keyHash: string): Promise<{ bodyHash: string; answer: string } | null> => {
  const row = await selectOne(db, 'SELECT body_hash, answer FROM question_imports WHERE user_id = :userId AND key_hash = :keyHash', { userId, keyHash })
  return row && { bodyHash: text(row['body_hash']), answer: text(row['answer']) }
}
