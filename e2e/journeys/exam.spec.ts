import type { Page } from '@playwright/test'
import type { ExamCard } from '@wallet/shared/exams/shownExam'
import type { RunningAttempt } from '@wallet/shared/exams/shownAttempt'
import { answerKey, lettersFor } from '../support/answerKey.ts'
import { people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'

test.use({ serviceWorkers: 'allow' })

const title = '客户服务资格认证'
const key = answerKey('customer-service')

const coverOf = async (page: Page) => {
  const { items } = (await (await page.request.get('/api/exams?limit=100')).json()) as { items: ExamCard[] }
  return `/exams/${items.find(exam => exam.title === title)?.id}`
}
/** The paper of the attempt that is open on this phone. */
const paperOn = async (page: Page) => {
  await expect(page).toHaveURL(/\/attempts\/\d+$/)
  const id = /\d+$/.exec(new URL(page.url()).pathname)?.[0]
  return (await (await page.request.get(`/api/attempts/${id}`)).json()) as RunningAttempt
}
const tapLetters = async (page: Page, letters: readonly string[]) => {
  for (const letter of letters)
    await page
      .locator('label')
      .filter({ hasText: new RegExp(`^${letter}|^\\s*${letter}\\.`) })
      .first()
      .click()
}
/** Answers every question by hand, and rightly. */
const answerAll = async (page: Page) => {
  const { questions } = await paperOn(page)
  for (const [at, question] of questions.entries()) {
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(question.stem)
    await tapLetters(page, lettersFor(key, question, true))
    if (at < questions.length - 1) await page.getByRole('button', { name: '下一题' }).click()
  }
}
const submit = async (page: Page) => {
  await page.getByRole('dialog', { name: '答题卡' }).getByRole('button', { name: '交卷', exact: true }).click()
  await page.getByRole('dialog', { name: '现在交卷？' }).getByRole('button', { name: '确认交卷' }).click()
}

test('an exam is failed, taken again, and passed: there are a certificate and a badge', async ({ newPhone, signIn }) => {
  test.setTimeout(120_000)
  const page = await newPhone()
  await signIn(page, people.employee)

  await test.step('the exam is found beside the courses', async () => {
    await page.goto('/')
    await page.getByRole('navigation').getByRole('link', { name: '学习' }).click()
    await page.getByRole('link', { name: '考试', exact: true }).click()
    await page.getByRole('link', { name: new RegExp(title) }).click()
    await expect(page.getByRole('main')).toContainText('共 3 次机会')
  })

  await test.step('too few answers are no pass, and say why', async () => {
    await page.getByRole('button', { name: '开始考试' }).click()
    const { questions } = await paperOn(page)
    const [first] = questions
    if (!first) throw new Error('the paper is empty')
    await tapLetters(page, lettersFor(key, first, false))
    await expect(page.getByText(/^已保存/)).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('dialog', { name: '先退出考试？' })).toContainText('计时不停')
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    await page.getByRole('button', { name: /^答题卡/ }).click()
    await submit(page)
    await expect(page.getByRole('main')).toContainText('这次没有通过')
    await expect(page.getByRole('main')).toContainText('还可以再考 2 次')
    await page.getByRole('button', { name: /看看解析/ }).click()
    const review = page.getByRole('dialog', { name: '答案和解析' })
    await expect(review.getByRole('listitem').filter({ hasText: '解析' })).toHaveCount(questions.length)
    await review.getByRole('button', { name: '关闭' }).click()
  })

  await test.step('the next attempt passes: the certificate rises, a badge is new', async () => {
    await page.getByRole('link', { name: '再考一次' }).click()
    await page.getByRole('button', { name: '再考一次' }).click()
    await answerAll(page)
    await page.getByRole('button', { name: '检查，交卷' }).click()
    await submit(page)
    const main = page.getByRole('main')
    await expect(main).toContainText('恭喜，证书是你的了')
    await expect(main).toContainText('100 分')
    await expect(main).toContainText('新奖章')
    await expect(page.getByRole('link', { name: '分享海报' })).toBeVisible()
    await page.getByRole('link', { name: '查看证书' }).click()
    await expect(page.getByRole('main')).toContainText(title)
    await expect(page.getByRole('main')).toContainText('100 分')
  })
})

test('answers given without a network are kept on the phone and sent when it is back', async ({ newPhone, signIn }) => {
  const page = await newPhone()
  await signIn(page, 'KPL0006')
  await page.goto(await coverOf(page))
  await page.getByRole('button', { name: '开始考试' }).press('Enter')
  await expect(page.getByRole('timer')).toBeVisible()
  const { questions } = await paperOn(page)
  const [first, second] = questions
  if (!first || !second) throw new Error('the paper is empty')
  await page.context().setOffline(true)
  await tapLetters(page, lettersFor(key, first, true))
  await expect(page.getByRole('status').filter({ hasText: '答案先留在这台手机上' })).toBeVisible()
  // Without a mouse: flag it, go on, pick the first option, and come back.
  await page.keyboard.press('m')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(second.stem)
  await page.keyboard.press('a')
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('button', { name: '已标记' })).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText(/^已保存/)).toBeVisible({ timeout: 15_000 })
  const { answers } = await paperOn(page)
  expect(answers.map(({ questionId, picked, isFlagged }) => [questionId, picked, isFlagged])).toEqual([
    [first.id, lettersFor(key, first, true), true],
    [second.id, ['A'], false],
  ])
})
