import { launchOptions } from '../support/browser.ts'
import { expect, test } from '../support/test.ts'

// A phone with a camera, whose browser refuses it.
const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny']
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, ...camera] } })

test('without permission the other two ways are offered at once, and how to allow the camera', async ({ newPhone }) => {
  const phone = await newPhone()
  await phone.goto('/scan')
  await phone.getByRole('button', { name: '打开相机' }).click()
  const why = phone.getByRole('heading', { name: '没有相机权限' })
  await expect(why).toBeVisible()
  await expect(phone.getByRole('status').filter({ hasText: '没有相机权限' })).toHaveCount(1)
  await expect(phone.getByRole('main')).toContainText(/允许.*相机/)
  await expect(phone.getByLabel('相册')).toBeEnabled()
  await expect(phone.getByLabel('第 1 组')).toBeVisible()
  await phone.getByRole('button', { name: '再试一次' }).click()
  await expect(why).toBeVisible()
})
