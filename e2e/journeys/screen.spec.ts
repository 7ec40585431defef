import { faultsOf } from '../support/axe.ts'
import { people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'
import { hangWall } from '../support/wall.ts'
import { faultsOfWalls, someLooks, wallFaults, wallHangs } from '../support/wallFaults.ts'
import { watchWall } from '../support/wallMemory.ts'

const desk = { viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 1, isMobile: false, hasTouch: false } as const

for (const locale of ['zh-CN', 'en'])
  test(`a wall is legible, whole and in order in ${locale}, with nothing, one of each, a company, and names that are too long`, async ({
    newPhone,
    signIn,
  }) => {
    test.setTimeout(120_000)
    const page = await newPhone({ ...desk, locale })
    await signIn(page, people.issuer)
    const wall = await hangWall(page, { occasion: 'nothing', isTeam: false })
    expect(await faultsOfWalls(page, wall, locale === 'en' ? someLooks.slice(2) : someLooks)).toEqual([])
  })

test('a wall goes on by itself: it says how old it is, that it is lost and since when, and comes back', async ({ newPhone, signIn }) => {
  const page = await newPhone({ ...desk, locale: 'zh-CN' })
  await signIn(page, people.issuer)
  const wall = await hangWall(page, { occasion: 'company', isTeam: false })
  await page.goto('/screen')
  await wallHangs(page)
  await expect(page.getByText('实时', { exact: true })).toBeVisible()
  await page.clock.runFor(3_000)
  await expect(page.getByText(/^[34] 秒前更新$/)).toBeVisible()
  await wall.issue({ id: 900, issuedAt: '2026-11-23T06:05:34.000Z', type: 'exam', holderName: '王*', title: '刚刚合格', unit: { id: 2, name: '总装车间' } })
  await expect(page.locator('.feed li').first()).toContainText('刚刚合格')
  await expect(page.getByRole('heading', { name: '刚刚颁发，今天第 17 张' })).toBeVisible()

  await wall.fall()
  for (let i = 0; i < 13; i++) {
    await page.clock.runFor(30_000)
    await page.waitForTimeout(20) // an answer takes its own time
  }
  await expect(page.getByText(/^连接中断 6 分钟，画面停在 14:05$/)).toBeVisible()
  await expect(page.getByText(/^第 \d+ 次重连中$/)).toBeVisible()
  expect(await wallFaults(page)).toEqual([])
  await wall.rise()
  await page.clock.runFor(12_000)
  await expect(page.getByText('实时', { exact: true })).toBeVisible()

  await wall.breakLine()
  for (let i = 0; i < 3; i++) {
    await page.clock.runFor(11_000)
    await page.waitForTimeout(20)
  }
  await expect(page.getByText(/^实时消息中断 \d+ 秒，数字仍在更新$/)).toBeVisible()
})

const refused: [string, number, string, RegExp, RegExp][] = [
  ['the session ends', 401, 'not_signed_in', /^登录已结束$/, /^去登录$/],
  ['the unit is another manager’s', 403, 'forbidden', /^你不能看这个部门$/, /^返回$/],
]
for (const [what, status, code, sentence, way] of refused)
  test(`a wall says so when ${what}, shows the way, and asks no more`, async ({ newPhone, signIn }) => {
    const page = await newPhone({ ...desk, locale: 'zh-CN' })
    await signIn(page, people.issuer)
    const wall = await hangWall(page, { occasion: 'company', isTeam: false })
    await page.goto('/screen/1')
    await wallHangs(page)
    wall.refuse(status, code)
    await page.clock.runFor(12_000)
    await expect(page.getByRole('heading', { level: 2, name: sentence })).toBeVisible()
    const asked = wall.asked()
    await page.clock.runFor(120_000)
    expect(wall.asked()).toBe(asked)
    await page.getByRole('link', { name: way }).click()
    await expect(page).not.toHaveURL(/^[^?]*\/screen/)
  })

test('the wall of the demo company is whole, a certificate lands on it within seconds, and its words can be told from their ground', async ({
  newPhone,
  signIn,
  product,
}) => {
  const page = await newPhone({ ...desk, locale: 'zh-CN' })
  await signIn(page, people.issuer)
  await page.goto('/screen')
  await expect(page.locator('main.wall')).toHaveAttribute('aria-busy', 'false')
  await expect(page.locator('.picture canvas').first()).toBeVisible()
  expect(await wallFaults(page)).toEqual([])
  expect(await faultsOf(page)).toEqual([])
  const order = { templateId: 2, employeeNo: people.colleague, title: '大屏演练', score: 90 }
  const answer = await page.request.post('/api/certificates', { data: order, headers: { origin: product.origin } })
  expect(answer.status()).toBe(201)
  await expect(page.locator('.feed li').first()).toContainText('大屏演练', { timeout: 4_000 })

  await signIn(page, people.leader)
  await page.goto('/screen')
  await expect(page.locator('main.wall.team')).toBeVisible()
  expect(await wallFaults(page)).toEqual([])
})

test('a wall holds no more after eight minutes than after three', async ({ newPhone, signIn }) => {
  const page = await newPhone({ ...desk, locale: 'zh-CN' })
  await signIn(page, people.issuer)
  const wall = await hangWall(page, { occasion: 'company', isTeam: false })
  await page.goto('/screen')
  await wallHangs(page)
  // What a browser lays in at first (compiled code, shapes of objects) is no leak: it has shown everything once before anything is weighed.
  await watchWall(page, wall, 24)
  const [third, end] = await watchWall(page, wall, 48)
  expect(end.heap / third.heap).toBeLessThan(1.1)
  expect(end.nodes / third.nodes).toBeLessThan(1.05)
  expect(end.listeners).toBeLessThanOrEqual(third.listeners + 2)
})
