import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'

const head = '题型,题干,选项A,选项B,选项C,答案,解析,分类,仅用于考试'
const rows = [
  '单选,配电室的门应当怎样？,随手关好,一直开着,挂上衣服,A,防止小动物进入。,安全,是',
  '多选,哪些是临时用电的要求？,先审批,专人看护,随意拉线,AB,,安全,是',
  '单选,没有写分类的题,甲,乙,,A,,,是',
  '判断,湿手可以拔插头。,,,,错,水会导电。,安全,是',
  '填空,不认识的题型,甲,乙,,A,,安全,是',
]
const file = { name: '用电安全.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${[head, ...rows].join('\r\n')}`) }

/** Looks through the file, takes what is good of it, and answers what was given back. */
const importFile = async (page: Page) => {
  await page.getByLabel('选一个文件').setInputFiles(file)
  await expect(page.getByRole('heading', { name: '用电安全.csv' })).toBeFocused()
  await expect(page.getByRole('listitem').filter({ hasText: '第 4 行' })).toContainText('「分类」没有填写')
  await expect(page.getByRole('listitem').filter({ hasText: '第 6 行' })).toContainText('「题型」不认识这个写法')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载没有导入的 2 行' }).click()])
  const rest = await readFile(await download.path(), 'utf8')
  await page.getByRole('button', { name: '导入 3 题' }).click()
  await expect(page.getByRole('heading', { name: '已导入 3 题' })).toBeVisible()
  return rest
}

test('an issuer imports questions, makes an exam of them, and an employee sees it once it is published', async ({ newPhone, signIn }) => {
  const page = await newPhone()
  await signIn(page, people.issuer)
  await page.goto('/issue')
  await page.getByRole('link', { name: '内容', exact: true }).click()
  await page.getByRole('link', { name: /^题库/ }).click()
  await page.getByRole('link', { name: '导入题目' }).click()
  const rest = await importFile(page)
  expect([rest.startsWith(`\ufeff${head},原来的行号,原因`), rest.trim().split('\r\n').length]).toEqual([true, 3])

  await page.getByRole('button', { name: '用这些题出一场考试' }).click()
  await expect(page.getByText('题池 3 题')).toBeVisible()
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
  await expect(page.getByLabel('考试名称')).toHaveAttribute('aria-invalid', 'true') // it has no name yet
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByLabel('考试名称').fill('用电安全考试')
  await page.getByLabel('英文名称').fill('Electrical safety')
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
  await expect(page.getByRole('button', { name: '已发布' })).toBeDisabled()

  const phone = await newPhone()
  await signIn(phone, people.employee)
  await phone.goto('/exams')
  await phone.getByRole('link', { name: /用电安全考试/ }).click()
  await expect(phone.getByRole('main')).toContainText('3 题')
  await expect(phone.getByRole('button', { name: '开始考试' })).toBeVisible()
})
