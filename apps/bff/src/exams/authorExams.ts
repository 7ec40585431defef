import type { AuthoredExam, AuthoredExamLine, ExamChange, ExamWithPool } from '@wallet/shared/exams/authored'
import { fail, type Reason } from '@wallet/shared/problem'
import { appendAudit } from '../audit/append.ts'
import { lastPlace, reorder } from '../db/authored.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { findCurrentTemplate } from '../templates/store.ts'
import { refuseUnknownCourse } from './authorQuestions.ts'
import { findAuthoredExam, listExams, listKnown } from './authorStore.ts'
import { changeExam, insertExam, publishExam } from './write.ts'

const reload = async (db: Db, id: number): Promise<AuthoredExam> => (await findAuthoredExam(db, id)) ?? fail('exam_not_found')

const wrongTemplate = async (db: Db, templateId: number | null): Promise<Reason[]> => {
  if (templateId === null) return []
  const template = await findCurrentTemplate(db, templateId)
  return template?.current.type === 'exam' ? [] : [{ path: 'templateId', message: 'is no template for certificates of exams' }]
}
const wrongPool = async (db: Db, questionIds: readonly number[]): Promise<Reason[]> => {
  const known = await listKnown(db, questionIds)
  return questionIds.flatMap((id, i) => (known.has(id) ? [] : [{ path: `questionIds.${i}`, message: 'is no question' }]))
}

/** Refuses what refers to something that is not there, with every reason. */
const refuseUnknown = async (db: Db, { courseId, templateId, questionIds }: Pick<ExamWithPool, 'courseId' | 'templateId' | 'questionIds'>) => {
  await refuseUnknownCourse(db, courseId)
  const errors = [...(await wrongTemplate(db, templateId)), ...(await wrongPool(db, questionIds))]
  if (errors.length > 0) fail('invalid_request', { errors })
}

/** Sets up an exam that nobody but its authors sees, at the end of the list. */
export const createExam = (deps: Deps, exam: ExamWithPool, me: SignedIn): Promise<AuthoredExam> =>
  inTransaction(deps.db, async tx => {
    const at = deps.clock.now()
    await refuseUnknown(tx, exam)
    const { questionIds, ...draft } = exam
    const id = await insertExam(tx, { ...draft, sortOrder: await lastPlace(tx, 'exams') }, questionIds, at)
    await appendAudit(tx, { event: 'exam.created', subject: `exam:${id}`, actorId: me.userId, data: { version: 1 }, at })
    return reload(tx, id)
  })

/** Changes an exam, unless somebody else has done so since it was read. Learners see it once it is published. */
export const updateExam = (deps: Deps, id: number, exam: ExamChange, me: SignedIn): Promise<AuthoredExam> =>
  inTransaction(deps.db, async tx => {
    const at = deps.clock.now()
    const { sortOrder } = await reload(tx, id)
    await refuseUnknown(tx, exam)
    const { questionIds, version, ...draft } = exam
    if (!(await changeExam(tx, id, { ...draft, sortOrder }, { questionIds, version }, at))) fail('stale_version')
    await appendAudit(tx, { event: 'exam.changed', subject: `exam:${id}`, actorId: me.userId, data: { version: version + 1 }, at })
    return reload(tx, id)
  })

/** Makes the newest version what learners see, if it is the one that is meant. */
export const releaseExam = (deps: Deps, id: number, meant: number, me: SignedIn): Promise<AuthoredExam> =>
  inTransaction(deps.db, async tx => {
    const at = deps.clock.now()
    if ((await reload(tx, id)).version !== meant) fail('stale_version')
    const version = await publishExam(tx, id, me.userId, at)
    await appendAudit(tx, { event: 'exam.published', subject: `exam:${id}`, actorId: me.userId, data: { version }, at })
    return reload(tx, id)
  })

/** Takes an exam out of use. */
export const retireExam = (deps: Deps, id: number, me: SignedIn): Promise<AuthoredExam> =>
  inTransaction(deps.db, async tx => {
    const before = await reload(tx, id)
    if (before.state === 'retired') return before
    await tx.models.exams.update({ state: 'retired' }, { where: { id }, transaction: tx.transaction })
    await appendAudit(tx, { event: 'exam.retired', subject: `exam:${id}`, actorId: me.userId, data: { version: before.version }, at: deps.clock.now() })
    return reload(tx, id)
  })

/** Puts exams in the order of these ids; the others follow as they stood. It takes effect for learners at once. */
export const orderExams = (deps: Deps, ids: readonly number[], me: SignedIn): Promise<AuthoredExamLine[]> =>
  inTransaction(deps.db, async tx => {
    await reorder(tx, 'exams', ids)
    await appendAudit(tx, { event: 'exams.ordered', subject: 'exams', actorId: me.userId, data: { count: ids.length }, at: deps.clock.now() })
    return listExams(tx)
  })
