import { people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'

test('the back button closes what lies over a page before it leaves it, on the very first page too', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.employee)
  await phone.goto('/')
  const search = phone.getByRole('button', { name: '搜索' })
  for (let time = 0; time < 2; time += 1) {
    await search.click()
    await expect(phone.getByRole('dialog')).toBeVisible()
    await phone.evaluate(() => history.back())
    await expect(phone.getByRole('dialog')).toHaveCount(0)
    await expect(phone.getByRole('heading', { level: 1, name: '证书' })).toBeVisible()
  }
  await phone.getByRole('main').getByRole('link').filter({ hasText: 'KPL-' }).first().click()
  await expect(phone).toHaveURL(/certificates/)
  await phone.evaluate(() => history.back())
  await expect(phone.getByRole('heading', { level: 1, name: '证书' })).toBeVisible()
})
