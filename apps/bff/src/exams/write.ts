import { createHash } from 'node:crypto'
import { ExamSettings, ExamVersion, type ExamDraft } from '@wallet/shared/exams/exam'
import { shortagesIn } from '@wallet/shared/exams/paper'
import { Question, type QuestionDraft } from '@wallet/shared/exams/question'
import { fail, type Reason } from '@wallet/shared/problem'
import type { Db } from '../db/connect.ts'
import { boolean, execute, number, numberOrNull, select, selectOne, text, type Row } from '../db/query.ts'

type Said = Pick<QuestionDraft, 'kind' | 'stem' | 'options'>
const wordsOf = ({ stem, options }: Said) => [stem, ...options.map(option => option.text)].join('\n')

/** Two questions that ask the same have the same: kind, words and options, without regard to spaces. */
export const fingerprintOf = (question: Said): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        question.kind,
        wordsOf(question)
          .normalize('NFKC')
          .replace(/[^\S\n]+/g, ''),
      ]),
    )
    .digest('hex')

const rowOf = (draft: QuestionDraft) => {
  const { kind, category, courseId, isReserved, ...content } = draft
  return { kind, category, courseId, isReserved, words: wordsOf(draft), fingerprint: fingerprintOf(draft), content: JSON.stringify(content) }
}

/** Writes a new question; published, it may be practised, unless it is kept for exams. */
export const insertQuestion = async (tx: Db, draft: QuestionDraft, state: 'draft' | 'published', now: Date): Promise<number> => {
  const row = { ...rowOf(draft), state, version: 1, createdAt: now, updatedAt: now }
  return number((await tx.models.questions.create(row, { transaction: tx.transaction })).get('id'))
}

/** Exams that were published with a question have something else to publish once it is changed. */
const moveExamsOf = (tx: Db, questionId: number) =>
  execute(
    tx,
    `UPDATE exams SET version = version + 1 WHERE version = published_version
     AND EXISTS (SELECT 1 FROM exam_questions p WHERE p.exam_id = exams.id AND p.question_id = :questionId)`,
    { questionId },
  )

