import { ExamDraft } from '@wallet/shared/exams/exam'
import { QuestionDraft } from '@wallet/shared/exams/question'
import { insertExam, insertQuestion, publishExam } from '../src/exams/write.ts'
import { inTransaction } from '../src/db/connect.ts'
import type { House } from './house.ts'
import { templateOf } from './builders.ts'

let count = 0

/** A question with four options, of which B is right; published and practisable where nothing else is said. */
export const aQuestion = async (
  { deps: { db, clock } }: House,
  more: Partial<QuestionDraft> = {},
  state: 'draft' | 'published' = 'published',
): Promise<number> => {
  count += 1
  const options = ['A', 'B', 'C', 'D'].map(key => ({ key, text: `题 ${count} 的说法 ${key}` }))
  const draft = {
    kind: 'single',
    stem: `题 ${count}：怎么做才对？`,
    options,
    answer: ['B'],
    explanation: `解析 ${count}`,
    category: 'compliance',
    points: 1,
    ...more,
  }
  return insertQuestion(db, QuestionDraft.parse(draft), state, clock.now())
}

/** Several of them, alike. */
export const someQuestions = async (house: House, howMany: number, more: Partial<QuestionDraft> = {}): Promise<number[]> => {
  const ids: number[] = []
  for (let i = 0; i < howMany; i += 1) ids.push(await aQuestion(house, more))
  return ids
}

/** The next version of an exam becomes what learners see. */
export const publish = ({ deps: { db, clock } }: House, examId: number): Promise<number> => inTransaction(db, tx => publishExam(tx, examId, null, clock.now()))

/**
 * A published exam with a certificate: a paper of four questions kept for exams, 30 minutes, a pass mark of 60, unless something else is said.
 * `templateId: null` earns nothing; a draft is not published.
 */
export const anExam = async (
  house: House,
  { questionIds, state = 'published', ...more }: Partial<ExamDraft> & { questionIds?: readonly number[]; state?: 'draft' | 'published' } = {},
): Promise<{ id: number; questionIds: readonly number[] }> => {
  const pool = questionIds ?? (await someQuestions(house, 4, { isReserved: true }))
  const names = { title: '信息安全与数据保护', englishTitle: 'Information security and data protection', category: 'compliance' }
  const draft = ExamDraft.parse({ ...names, paper: { count: pool.length }, templateId: await templateOf(house, 'exam'), review: 'always', ...more })
  const id = await inTransaction(house.deps.db, tx => insertExam(tx, draft, pool, house.clock.now()))
  if (state === 'published') await publish(house, id)
  return { id, questionIds: pool }
}
