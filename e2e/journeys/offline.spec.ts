import type { Page } from '@playwright/test'
import { people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'

test.use({ serviceWorkers: 'allow' })

const listed = (phone: Page) => phone.getByRole('main').getByRole('link').filter({ hasText: 'KPL-' })
/** Whether every picture that can be seen has been drawn. */
const arePicturesThere = (phone: Page) =>
  phone.evaluate(() =>
    [...document.querySelectorAll<HTMLImageElement>('main img')].filter(image => image.checkVisibility()).every(image => image.naturalWidth > 0),
  )
const kept = (phone: Page) =>
  phone.evaluate(async () => ({
    words: Object.keys(localStorage).filter(key => key.startsWith('mine.')),
    files: (await caches.keys()).filter(name => name.startsWith('mine.')),
  }))

/** A phone on which the wallet and its second certificate were looked at once, and which then loses the network. */
const offlineAfterOneVisit = async (newPhone: () => Promise<Page>, signIn: (page: Page, who: string) => Promise<void>) => {
  const phone = await newPhone()
  await signIn(phone, people.employee)
  await phone.goto('/')
  await expect(listed(phone).nth(1)).toBeVisible()
  await phone.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  // The first visit was not yet in the worker's hands.
  await phone.reload()
  await listed(phone).nth(1).click()
  await expect(phone.getByRole('heading', { level: 2 }).first()).toBeVisible()
  await phone.waitForLoadState('networkidle')
  await expect.poll(async () => (await kept(phone)).files.length).toBe(2)
  await phone.context().setOffline(true)
  return phone
}

test('without a network the wallet, a certificate and its picture open, and say of when they are', async ({ newPhone, signIn }) => {
  const phone = await offlineAfterOneVisit(newPhone, signIn)
  await phone.reload()
  await expect(phone.getByRole('heading', { level: 1, name: '证书' })).toBeVisible()
  await expect(phone.getByRole('status').filter({ hasText: /现在看到的是 .*\d\d:\d\d/ })).toBeVisible()
  await expect.poll(() => arePicturesThere(phone)).toBe(true)

  await phone.goto('/')
  await expect(phone.getByRole('status').filter({ hasText: /现在看到的是 .*\d\d:\d\d/ })).toBeVisible()
  await expect(listed(phone).nth(1)).toBeVisible()
  await expect.poll(() => arePicturesThere(phone)).toBe(true)
})

test('after signing out without a network nothing of it opens any more, and the session ends as soon as there is one', async ({
  newPhone,
  signIn,
  product,
}) => {
  const phone = await offlineAfterOneVisit(newPhone, signIn)
  const certificate = phone.url()
  await phone.goto('/me')
  await phone.getByRole('button', { name: '退出登录' }).click()
  await expect(phone.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(phone).toHaveURL(/\/login/)
  expect(await kept(phone)).toEqual({ words: [], files: [] })
  for (const url of [certificate, product.origin]) {
    await phone.goto(url)
    await expect(phone).toHaveURL(/\/login/)
  }

  await phone.context().setOffline(false)
  await expect.poll(async () => (await phone.request.get('/api/me')).status(), { timeout: 30_000 }).toBe(401)
  await phone.goto('/')
  await expect(phone).toHaveURL(/\/login/)
})