/** Changes a question; answers false where `version` is no longer the newest. */
export const changeQuestion = async (tx: Db, id: number, draft: QuestionDraft, version: number, now: Date): Promise<boolean> => {
  const row = { ...rowOf(draft), version: version + 1, updatedAt: now }
  const [changed] = await tx.models.questions.update(row, { where: { id, version }, transaction: tx.transaction })
  if (changed > 0) await moveExamsOf(tx, id)
  return changed > 0
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

const rulesOf = ({ title, englishTitle, summary, sortOrder, category, courseId, templateId, ...settings }: ExamDraft) => ({
  ...{ title, englishTitle, summary, sortOrder, category, courseId, templateId },
  settings: JSON.stringify(settings),
})

const insertPool = async (tx: Db, examId: number, questionIds: readonly number[]) => {
  await tx.models.examQuestions.bulkCreate(
    questionIds.map(questionId => ({ examId, questionId })),
    { transaction: tx.transaction },
  )
}

/** Writes a new exam that nobody but its authors sees, with its pool; answers its id. */
export const insertExam = async (tx: Db, draft: ExamDraft, questionIds: readonly number[], now: Date): Promise<number> => {
  const fresh = { state: 'draft', version: 1, publishedVersion: null, createdAt: now, updatedAt: now }
  const created = await tx.models.exams.create({ ...rulesOf(draft), ...fresh }, { transaction: tx.transaction })
  const examId = number(created.get('id'))
  await insertPool(tx, examId, questionIds)
  return examId
}

/** Changes an exam and its pool; answers false where `version` is no longer the newest. */
export const changeExam = async (
  tx: Db,
  id: number,
  draft: ExamDraft,
  { questionIds, version }: { readonly questionIds: readonly number[]; readonly version: number },
  now: Date,
): Promise<boolean> => {
  const row = { ...rulesOf(draft), version: version + 1, updatedAt: now }
  const [changed] = await tx.models.exams.update(row, { where: { id, version }, transaction: tx.transaction })
  if (changed === 0) return false
  await tx.models.examQuestions.destroy({ where: { examId: id }, transaction: tx.transaction })
  await insertPool(tx, id, questionIds)
  return true
}

/** The questions of an exam's pool, as they are now. */
const poolOf = async (tx: Db, examId: number): Promise<{ question: Question; state: string }[]> =>
  (await select(tx, 'SELECT q.* FROM questions q JOIN exam_questions e ON e.question_id = q.id WHERE e.exam_id = :examId ORDER BY q.id', { examId })).map(
    row => ({ question: questionOf(row), state: text(row['state']) }),
  )

/** The rules of an exam, as they stand in its row. */
export const settingsOf = (row: Row): ExamSettings =>
  ExamSettings.parse({
    ...(JSON.parse(text(row['settings'])) as object),
    title: row['title'],
    englishTitle: row['english_title'],
    summary: row['summary'],
    sortOrder: number(row['sort_order']),
    category: row['category'],
    courseId: numberOrNull(row['course_id']),
    templateId: numberOrNull(row['template_id']),
  })

/** Why an exam cannot be published: questions of its pool that are not, or too few of them for a part of the paper. */
const reasonsAgainst = ({ paper }: ExamSettings, pool: Awaited<ReturnType<typeof poolOf>>): Reason[] => [
  ...pool.flatMap(({ question, state }) => (state === 'published' ? [] : [{ path: `questionIds.${question.id}`, message: `is ${state}` }])),
  ...shortagesIn(
    pool.map(({ question }) => question),
    paper,
  ).map(({ section, need, have }) => ({
    path: 'count' in paper ? 'paper.count' : `paper.sections.${section}.count`,
    message: `needs ${need} and has ${have}`,
  })),
]

const snapshotOf = async (tx: Db, row: Row): Promise<string> => {
  const [settings, pool] = [settingsOf(row), await poolOf(tx, number(row['id']))]
  const errors = reasonsAgainst(settings, pool)
  if (errors.length > 0) fail('invalid_request', { errors })
  return JSON.stringify(ExamVersion.parse({ ...settings, pool: pool.map(({ question }) => question) }))
}

/** Whether two snapshots say the same to learners; where an exam stands in the list is no part of it. */
const saySame = (one: string, other: string) => {
  const withoutOrder = (snapshot: string) => JSON.stringify({ ...(JSON.parse(snapshot) as object), sortOrder: 0 })
  return withoutOrder(one) === withoutOrder(other)
}

/** A version that was published before and says just the same is published again as it is; anything else is a version of its own. */
const versionFor = async (tx: Db, row: Row, snapshot: string): Promise<{ version: number; isNew: boolean }> => {
  const version = number(row['version'])
  const last = await selectOne(tx, 'SELECT version, snapshot FROM exam_versions WHERE exam_id = :id ORDER BY version DESC LIMIT 1', { id: row['id'] })
  if (!last || number(last['version']) < version) return { version, isNew: true }
  return saySame(text(last['snapshot']), snapshot) ? { version, isNew: false } : { version: version + 1, isNew: true }
}

/** Makes the newest version of an exam, rules and pool, what learners see. Attempts that go on keep the version they began with. */
export const publishExam = async (tx: Db, id: number, publishedBy: number | null, now: Date): Promise<number> => {
  const row = (await selectOne(tx, 'SELECT * FROM exams WHERE id = :id', { id })) ?? fail('exam_not_found')
  const snapshot = await snapshotOf(tx, row)
  const { version, isNew } = await versionFor(tx, row, snapshot)
  if (isNew) await tx.models.examVersions.create({ examId: id, version, snapshot, publishedBy, publishedAt: now }, { transaction: tx.transaction })
  await tx.models.exams.update({ state: 'published', version, publishedVersion: version, updatedAt: now }, { where: { id }, transaction: tx.transaction })
  return version
}
