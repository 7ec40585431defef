import { readFile } from 'node:fs/promises'
import { faultsOf } from '../support/axe.ts'
import { people, someCertificate } from '../support/demo.ts'
import { phones } from '../support/phones.ts'
import { expect, test } from '../support/test.ts'

for (const [where, viewport] of [
  ['a phone', { width: 375, height: 812 }],
  ['a desk', { width: 1280, height: 800 }],
] as const)
  test(`on ${where}, an admin sees who did what, narrows it down, and that nothing was tampered with`, async ({ newPhone, signIn }) => {
    const issuer = await newPhone({ viewport })
    await signIn(issuer, people.issuer)
    const { certificateNo } = await someCertificate(issuer.request, 'valid')
    await issuer.goto('/audit')
    await expect(issuer).toHaveURL(/\/$/)

    const page = await newPhone({ viewport })
    await signIn(page, people.admin)
    await page.goto('/me')
    await page.getByRole('link', { name: '审计记录' }).click()
    await expect(page.getByRole('heading', { level: 1, name: '审计记录' })).toBeVisible()
    await expect(page.getByText(/^记录完整，共 [\d,]+ 个事件$/)).toBeVisible()
    const events = page.getByRole('main').getByRole('listitem')
    expect(await faultsOf(page)).toEqual([])

    await test.step('sign-ins are there', async () => {
      await page.getByRole('combobox', { name: '内容' }).selectOption('登录')
      await expect(events.first()).toContainText('登录')
      await expect(events.filter({ hasText: '颁发证书' })).toHaveCount(0)
      await expect(page).toHaveURL(/kind=sessions/)
    })
    await test.step('it is the same after a reload: the address says it', async () => {
      await page.reload()
      await expect(page.getByRole('combobox', { name: '内容' }).locator('option:checked')).toHaveText('登录')
      await expect(events.filter({ hasText: '颁发证书' })).toHaveCount(0)
      await page.getByRole('button', { name: '清除筛选' }).click()
    })
    await test.step('everything about one certificate', async () => {
      await page.getByRole('searchbox').fill(certificateNo.toLowerCase())
      await expect(page).toHaveURL(new RegExp(`about=${certificateNo}`, 'i'))
      await expect(events.filter({ hasText: certificateNo }).first()).toBeVisible()
      await events.filter({ hasText: '颁发证书' }).getByRole('button').click()
      const sheet = page.getByRole('dialog', { name: '颁发证书' })
      await expect(sheet).toContainText('factsHash')
      expect(await faultsOf(page)).toEqual([])
      await sheet.getByRole('link', { name: certificateNo }).click()
      await expect(page).toHaveURL(new RegExp(`/certificates/${certificateNo}$`))
      await page.goBack()
    })
    await test.step('as a file', async () => {
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: '导出 CSV' }).click()
      const file = await readFile(await (await download).path(), 'utf8')
      expect(file.startsWith('\uFEFF序号,')).toBe(true)
      expect(file).toContain(certificateNo)
    })
    await test.step('nothing that matches says so', async () => {
      await page.getByRole('searchbox').fill('KPL-1999')
      await expect(page.getByRole('heading', { name: '没有符合的事件' })).toBeVisible()
      await page.getByRole('button', { name: '看全部' }).click()
      await expect(events.first()).toBeVisible()
    })
  })

test('in WeChat no file is attempted anywhere: the way into a browser is said', async ({ newPhone, signIn }) => {
  const downloads: unknown[] = []
  for (const [person, path, role, name] of [
    ['admin', '/audit', 'button', '导出 CSV'],
    ['admin', '/people/import', 'link', '下载样表'],
    ['issuer', '/issued', 'button', '导出 CSV'],
    ['issuer', '/issue/batch', 'link', '下载样表'],
  ] as const)
    await test.step(path, async () => {
      const page = await newPhone({ ...phones.WeChat, viewport: { width: 1280, height: 800 } })
      await signIn(page, people[person])
      page.on('download', download => downloads.push(download))
      await page.goto(path)
      await page.getByRole(role, { name }).click()
      await expect(page.getByRole('dialog', { name: '请在浏览器里打开' })).toBeVisible()
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      expect(new URL(page.url()).pathname).toBe(path)
    })
  expect(downloads).toEqual([])
})
