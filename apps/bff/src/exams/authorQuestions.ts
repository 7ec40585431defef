import type { AuthoredQuestion, QuestionChange } from '@wallet/shared/exams/authored'
import type { QuestionDraft } from '@wallet/shared/exams/question'
import { fail } from '@wallet/shared/problem'
import { appendAudit } from '../audit/append.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import { selectOne } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { findQuestion } from './authorStore.ts'
import { changeQuestion, insertQuestion } from './write.ts'

const reload = async (db: Db, id: number): Promise<AuthoredQuestion> => (await findQuestion(db, id)) ?? fail('question_not_found')

/** Refuses what refers to a course that is not there. */
export const refuseUnknownCourse = async (db: Db, courseId: number | null): Promise<void> => {
  if (courseId === null || (await selectOne(db, 'SELECT id FROM courses WHERE id = :courseId', { courseId }))) return
  fail('invalid_request', { errors: [{ path: 'courseId', message: 'is no course' }] })
}

/** Writes a question that nobody but its authors sees. */
export const createQuestion = (deps: Deps, draft: QuestionDraft, me: SignedIn): Promise<AuthoredQuestion> =>
  inTransaction(deps.db, async tx => {
    const at = deps.clock.now()
    await refuseUnknownCourse(tx, draft.courseId)
    const id = await insertQuestion(tx, draft, 'draft', at)
    await appendAudit(tx, { event: 'question.created', subject: `question:${id}`, actorId: me.userId, data: { version: 1 }, at })
    return reload(tx, id)
  })

/** Changes a question, unless somebody else has done so since it was read. */
export const updateQuestion = (deps: Deps, id: number, { version, ...draft }: QuestionChange, me: SignedIn): Promise<AuthoredQuestion> =>
  inTransaction(deps.db, async tx => {
    const at = deps.clock.now()
    await reload(tx, id)
    await refuseUnknownCourse(tx, draft.courseId)
    if (!(await changeQuestion(tx, id, draft, version, at))) fail('stale_version')
    await appendAudit(tx, { event: 'question.changed', subject: `question:${id}`, actorId: me.userId, data: { version: version + 1 }, at })
    return reload(tx, id)
  })

/** Publishes a question or takes it out of use; what it says stays as it is. */
export const moveQuestion = (deps: Deps, id: number, state: 'published' | 'retired', me: SignedIn): Promise<AuthoredQuestion> =>
  inTransaction(deps.db, async tx => {
    const before = await reload(tx, id)
    if (before.state === state) return before
    await tx.models.questions.update({ state }, { where: { id }, transaction: tx.transaction })
    await appendAudit(tx, {
      event: `question.${state}`,
      subject: `question:${id}`,
      actorId: me.userId,
      data: { version: before.version },
      at: deps.clock.now(),
    })
    return reload(tx, id)
  })
