import type { Page } from '@playwright/test'
import { employeeNoOf, people } from '../support/demo.ts'
import { readQr } from '../support/qr.ts'
import { expect, test } from '../support/test.ts'

test.use({ serviceWorkers: 'allow', deviceScaleFactor: 3 })

const holder = '欧阳䶮'
const title = '数据安全与合规实务'

const signInByHand = async (page: Page, account: string) => {
  await page.goto('/')
  await page.getByLabel('工号或邮箱').fill(account)
  await page.getByLabel('密码', { exact: true }).fill('kpl-demo')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: '证书' })).toBeVisible()
}

test('a certificate is issued, carried, scanned and taken back', async ({ product, newPhone }) => {
  const issuer = await newPhone()
  await signInByHand(issuer, people.issuer)
  const employeeNo = await employeeNoOf(issuer.request, holder)

  await test.step('the issuer issues it', async () => {
    await issuer.getByRole('navigation').getByRole('link', { name: '颁发' }).click()
    await issuer.getByRole('button', { name: '选一个人' }).click()
    await issuer.getByRole('dialog').getByRole('searchbox').fill(holder)
    await issuer.getByRole('dialog').getByRole('button', { name: holder }).click()
    await issuer.getByRole('radio', { name: '考试合格' }).check()
    await issuer.getByLabel('标题').fill(title)
    await issuer.getByLabel('成绩').fill('96.5')
    await issuer.getByRole('button', { name: '颁发', exact: true }).click()
    await issuer.getByRole('dialog').getByRole('button', { name: '确认颁发' }).click()
    await expect(issuer.getByRole('dialog', { name: '已经颁发' })).toContainText(/KPL-\d{4}(-[0-9A-Z]{4}){3}/)
  })

  const employee = await newPhone()
  const said = await test.step('the employee sees it first in the wallet, opens it, and shows its code', async () => {
    await signInByHand(employee, employeeNo)
    const first = employee.getByRole('main').getByRole('link').filter({ hasText: 'KPL-' }).first()
    await expect(first).toContainText(title)
    await first.click()
    await expect(employee.getByRole('main')).toContainText('96.5')
    const picture = employee.locator('img[src*="file.svg"]').first()
    await expect.poll(() => picture.evaluate(image => image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0)).toBe(true)
    return readQr(await picture.screenshot())
  })
  const certificateNo = /KPL-\d{4}(-[0-9A-Z]{4}){3}/.exec(employee.url())?.[0]
  expect(said).toBe(`${product.origin}/v/${certificateNo}`)

  const anyone = await newPhone()
  await test.step('anyone who scans it reads that it is valid', async () => {
    await anyone.goto(said ?? '')
    await expect(anyone.getByRole('heading', { level: 1 })).toHaveText('有效')
    const page = anyone.getByRole('main')
    await expect(page).toContainText(title)
    await expect(page).toContainText('欧*䶮')
    await expect(page).not.toContainText(holder)
    await expect(page).toContainText(/颁发日期\s*\d{4}-\d\d-\d\d/)
    await expect(page).toContainText(/有效期至\s*\d{4}-\d\d-\d\d/)
  })

  await test.step('the issuer takes it back, with a reason', async () => {
    await issuer.goto(`/certificates/${certificateNo}`)
    await issuer.getByRole('button', { name: '办理' }).click()
    await issuer.getByRole('dialog').getByRole('button', { name: '撤销，不可恢复' }).click()
    const dialog = issuer.getByRole('dialog')
    await dialog.getByLabel('原因').fill('成绩复核未通过')
    await dialog.getByRole('button', { name: '撤销，不可恢复' }).click()
    await expect(issuer.getByText('这张证书已被撤销，不再有效')).toBeVisible()
  })

  await test.step('the same link says so at once', async () => {
    await anyone.reload()
    await expect(anyone.getByRole('heading', { level: 1 })).toHaveText('已撤销')
  })
})
