import { z } from 'zod'
import { OrderBody, VersionBody } from '../authoring.ts'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'
import { CourseCategoryField } from '../courses/course.ts'
import { pageOf, pageQuery } from '../page.ts'
import { PublicationState, pathId } from '../publication.ts'
import { plainText } from '../text.ts'
import {
  AuthoredExam,
  AuthoredExamLine,
  AuthoredQuestion,
  ExamChange,
  ExamWithPool,
  FileVerdict,
  Imported,
  PoolLine,
  QuestionChange,
  QuestionFile,
} from './authored.ts'
import { questionKinds } from './option.ts'
import { QuestionDraft } from './question.ts'
import { questionFileLimits } from './questionFile.ts'

const params = z.object({ id: pathId })
const locale = z.enum(['zh-CN', 'en'])
/** Base64, and what stands around it. */
const fileBody = Math.ceil(questionFileLimits.bytes / 3) * 4 + 1000

const filter = {
  q: plainText(100).optional().describe('In the question or its options'),
  kind: z.enum(questionKinds).optional(),
  category: CourseCategoryField.optional(),
  courseId: pathId.optional(),
  isReserved: z.stringbool().optional(),
  state: PublicationState.optional(),
}

/** Questions, by those who write them. */
export const questionAuthoring = {
  /** The newest first. */
  list: endpoint({
    method: 'GET',
    path: '/api/authoring/questions',
    access: 'issuer',
    summary: 'Questions with their answers',
    query: z.strictObject({ ...filter, ...pageQuery }),
    returns: pageOf(AuthoredQuestion).extend({ total: z.int().describe('All that fit, on every page') }),
  }),
  /** What fits a filter, shortly: to choose the pool of an exam. At most as many as a pool may have. */
  pool: endpoint({
    method: 'GET',
    path: '/api/authoring/questions/pool',
    access: 'issuer',
    summary: 'Questions to choose a pool from',
    query: z.strictObject(filter),
    returns: z.object({ items: z.array(PoolLine) }),
  }),
  /** One question, whatever its state. */
  get: endpoint({
    method: 'GET',
    path: '/api/authoring/questions/:id',
    access: 'issuer',
    summary: 'One question with its answer',
    params,
    returns: AuthoredQuestion,
    problems: ['question_not_found'],
  }),
  /** Nobody but its authors sees a new question. */
  create: endpoint({
    method: 'POST',
    path: '/api/authoring/questions',
    access: 'issuer',
    summary: 'Write a question',
    body: QuestionDraft,
    returns: AuthoredQuestion,
    status: [201],
  }),
  /** Practice asks a published question as it is now; exams keep what was published with them. */
  update: endpoint({
    method: 'PUT',
    path: '/api/authoring/questions/:id',
    access: 'issuer',
    summary: 'Change a question',
    params,
    body: QuestionChange,
    returns: AuthoredQuestion,
    problems: ['question_not_found', 'stale_version'],
  }),
  /** It may be practised from now on, unless it is reserved, and published with exams. */
  publish: endpoint({
    method: 'POST',
    path: '/api/authoring/questions/:id/publish',
    access: 'issuer',
    summary: 'Publish a question, for the first time or again',
    params,
    returns: AuthoredQuestion,
    problems: ['question_not_found'],
  }),
  /** It is practised no more and cannot be published with exams; those that have it keep it. */
  retire: endpoint({
    method: 'POST',
    path: '/api/authoring/questions/:id/retire',
    access: 'issuer',
    summary: 'Take a question out of use',
    params,
    returns: AuthoredQuestion,
    problems: ['question_not_found'],
  }),
  /** A verdict for every row of a file. Nothing is written. */
  check: endpoint({
    method: 'POST',
    path: '/api/authoring/questions/import/check',
    access: 'issuer',
    summary: 'What would become of a file of questions',
    body: QuestionFile,
    maxBody: fileBody,
    returns: FileVerdict,
    problems: ['file_unreadable'],
  }),
  /** Takes the good rows of a file, once: the same `Idempotency-Key` gets the same answer, and a question that is there is not taken again. */
  import: endpoint({
    method: 'POST',
    path: '/api/authoring/questions/import',
    access: 'issuer',
    summary: 'Import the good rows of a file of questions',
    body: QuestionFile.extend({ publish: z.boolean().default(false).describe('Whether they are published at once') }),
    maxBody: fileBody,
    returns: Imported,
    status: [201],
    idempotent: true,
    problems: ['file_unreadable', 'idempotency_key_reused'],
  }),
  /** The rows that are not taken, as they were written, each with its reasons: to be put right and imported again. */
  rest: fileEndpoint({
    method: 'POST',
    path: '/api/authoring/questions/import/rest.csv',
    access: 'issuer',
    summary: 'The rows of a file that are not taken, with their reasons (CSV)',
    body: QuestionFile.extend({ locale }),
    maxBody: fileBody,
    contentType: 'text/csv; charset=utf-8',
    problems: ['file_unreadable'],
  }),
  /** A file to begin with: every column explained, and a question of each kind. */
  example: fileEndpoint({
    method: 'GET',
    path: '/api/authoring/questions/example.csv',
    access: 'issuer',
    summary: 'An example of a file of questions (CSV)',
    query: z.strictObject({ locale: locale.default('zh-CN') }),
    contentType: 'text/csv; charset=utf-8',
  }),
}

/** Exams, by those who write them. */
export const examAuthoring = {
  /** All of them, in the order in which learners see them. */
  list: endpoint({
    method: 'GET',
    path: '/api/authoring/exams',
    access: 'issuer',
    summary: 'Exams with their rules',
    returns: z.object({ items: z.array(AuthoredExamLine) }),
  }),
  /** The newest version of one, published or not. */
  get: endpoint({
    method: 'GET',
    path: '/api/authoring/exams/:id',
    access: 'issuer',
    summary: 'One exam with its rules and its pool',
    params,
    returns: AuthoredExam,
    problems: ['exam_not_found'],
  }),
  /** Nobody but its authors sees a new exam. */
  create: endpoint({
    method: 'POST',
    path: '/api/authoring/exams',
    access: 'issuer',
    summary: 'Set up an exam',
    body: ExamWithPool,
    returns: AuthoredExam,
    status: [201],
  }),
  /** What learners see stays as it is until the exam is published again. */
  update: endpoint({
    method: 'PUT',
    path: '/api/authoring/exams/:id',
    access: 'issuer',
    summary: 'Change an exam (a new version)',
    params,
    body: ExamChange,
    returns: AuthoredExam,
    problems: ['exam_not_found', 'stale_version'],
  }),
  /** Makes the newest version what learners see: rules and questions as they are now. Attempts that go on keep theirs. */
  publish: endpoint({
    method: 'POST',
    path: '/api/authoring/exams/:id/publish',
    access: 'issuer',
    summary: 'Publish an exam, for the first time or again',
    params,
    body: VersionBody,
    returns: AuthoredExam,
    problems: ['exam_not_found', 'stale_version'],
  }),
  /** It takes nobody any more. Attempts that go on are finished, and those who have taken it keep it. */
  retire: endpoint({
    method: 'POST',
    path: '/api/authoring/exams/:id/retire',
    access: 'issuer',
    summary: 'Take an exam out of use',
    params,
    returns: AuthoredExam,
    problems: ['exam_not_found'],
  }),
  /** Those that are not named come after those that are, as they stood. */
  order: endpoint({
    method: 'PUT',
    path: '/api/authoring/exams/order',
    access: 'issuer',
    summary: 'Put exams in order',
    body: OrderBody,
    returns: z.object({ items: z.array(AuthoredExamLine) }),
  }),
}
