import { readFile } from 'node:fs/promises'
import { dashboardFaults } from '../support/dashboardFaults.ts'
import { people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'
import { hangWall } from '../support/wall.ts'

test('a manager opens a number, reminds one of its people, takes them along, and sees no other unit', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.manager)
  const fetched: string[] = []
  phone.on('request', request => fetched.push(request.url()))
  await phone.goto('/')
  await expect(phone.getByRole('heading', { level: 1, name: '证书' })).toBeVisible()
  await phone.waitForLoadState('networkidle')
  expect(
    fetched.filter(url => url.includes('echarts')),
    'whoever looks at their wallet waits for no chart',
  ).toEqual([])
  await phone.getByRole('link', { name: '看板', exact: true }).click()
  await expect(phone.getByRole('button', { name: '看哪个部门 客户服务部' })).toBeVisible()
  await expect(phone.getByRole('img', { name: /^本月颁发 \d+ 张/ }).locator('canvas')).toBeVisible()
  expect(fetched.filter(url => url.includes('echarts'))).toHaveLength(1)

  await phone.getByRole('button', { name: /^必备覆盖/ }).click()
  const sheet = phone.getByRole('dialog', { name: /^缺证 \d+ 张$/ })
  const rows = sheet.getByRole('listitem')
  await expect(rows.filter({ hasText: people.manager }).first()).toBeVisible()
  expect(await rows.filter({ hasText: people.manager }).getByRole('checkbox').count(), 'nobody reminds themselves').toBe(0)
  const first = rows.nth(await rows.evaluateAll(all => all.findIndex(row => row.querySelector('input'))))
  await first.getByRole('checkbox').check({ force: true }) // what is seen of it is drawn beside it
  await sheet.getByRole('button', { name: '提醒 1 人' }).click()
  await phone.getByRole('dialog', { name: '提醒 1 人？' }).getByRole('button', { name: '提醒 1 人' }).click()
  await expect(sheet.getByRole('status').filter({ hasText: '提醒了 1 张证书的持有人' })).toBeVisible()
  await expect(first).toContainText('今天已提醒')

  const [file] = await Promise.all([phone.waitForEvent('download'), sheet.getByRole('button', { name: '导出 CSV' }).click()])
  expect(file.suggestedFilename()).toMatch(/^缺证 \d+ 张\.csv$/)
  const bytes = await readFile(await file.path())
  expect([...bytes.subarray(0, 3)], 'spreadsheets read it as UTF-8').toEqual([0xef, 0xbb, 0xbf])
  expect(bytes.toString()).toContain((await first.locator('.name').textContent()) ?? '')

  await phone.goto('/dashboard/1')
  await expect(phone.getByRole('heading', { level: 2, name: '这个部门不归你看' })).toBeVisible()
  await phone.getByRole('link', { name: '回到我的部门' }).click()
  await phone.getByRole('button', { name: '看哪个部门 客户服务部' }).click()
  const units = phone.getByRole('dialog', { name: '看哪个部门' })
  await units.getByRole('searchbox', { name: '部门名称' }).fill('一组')
  await expect(units.getByRole('link')).toHaveText(['客服一组客户服务部'])
  await units.getByRole('link').click()
  await expect(phone.getByRole('button', { name: '看哪个部门 客服一组' })).toBeVisible()
  await phone.getByRole('link', { name: '学习', exact: true }).click()
  await phone.getByRole('link', { name: '看板', exact: true }).click()
  await expect(phone.getByRole('button', { name: '看哪个部门 客服一组' }), 'the unit that was chosen stays').toBeVisible()
})

const everyOccasion = ['nothing', 'one', 'company', 'longNames'] as const
for (const [locale, occasions] of [
  ['zh-CN', everyOccasion],
  ['en', everyOccasion.slice(2)],
] as const)
  test(`a dashboard on the phone is whole and in order in ${locale}, with ${occasions.join(', ')}`, async ({ newPhone, signIn }) => {
    const phone = await newPhone({ locale })
    await signIn(phone, people.issuer)
    const wall = await hangWall(phone, { occasion: 'nothing', isTeam: false })
    const faults: string[] = []
    for (const isTeam of [false, true])
      for (const occasion of occasions) {
        wall.show({ occasion, isTeam })
        await phone.goto(isTeam ? '/dashboard/14' : '/dashboard')
        for (const width of [375, 320]) {
          await phone.setViewportSize({ width, height: 812 })
          const found = await dashboardFaults(phone)
          faults.push(...found.map(fault => `${isTeam ? 'team' : 'unit'}, ${occasion}, ${width}: ${fault}`))
        }
      }
    expect(faults).toEqual([])
  })
