import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { courseCalled, people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'

const photo = () =>
  sharp({ create: { width: 640, height: 400, channels: 3, background: '#8c2f24' } })
    .jpeg()
    .toBuffer()
const addLesson = async (page: Page, name: string) => {
  await page.getByRole('button', { name: '加一节' }).first().click()
  await page.getByLabel('这一节的名称').fill(name)
}
const lessonDone = async (page: Page) => {
  await page.getByRole('button', { name: '写好了' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
const publish = async (page: Page) => {
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
  await expect(page.getByRole('button', { name: '已发布' })).toBeDisabled()
}

test('a course is written, published, learnt and certified; its second version takes nothing from anybody', async ({ newPhone, signIn }) => {
  const [author, learner, other] = [await newPhone(), await newPhone(), await newPhone()]
  await Promise.all([signIn(author, people.issuer), signIn(learner, people.manager), signIn(other, people.employee)])

  await author.goto('/content')
  await author.getByRole('link', { name: /^课程/ }).click()
  await author.getByRole('link', { name: '新建' }).click()
  await author.getByLabel('课程名称').fill('仓库叉车安全')
  await author.getByLabel('英文名称').fill('Forklift safety')
  await author.getByLabel('学完发什么证书').selectOption('课程结业')
  await author.getByLabel('这一章的名称').fill('上车之前')
  await addLesson(author, '检查三遍')
  await author.getByLabel('正文').fill('### 轮胎、货叉、喇叭\n\n一样不好就**不上车**。')
  await author.getByRole('dialog').getByRole('button', { name: '预览', exact: true }).click()
  await expect(author.getByRole('heading', { name: '轮胎、货叉、喇叭' })).toBeVisible()
  await author.getByRole('dialog').getByRole('button', { name: '编写', exact: true }).click()
  await lessonDone(author)
  await addLesson(author, '看懂标线')
  await author.getByLabel('形式').selectOption('图解')
  await author.getByLabel('选一个文件').setInputFiles({ name: '标线.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  await expect(author.getByText('标线.jpg', { exact: true })).toBeVisible()
  await lessonDone(author)
  await publish(author)
  await expect(author).toHaveURL(/\/content\/courses\/\d+$/)

  const { id, chapters } = await courseCalled(other.request, '仓库叉车安全')
  const [first] = chapters.flatMap(({ lessons }) => lessons)
  await other.goto(`/lessons/${first?.id}`)
  await other.getByRole('button', { name: /^下一节 · / }).click()
  await expect.poll(async () => (await courseCalled(other.request, '仓库叉车安全')).progress?.done).toBe(1)

  await learner.goto(`/courses/${id}`)
  await learner.getByRole('button', { name: /^开始学习 · / }).click()
  await learner.getByRole('button', { name: /^下一节 · 看懂标线/ }).click()
  const picture = learner.getByRole('main').getByRole('img')
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640)
  await learner.getByRole('button', { name: '学完了' }).click()
  await expect(learner.getByRole('heading', { name: '恭喜，证书是你的了' })).toBeVisible()
  const certified = (await courseCalled(learner.request, '仓库叉车安全')).progress

  // At the desk.
  await author.setViewportSize({ width: 1280, height: 800 })
  await author.goto('/content/courses')
  await author.getByRole('table').getByRole('link', { name: '仓库叉车安全' }).click()
  await author.getByLabel('课程名称').fill('仓库叉车安全操作')
  await author.getByRole('button', { name: '返回' }).click()
  await author.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  await addLesson(author, '停好再走')
  await author.getByLabel('正文').fill('货叉落地，拔下钥匙。')
  await lessonDone(author)
  await publish(author)
  await expect(author.getByText(/^第 2 版/)).toBeVisible()

  const [half, whole] = await Promise.all([courseCalled(other.request, '仓库叉车安全操作'), courseCalled(learner.request, '仓库叉车安全操作')])
  expect([half.progress?.done, half.lessonCount, half.next?.title]).toEqual([1, 3, '看懂标线'])
  expect([whole.progress?.completedAt, whole.progress?.certificateNo]).toEqual([certified?.completedAt, certified?.certificateNo])
})
