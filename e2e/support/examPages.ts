import { expect, type APIRequestContext, type Page } from '@playwright/test'
import type { ExamCard } from '@wallet/shared/exams/shownExam'
import { people } from './demo.ts'
import type { Place } from './pages.ts'

const titles = {
  passed: '信息安全与数据保护',
  failed: '反商业贿赂合规考试',
  running: '反洗钱岗位考试',
} as const

/** The addresses of the exams' covers, by how the employee of the demo stands in them. */
const coversIn = async (request: APIRequestContext): Promise<Record<keyof typeof titles, string>> => {
  const { items } = (await (await request.get('/api/exams?limit=100')).json()) as { items: ExamCard[] }
  const coverOf = (title: string) => `/exams/${items.find(exam => exam.title === title)?.id}`
  return { passed: coverOf(titles.passed), failed: coverOf(titles.failed), running: coverOf(titles.running) }
}

/** Begins the exam of this cover, or goes on with it. */
const begin = async (page: Page) => {
  await page.getByRole('button', { name: /^(开始考试|继续考试|Start the exam|Continue)/ }).click()
  await expect(page.getByRole('radio').or(page.getByRole('checkbox')).first()).toBeAttached()
}
const openSheet = async (page: Page) => {
  await begin(page)
  await page.getByRole('button', { name: /^(答题卡|Answer sheet)/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}
const openResult = async (page: Page) => {
  await page.getByRole('link', { name: /^(第 1 次|Attempt 1)/ }).click()
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
}
const openReview = async (page: Page) => {
  await openResult(page)
  await page.getByRole('button', { name: /解析|see why/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}
const beginRound = async (page: Page) => {
  await page
    .getByRole('main')
    .getByRole('button', { name: /^(安全|Safety)/ })
    .click()
  await expect(page.getByRole('radio').or(page.getByRole('checkbox')).first()).toBeAttached()
}
const answerOne = async (page: Page) => {
  await beginRound(page)
  await page.locator('label').first().click()
  await page.getByRole('button', { name: /^(看对不对|Check my answer)$/ }).click()
  await expect(page.getByRole('button', { name: /^(下一题|Next)$/ })).toBeVisible()
}

const questionFile = ['题型,题干,选项A,选项B,答案,分类', '单选,配电室的门应当怎样？,随手关好,一直开着,A,安全', '填空,不认识的题型,甲,乙,A,安全'].join('\n')
const chooseFile = async (page: Page) => {
  await page.locator('input[type="file"]').setInputFiles({ name: 'questions.csv', mimeType: 'text/csv', buffer: Buffer.from(questionFile) })
  await expect(page.getByRole('heading', { name: 'questions.csv' })).toBeFocused()
}
const choosePool = async (page: Page) => {
  await page.getByRole('button', { name: /^(从题库选题|Choose questions)$/ }).click()
  await expect(page.getByRole('dialog').getByRole('checkbox').first()).toBeVisible()
}

/** The pages of exams and practice. `issuer` is the request context of an issuer. */
export const examPlaces = async (issuer: APIRequestContext): Promise<Place[]> => {
  const covers = await coversIn(issuer)
  const { items } = (await (await issuer.get('/api/authoring/exams')).json()) as { items: { id: number }[] }
  const as = people.employee
  return [
    { name: 'exams', as, path: '/exams' },
    { name: 'exam-cover-passed', as, path: covers.passed },
    { name: 'exam-question', as, path: covers.running, act: begin },
    { name: 'exam-sheet', as, path: covers.running, act: openSheet },
    { name: 'exam-result-failed', as, path: covers.failed, act: openResult },
    { name: 'exam-review', as, path: covers.passed, act: openReview },
    { name: 'practice', as, path: '/practice' },
    { name: 'practice-explained', as, path: '/practice', act: answerOne },
    { name: 'content-questions', as: people.issuer, path: '/content/questions' },
    { name: 'content-question', as: people.issuer, path: '/content/questions/new' },
    { name: 'content-import', as: people.issuer, path: '/content/questions/import', act: chooseFile },
    { name: 'content-exam', as: people.issuer, path: `/content/exams/${items[0]?.id}`, act: choosePool },
  ]
}
