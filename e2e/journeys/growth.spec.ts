import type { Page } from '@playwright/test'
import type { GrowthView } from '@wallet/shared/growth/shownPath'
import { courseCalled, people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'

const roadOf = async (phone: Page): Promise<GrowthView> => (await phone.request.get('/api/growth-path')).json()
/** Is through with all lessons of a course but the last, as on another phone. */
const studyAllButOne = async (phone: Page, title: string, origin: string) => {
  const { chapters } = await courseCalled(phone.request, title)
  for (const { id } of chapters.flatMap(({ lessons }) => lessons).slice(0, -1))
    expect((await phone.request.post(`/api/lessons/${id}/progress`, { data: { seconds: 0, completed: true }, headers: { origin } })).status()).toBe(200)
}
const boardRow = (phone: Page, name: string) => phone.getByRole('main').getByRole('listitem').filter({ hasText: name })

test('the stage moves on when what it needs is done', async ({ newPhone, signIn, product }) => {
  const phone = await newPhone()
  await signIn(phone, people.leader)
  await studyAllButOne(phone, '新任主管的第一个季度', product.origin)
  await phone.goto('/')
  await phone.getByRole('link', { name: '成长', exact: true }).click()
  await expect(phone.getByRole('heading', { level: 2, name: '再完成 1 项，成为新人' })).toBeVisible()
  await expect(phone.locator('section[aria-current=step]').getByRole('heading')).toHaveText('新人')

  await phone.getByRole('link', { name: '继续 · 新任主管的第一个季度' }).click()
  await phone.getByRole('link', { name: '继续 · 季度末的自评' }).click()
  await expect(phone.getByText(/^进度已保存 \d\d:\d\d。/)).toBeVisible()
  await phone.getByRole('button', { name: '学完了' }).click()
  await expect(phone.getByRole('heading', { name: '恭喜，证书是你的了' })).toBeVisible()

  await phone.goto('/growth')
  await expect(phone.getByRole('heading', { level: 2, name: /^再完成 \d 项，成为骨干$/ })).toBeVisible()
  await expect(phone.locator('section[aria-current=step]').getByRole('heading')).toHaveText('骨干')
  await expect(phone.getByText('已达成')).toBeVisible()
  await expect(phone.getByRole('link', { name: '看证书：新任主管的第一个季度' })).toBeVisible()
  expect((await roadOf(phone)).road?.here).toBe(1)
})

test('the leaderboard shows me between my neighbours; who opts out is seen by nobody else', async ({ newPhone, signIn }) => {
  const [mine, theirs] = [await newPhone(), await newPhone()]
  await Promise.all([signIn(mine, people.employee), signIn(theirs, people.colleague)])
  await mine.goto('/growth')
  await mine.getByRole('link', { name: '排行榜', exact: true }).click()
  await mine.getByRole('button', { name: '总榜' }).click()
  await mine.getByRole('button', { name: /客服一组/ }).click()
  await mine.getByRole('dialog').getByRole('button', { name: '全公司' }).click()
  await expect(mine).toHaveURL(/period=all&metric=points&scope=enterprise$/)
  const me = mine.locator('li[aria-current=true]')
  await expect(me).toContainText('周雨桐')
  for (const neighbour of ['preceding', 'following']) await expect(me.locator(`xpath=${neighbour}-sibling::li[1]`)).toContainText(/第 \d+ 名/)

  await theirs.goto('/growth/leaderboard?period=all')
  await expect(boardRow(theirs, '周雨桐')).toBeVisible()
  await mine.getByRole('link', { name: '我的', exact: true }).click()
  await mine.getByRole('switch', { name: /^上排行榜/ }).click()
  await expect(mine.getByRole('switch', { name: /^上排行榜/ })).not.toBeChecked()
  await theirs.reload()
  await expect(boardRow(theirs, '陈思远')).toBeVisible()
  await expect(boardRow(theirs, '周雨桐')).toHaveCount(0)
  await mine.goto('/growth/leaderboard?period=all')
  await expect(boardRow(mine, '周雨桐')).toBeVisible()
  await mine.getByRole('link', { name: '修改' }).click()
  await mine.getByRole('switch', { name: /^上排行榜/ }).click()
  await expect(mine.getByRole('switch', { name: /^上排行榜/ })).toBeChecked()
})

test('a badge is celebrated where one is, can be told of, and hangs on the wall', async ({ newPhone, signIn }) => {
  const phone = await newPhone({ permissions: ['clipboard-read', 'clipboard-write'] })
  await signIn(phone, people.admin) // who learns nothing in any other journey
  const course = await courseCalled(phone.request, '产品知识入门')
  await phone.goto(`/courses/${course.id}`)
  await phone.getByRole('button', { name: /^开始学习 · / }).click()
  await expect(phone.getByText(/^进度已保存 \d\d:\d\d。/)).toBeVisible()
  await phone.getByRole('button', { name: /^下一节 · / }).click()
  const moment = phone.getByRole('dialog', { name: '得到 1 枚新奖章' })
  await expect(moment.getByText('第一课', { exact: true })).toBeVisible()
  // Where the phone has no sheet of its own for sharing.
  await moment.getByRole('button', { name: '分享' }).click()
  await expect.poll(() => phone.evaluate(() => navigator.clipboard.readText())).toMatch(/得到了奖章“第一课”/)

  await moment.getByRole('link', { name: '看奖章墙' }).click()
  await phone.getByRole('button', { name: /^第一课 \d{4}-\d\d-\d\d 得到$/ }).focus()
  await phone.keyboard.press('Enter')
  await expect(phone.getByRole('dialog').getByRole('heading', { name: '第一课' })).toBeVisible()
  await phone.keyboard.press('Escape')
  await expect(phone.getByRole('button', { name: /^第一课 / })).toBeFocused()
})

test('nothing of growth is wider than the phone', async ({ newPhone, signIn }) => {
  const phone = await newPhone({ locale: 'en-GB' })
  await signIn(phone, people.employee)
  for (const path of ['/growth', '/growth/badges', '/growth/leaderboard?period=all&scope=enterprise&metric=certificates']) {
    await phone.goto(path)
    await expect(phone.getByRole('main').getByRole('listitem').nth(2)).toBeVisible()
    for (const width of [320, 375, 430]) {
      await phone.setViewportSize({ width, height: 812 })
      expect(await phone.evaluate(() => document.documentElement.scrollWidth), `${path} at ${width}`).toBeLessThanOrEqual(width)
    }
  }
})
