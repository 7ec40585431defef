import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { people } from '../support/demo.ts'
import { drilledOn, expect, test } from '../support/test.ts'

const numbers = Array.from({ length: 12 }, (_, n) => `KPL${String(n + 40).padStart(4, '0')}`)
const listOf = (title: string) =>
  [
    '工号,姓名,成绩,证书名称',
    ...numbers.map((no, n) => `${no},${n === 0 ? '写错的名' : ''},88,${title}`),
    `KPL9999,查无此人,90,${title}`,
    `${people.employee},,八十八,${title}`,
  ].join('\r\n')

const send = async (page: Page, name: string, list: string) => {
  await page.goto('/issue/batch')
  await page.getByRole('radio', { name: '考试合格' }).check()
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(list) })
  await expect(page.getByText('还没有写入任何证书')).toBeVisible()
}
const issue = async (page: Page, count: number, { wrongNames = 0 } = {}) => {
  await page.getByRole('button', { name: `颁发 ${count} 张` }).click()
  const dialog = page.getByRole('dialog')
  const confirm = dialog.getByRole('button', { name: `颁发 ${count} 张` })
  await confirm.click()
  if (wrongNames > 0) {
    await expect(dialog.getByRole('alert')).toHaveText('请先核对姓名，再勾选这一项')
    await dialog.getByRole('checkbox', { name: `姓名与登记不同的 ${wrongNames} 行已经核对` }).check()
    await confirm.click()
  }
  await expect(page.getByRole('heading', { name: `${count} 张已颁发` })).toBeVisible()
}

for (const [where, viewport] of [
  ['on the phone', null],
  ['on the desk', { width: 1280, height: 800 }],
] as const)
  test(
    `a list is looked through, issued, and finished by its error file, ${where}`,
    drilledOn('on the desk', where),
    async ({ newPhone, signIn }, { project }) => {
      test.skip(viewport !== null && project.name !== 'iPhone', 'the desk is the same beside every phone')
      const page = await newPhone(viewport ? { viewport } : {})
      const title = `安全生产上岗合格证 ${where} ${project.name}`
      await signIn(page, people.issuer)

      const errors = await test.step('each bad row is named with its reason, and nothing is written yet', async () => {
        await send(page, '安全生产 11 月.csv', listOf(title))
        await expect(page.getByRole('listitem').filter({ hasText: 'KPL9999' })).toContainText('工号不在册')
        await expect(page.getByRole('listitem').filter({ hasText: people.employee })).toContainText('“八十八”不是数字')
        await issue(page, 12, { wrongNames: 1 })
        const download = page.waitForEvent('download')
        await page.getByRole('link', { name: '下载错误文件' }).click()
        return readFile(await (await download).path(), 'utf8')
      })
      await test.step('what was wrong is put right and sent again', async () => {
        await send(page, '改好的.csv', errors.replace('KPL9999,查无此人', 'KPL0060,').replace('八十八', '88'))
        await issue(page, 2)
      })
      await test.step('one that waits is thrown away', async () => {
        await send(page, '不要的.csv', listOf(`不要的 ${title}`))
        await page.getByRole('button', { name: '丢弃' }).click()
        await expect(page).toHaveURL(/issue\/batch$/)
        await expect(page.getByText('改好的.csv').first()).toBeVisible()
        await expect(page.getByText('不要的.csv')).toHaveCount(0)
      })
      await test.step('who sends all of it again issues nothing twice', async () => {
        await send(page, '再来一次.csv', listOf(title).replace('KPL9999,查无此人', 'KPL0060,').replace('八十八', '88'))
        await expect(page.getByRole('button', { name: '名单里没有可以颁发的行' })).toBeDisabled()
      })
    },
  )
