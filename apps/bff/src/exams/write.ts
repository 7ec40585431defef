import { ExamVersion, type ExamDraft } from '@wallet/shared/exams/exam'
import { Question, type QuestionDraft } from '@wallet/shared/exams/question'
import { fail } from '@wallet/shared/problem'
import type { Db } from '../db/connect.ts'
import { boolean, number, numberOrNull, select, selectOne, text, type Row } from '../db/query.ts'

/** Writes a new question; published, it may be practised, unless it is kept for exams. */
export const insertQuestion = async (tx: Db, draft: QuestionDraft, state: 'draft' | 'published', now: Date): Promise<number> => {
  const { kind, category, courseId, isReserved, ...content } = draft
  const row = { kind, category, courseId, isReserved, state, content: JSON.stringify(content), createdAt: now, updatedAt: now }
  return number((await tx.models.questions.create(row, { transaction: tx.transaction })).get('id'))
}

/** A question as it stands in its row. */
export const questionOf = (row: Row): Question =>
  Question.parse({
    ...(JSON.parse(text(row['content'])) as object),
    id: number(row['id']),
    kind: row['kind'],
    category: row['category'],
    courseId: numberOrNull(row['course_id']),
    isReserved: boolean(row['is_reserved']),
  })

/** Writes a new exam that nobody but its editors sees, with its pool; answers its id. */
export const insertExam = async (tx: Db, draft: ExamDraft, questionIds: readonly number[], now: Date): Promise<number> => {
  const { title, englishTitle, summary, sortOrder, category, courseId, templateId, ...settings } = draft
  const created = await tx.models.exams.create(
    {
      ...{ title, englishTitle, summary, sortOrder, category, courseId, templateId },
      ...{ settings: JSON.stringify(settings), state: 'draft', version: 1, publishedVersion: null, createdAt: now, updatedAt: now },
    },
    { transaction: tx.transaction },
  )
  const examId = number(created.get('id'))
  await tx.models.examQuestions.bulkCreate(
    questionIds.map(questionId => ({ examId, questionId })),
    { transaction: tx.transaction },
  )
  return examId
}

const poolOf = async (tx: Db, examId: number): Promise<Question[]> =>
  (await select(tx, 'SELECT q.* FROM questions q JOIN exam_questions e ON e.question_id = q.id WHERE e.exam_id = :examId ORDER BY q.id', { examId })).map(
    questionOf,
  )

const snapshotOf = (row: Row, pool: readonly Question[]): ExamVersion =>
  ExamVersion.parse({
    ...(JSON.parse(text(row['settings'])) as object),
    title: row['title'],
    englishTitle: row['english_title'],
    summary: row['summary'],
    sortOrder: number(row['sort_order']),
    category: row['category'],
    courseId: numberOrNull(row['course_id']),
    templateId: numberOrNull(row['template_id']),
    pool,
  })

/** Makes the newest version of an exam, rules and pool, what learners see. Attempts that go on keep the version they began with. */
export const publishExam = async (tx: Db, id: number, publishedBy: number | null, now: Date): Promise<void> => {
  const row = (await selectOne(tx, 'SELECT * FROM exams WHERE id = :id', { id })) ?? fail('exam_not_found')
  const version = number(row['version'])
  const snapshot = JSON.stringify(snapshotOf(row, await poolOf(tx, id)))
  await tx.models.examVersions.create({ examId: id, version, snapshot, publishedBy, publishedAt: now }, { transaction: tx.transaction })
  await tx.models.exams.update({ state: 'published', publishedVersion: version, updatedAt: now }, { where: { id }, transaction: tx.transaction })
}
