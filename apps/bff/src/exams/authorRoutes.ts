import type { examAuthoring, questionAuthoring } from '@wallet/shared/exams/authoring'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { createExam, orderExams, releaseExam, retireExam, updateExam } from './authorExams.ts'
import { createQuestion, moveQuestion, updateQuestion } from './authorQuestions.ts'
import { findAuthoredExam, findQuestion, listExams, listForPool, listQuestions } from './authorStore.ts'
import { exampleFile } from './exampleFile.ts'
import { checkFile, importFile, restOfFile } from './importQuestions.ts'

export const questionAuthoringRoutes = (deps: Deps): Handlers<typeof questionAuthoring> => {
  const { db } = deps
  return {
    list: ({ query }) => listQuestions(db, query),
    pool: async ({ query }) => ({ items: await listForPool(db, query) }),
    get: async ({ params }) => (await findQuestion(db, params.id)) ?? fail('question_not_found'),
    create: ({ body, me }) => createQuestion(deps, body, me),
    update: ({ params, body, me }) => updateQuestion(deps, params.id, body, me),
    publish: ({ params, me }) => moveQuestion(deps, params.id, 'published', me),
    retire: ({ params, me }) => moveQuestion(deps, params.id, 'retired', me),
    check: ({ body }) => checkFile(db, body.file),
    import: ({ body, me, idempotencyKey }) => importFile(deps, me, body, idempotencyKey),
    rest: async ({ body }) => ({ bytes: await restOfFile(db, body.file, body.locale), downloadAs: 'questions-to-correct.csv' }),
    example: ({ query }) => ({ bytes: exampleFile(query.locale), downloadAs: 'questions.csv' }),
  }
}

export const examAuthoringRoutes = (deps: Deps): Handlers<typeof examAuthoring> => {
  const { db } = deps
  return {
    list: async () => ({ items: await listExams(db) }),
    get: async ({ params }) => (await findAuthoredExam(db, params.id)) ?? fail('exam_not_found'),
    create: ({ body, me }) => createExam(deps, body, me),
    update: ({ params, body, me }) => updateExam(deps, params.id, body, me),
    publish: ({ params, body, me }) => releaseExam(deps, params.id, body.version, me),
    retire: ({ params, me }) => retireExam(deps, params.id, me),
    order: async ({ body, me }) => ({ items: await orderExams(deps, body.ids, me) }),
  }
}
