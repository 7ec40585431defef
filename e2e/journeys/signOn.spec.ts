import { rm } from 'node:fs/promises'
import { expect, test as base, type Page } from '@playwright/test'
import { faultsOf } from '../support/axe.ts'
import { people } from '../support/demo.ts'
import { copyDemoData } from '../support/demoData.ts'
import { phones } from '../support/phones.ts'
import { startProduct, type Product } from '../support/product.ts'
import { callOff, signInThere, startServices, withoutOthers } from '../support/signOn.ts'

interface Company {
  readonly product: Product
  readonly issuer: string
  readonly wecom: string
}

/** The product beside an OpenID provider that knows an employee and somebody who is none of ours, and beside WeCom. */
const company = async (more: Readonly<Record<string, string>>, use: (it: Company) => Promise<void>) => {
  const [services, folder] = [await startServices(), await copyDemoData()]
  const product = await startProduct(folder, undefined, { ...services.environment, ...more })
  await services.open(product.origin, { zhou: { employee_no: people.employee }, lin: { employee_no: people.admin }, guest: { employee_no: 'GUEST1' } })
  await use({ product, issuer: services.issuer, wecom: services.wecom })
  await Promise.all([product.stop(), services.stop()])
  await rm(folder, { recursive: true, force: true })
}

const test = base.extend<{ page: Page }, { beside: Company; instead: Company }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are wanted
  beside: [async ({}, use) => company({}, use), { scope: 'worker', timeout: 120_000 }],
  // oxlint-disable-next-line no-empty-pattern -- as above
  instead: [async ({}, use) => company({ PASSWORD_SIGN_IN: '0' }, use), { scope: 'worker', timeout: 120_000 }],
})

const complaintsOf = (page: Page) => {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text())
  })
  return complaints
}
const bySignOn = (page: Page) => page.getByRole('button', { name: '用“集团账号”登录' })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

test('somebody signs in by the account they have at the company, and is where they were heading', async ({ page, beside: { product, issuer } }) => {
  const complaints = complaintsOf(page)
  await withoutOthers(page, product.origin, issuer)
  await page.goto(`${product.origin}/me?from=mail`)
  await expect(page).toHaveURL(`${product.origin}/login?next=/me?from=mail`)
  await expect(page.getByLabel('密码', { exact: true })).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
  await bySignOn(page).click()

  await expect(page).toHaveURL(new RegExp(`^${issuer}/interaction/`))
  await signInThere(page, 'zhou')
  await expect(page).toHaveURL(`${product.origin}/me?from=mail`)
  await expect(page.getByText('周雨桐').first()).toBeVisible()
  const cookies = await page.context().cookies(product.origin)
  expect(cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([{ name: 'wallet', httpOnly: true, sameSite: 'Lax' }])

  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page).toHaveURL(`${product.origin}/login`)
  // The provider still knows them: one tap.
  await bySignOn(page).click()
  await expect(heading(page, '证书')).toBeVisible()
  await expect(page).toHaveURL(`${product.origin}/`)
  expect(complaints).toEqual([])
})

test('whoever calls it off, or is none of ours, reads why and can still sign in otherwise', async ({ page, beside: { product, issuer } }) => {
  await withoutOthers(page, product.origin, issuer)
  await page.goto(`${product.origin}/login?next=/growth`)
  await bySignOn(page).click()
  await callOff(page)
  await expect(page.getByText('登录已取消')).toBeVisible()
  expect(await faultsOf(page)).toEqual([])

  await bySignOn(page).click()
  await signInThere(page, 'guest')
  await expect(page.getByText('没有找到和这个账号对应的员工，请联系管理员')).toBeVisible()

  await page.getByLabel('工号或邮箱').fill(people.employee)
  await page.getByLabel('密码', { exact: true }).fill('kpl-demo')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page).toHaveURL(`${product.origin}/growth`)
})

