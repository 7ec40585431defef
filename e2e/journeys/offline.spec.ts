import { people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'

test('what was opened once opens again without a network', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.employee)
  await phone.goto('/')
  await expect(phone.getByRole('main').getByRole('link').filter({ hasText: 'KPL-' }).first()).toBeVisible()
  await phone.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  // The first visit was not yet in the worker's hands.
  await phone.reload()
  await expect(phone.getByRole('main').getByRole('link').filter({ hasText: 'KPL-' }).first()).toBeVisible()

  await phone.context().setOffline(true)
  await phone.reload()
  await expect(phone.getByRole('heading', { level: 1, name: '证书' })).toBeVisible()
  await expect(phone.getByRole('status').filter({ hasText: '没有网络' }).first()).toBeVisible()
  await expect(phone.getByRole('main').getByRole('link').filter({ hasText: 'KPL-' }).first()).toBeVisible()
})
