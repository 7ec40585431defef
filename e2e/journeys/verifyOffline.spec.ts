import type { Page } from '@playwright/test'
import { people, someCertificate } from '../support/demo.ts'
import { drawQr } from '../support/qr.ts'
import { expect, test } from '../support/test.ts'

test.use({ serviceWorkers: 'allow' })

const unknown = 'KPL-2026-0000-0000-000D'
const mistyped = 'KPL-2026-0000-0000-000E'

/** The pages lie on the phone as soon as the worker that keeps them is at work. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
const verdictOf = (page: Page) => page.getByRole('heading', { level: 1 })

test('without a network the verify page still says what can be known without one, and never an old verdict', async ({ newPhone, signIn }) => {
  const issuer = await newPhone()
  await signIn(issuer, people.issuer)
  const { certificateNo } = await someCertificate(issuer.request, 'valid')

  const phone = await newPhone()
  await phone.goto(`/v/${certificateNo}`)
  await expect(verdictOf(phone)).toHaveText('有效')
  await kept(phone)
  await phone.reload()
  await expect(verdictOf(phone)).toHaveText('有效')

  await phone.context().setOffline(true)
  await phone.reload()
  await expect(verdictOf(phone)).toHaveText('连不上网络')
  await expect(phone.getByRole('main')).toContainText('编号写法没有错。是真是假，要连上网络才能查。')
  await expect(phone.getByLabel('第 3 组')).toHaveValue(certificateNo.slice(-4))
  await expect(phone).toHaveTitle(/^连不上网络 · 证书验证 · /)
  await phone.getByRole('button', { name: '再试一次' }).click()
  await expect(verdictOf(phone)).toHaveText('连不上网络')

  await phone.goto(`/v/${mistyped}`)
  await expect(verdictOf(phone)).toHaveText('编号有误')
  await phone.goto('/v?lang=en')
  await expect(verdictOf(phone)).toHaveText('No connection')
  await phone.getByLabel('Year').fill(unknown)
  await phone.getByRole('button', { name: 'Check' }).click()
  await expect(phone).toHaveURL(`/v/${unknown}?lang=en`)
  await expect(phone.getByRole('main')).toContainText('Whether it is real can be seen only with a network.')
})

test('without a network a scanned or typed number gets as far', async ({ newPhone }) => {
  const phone = await newPhone()
  await phone.goto('/v')
  await kept(phone)
  await phone.context().setOffline(true)
  await phone.goto('/scan')
  await expect(verdictOf(phone)).toHaveText('扫码验证')
  await phone.getByLabel('相册').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: drawQr(unknown) })
  await expect(phone).toHaveURL(`/v/${unknown}?lang=zh-CN`)
  await expect(verdictOf(phone)).toHaveText('连不上网络')
  await phone.goto('/scan')
  await phone.getByLabel('第 1 组').fill(unknown)
  await phone.keyboard.press('Enter')
  await expect(phone.getByRole('main')).toContainText('编号写法没有错。')
})

test('as soon as there is a network again, the number is asked for', async ({ newPhone }) => {
  const phone = await newPhone()
  await phone.goto('/v')
  await kept(phone)
  await phone.context().setOffline(true)
  await phone.goto(`/v/${unknown}`)
  await expect(verdictOf(phone)).toHaveText('连不上网络')
  await phone.context().setOffline(false)
  await expect(verdictOf(phone)).toHaveText('查无此证')
})

test('what the phone keeps for it is of nobody', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.employee)
  await phone.goto('/')
  await kept(phone)
  const page = await phone.evaluate(async () => (await (await caches.match('/verify.html', { ignoreSearch: true }))?.text()) ?? '')
  expect(page).toContain('"organisation"')
  for (const word of ['周雨桐', people.employee, 'KPL-20']) expect(page).not.toContain(word)
  await phone.context().setOffline(true)
  await phone.goto('/v')
  await expect(verdictOf(phone)).toHaveText('连不上网络')
})