test('an address that somebody else was sent back with opens nothing here', async ({ page, browser, beside: { product, issuer } }) => {
  const other = await browser.newContext()
  const theirs = await other.newPage()
  await withoutOthers(theirs, product.origin, issuer)
  const stopped = `${product.origin}/sign-on/oidc/callback`
  await theirs.route(`${stopped}**`, route => route.abort())
  const wanted = theirs.waitForRequest(request => request.url().startsWith(stopped))
  await theirs.goto(`${product.origin}/login`)
  await bySignOn(theirs).click()
  await signInThere(theirs, 'zhou')
  const address = (await wanted).url()
  await page.goto(address)
  await expect(page.getByText('这次登录不是从这个浏览器开始的，请在这里重新登录')).toBeVisible()
  expect((await page.request.get(`${product.origin}/api/me`)).status()).toBe(401)
  await other.close()
})

test('an admin unties an account: whoever is signed in by it has to sign in anew', async ({ page, browser, instead: { product, issuer } }) => {
  const enter = async (phone: Page, login: string) => {
    await withoutOthers(phone, product.origin, issuer)
    await phone.goto(product.origin)
    await bySignOn(phone).click()
    await signInThere(phone, login)
    await expect(heading(phone, '证书')).toBeVisible()
  }
  const admin = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  await enter(page, 'zhou')
  await enter(admin, 'lin')
  await admin.goto(`${product.origin}/people/${people.employee}`)
  const accounts = admin.getByRole('region', { name: '登录账号' })
  await expect(accounts.getByRole('listitem')).toContainText(['企业账号'])
  expect(await faultsOf(admin)).toEqual([])
  await accounts.getByRole('button', { name: '解除绑定 zhou' }).click()
  await expect(admin.getByRole('dialog')).toContainText('周雨桐会在所有设备上退出登录')
  expect(await faultsOf(admin)).toEqual([])
  await admin.getByRole('dialog').getByRole('button', { name: '解除绑定' }).click()
  await expect(accounts).toHaveCount(0)
  await page.goto(`${product.origin}/me`)
  await expect(page).toHaveURL(`${product.origin}/login?next=/me`)
  await admin.context().close()
})

test('somebody signs in by WeCom: in a browser by its code, inside of WeCom without one', async ({ browser, beside: { product, wecom } }) => {
  const inside = `${phones.WeChat.userAgent} wxwork/4.1.30`
  for (const [userAgent, page] of [
    [phones.iPhone.userAgent, '/wwlogin/sso/login'],
    [inside, '/connect/oauth2/authorize'],
  ] as const) {
    const context = await browser.newContext({ userAgent, locale: 'en-GB' })
    const phone = await context.newPage()
    await phone.goto(`${product.origin}/login?next=/growth`)
    await phone.getByRole('button', { name: 'Sign in with WeCom' }).click()
    await expect(phone).toHaveURL(new RegExp(`^${wecom}${page}\\?`))
    await phone.getByRole('link', { name: page }).click()
    await expect(phone).toHaveURL(`${product.origin}/growth`)
    expect(await (await phone.request.get(`${product.origin}/api/me`)).json()).toMatchObject({ employeeNo: people.employee })
    await context.close()
  }
})

test.describe('where the pages are kept on the phone', () => {
  test.use({ serviceWorkers: 'allow' })
  test('the way back still leads to the server', async ({ page, beside: { product, issuer } }) => {
    await page.goto(`${product.origin}/login`)
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready
    })
    await page.reload()
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
    await bySignOn(page).click()
    await expect(page).toHaveURL(new RegExp(`^${issuer}/interaction/`))
    await signInThere(page, 'zhou')
    await expect(heading(page, '证书')).toBeVisible()
  })
})

test('where passwords are not taken, the account at the company is the only way in', async ({ page, instead: { product, issuer } }) => {
  await withoutOthers(page, product.origin, issuer)
  await page.goto(product.origin)
  await expect(page.getByText('这里不用密码，用你在公司的账号登录。')).toBeVisible()
  await expect(page.getByLabel('密码', { exact: true })).toHaveCount(0)
  await expect(page.getByText('演示模式 · 点一个人直接进入')).toHaveCount(0)
  expect(await faultsOf(page)).toEqual([])
  await bySignOn(page).click()
  await signInThere(page, 'zhou')
  await expect(heading(page, '证书')).toBeVisible()
})
