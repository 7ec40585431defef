import { badgeCategories, type BadgeCategory, type Statistic } from '@wallet/shared/badges/category'
import { CourseDraft } from '@wallet/shared/courses/course'
import { ExamDraft } from '@wallet/shared/exams/exam'
import { QuestionDraft } from '@wallet/shared/exams/question'
import { fail } from '@wallet/shared/problem'
import { insertBadge, publishBadge } from '../src/badges/write.ts'
import { insertCourse, publishCourse } from '../src/courses/write.ts'
import { inTransaction, type Db } from '../src/db/connect.ts'
import { number, selectOne } from '../src/db/query.ts'
import { insertExam, insertQuestion, publishExam } from '../src/exams/write.ts'
import { builtinTemplates } from '../src/rendering/builtin.ts'
import { insertTemplate } from '../src/templates/store.ts'

/** What people learn, sit and earn. */
export interface Catalogue {
  readonly templateIds: readonly number[]
  readonly courseIds: readonly number[]
  readonly exams: readonly { readonly id: number; readonly versionId: number }[]
  readonly badgeIds: readonly number[]
}

const subjects = ['消防安全', '数据安全', '信息合规', '反洗钱', '客户服务', '职业健康', '急救', '危险品管理', '质量管理', '商务谈判', '新人入职', '领导力']

const aTemplate = (tx: Db, subject: string, n: number, now: Date) => {
  const design = builtinTemplates[n % builtinTemplates.length] ?? fail('internal')
  return insertTemplate(tx, { ...design, name: `${subject}资格`, validityMonths: [null, 12, 24, 36][n % 4] ?? null, sortOrder: n }, null, now)
}

const aCourse = async (tx: Db, subject: string, now: Date) => {
  const lesson = { title: '三个信号', kind: 'text', minutes: 4, body: '### 三个信号\n\n单看一个，往往很正常。', mediaUrl: null }
  const content = { chapters: [{ title: '第 1 章', lessons: [lesson] }] }
  const draft = { title: `${subject}基础`, englishTitle: 'Basics', category: 'compliance', cover: 'navy', content }
  const id = await insertCourse(tx, CourseDraft.parse(draft), now)
  await publishCourse(tx, id, null, now)
  return id
}

const aQuestion = (tx: Db, subject: string, now: Date) => {
  const options = ['A', 'B', 'C', 'D'].map(key => ({ key, text: `${subject}的做法 ${key}` }))
  const words = { stem: `${subject}：怎么做才对？`, explanation: '按规程办。', category: 'compliance' }
  return insertQuestion(tx, QuestionDraft.parse({ kind: 'single', options, answer: ['B'], points: 1, ...words }), 'published', now)
}

const anExam = async (tx: Db, subject: string, now: Date) => {
  const draft = { title: `${subject}考试`, englishTitle: 'Exam', category: 'compliance', paper: { count: 1 }, templateId: null }
  const id = await insertExam(tx, ExamDraft.parse(draft), [await aQuestion(tx, subject, now)], now)
  await publishExam(tx, id, null, now)
  return { id, versionId: number((await selectOne(tx, 'SELECT id FROM exam_versions WHERE exam_id = :id', { id }))?.['id']) }
}

const counted: Record<BadgeCategory, Statistic> = {
  learning: 'lessonsDone',
  exam: 'examsPassed',
  practice: 'questionsAnswered',
  streak: 'activeDays',
  special: 'certificates',
}

const aBadge = async (tx: Db, n: number, now: Date) => {
  const category = badgeCategories[n % badgeCategories.length] ?? 'learning'
  const words = { title: `奖章 ${n + 1}`, englishTitle: `Badge ${n + 1}`, summary: '' }
  const rule = { statistic: counted[category], atLeast: 10 + n }
  const id = await insertBadge(tx, { ...words, category, icon: 'star', templateId: null, sortOrder: n, rule }, now)
  await publishBadge(tx, id, now)
  return id
}

const inOrder = async <T>(works: readonly (() => Promise<T>)[]): Promise<T[]> => {
  const made: T[] = []
  for (const work of works) made.push(await work())
  return made
}

/** Lays in twelve certificates, twelve courses, eight exams and ten badges. */
export const seedCatalogue = (db: Db, now: Date): Promise<Catalogue> =>
  inTransaction(db, async tx => ({
    templateIds: await inOrder(subjects.map((subject, n) => () => aTemplate(tx, subject, n, now))),
    courseIds: await inOrder(subjects.map(subject => () => aCourse(tx, subject, now))),
    exams: await inOrder(subjects.slice(0, 8).map(subject => () => anExam(tx, subject, now))),
    badgeIds: await inOrder(Array.from({ length: 10 }, (_, n) => () => aBadge(tx, n, now))),
  }))
