import { readFile } from 'node:fs/promises'
import { faultsOf } from '../support/axe.ts'
import { people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'

test('on the desk everything issued is narrowed down, counted and taken along', async ({ newPhone, signIn }) => {
  const page = await newPhone({ viewport: { width: 1280, height: 800 } })
  await signIn(page, people.issuer)
  await page.goto('/issued')
  const figures = page.getByRole('status').filter({ hasText: /张符合/ })
  await expect(figures).toHaveText(/^([\d,]+) 张符合，共 \1 张$/)

  await test.step('by unit, status and day', async () => {
    const counted = page.waitForResponse(/issued\/count\?.*unitId=.*from=/)
    await page.getByRole('combobox', { name: '部门' }).selectOption({ label: '　市场销售部' })
    await page.getByRole('combobox', { name: '状态' }).selectOption('有效')
    await page.getByRole('combobox', { name: '颁发' }).selectOption('近 90 天')
    await counted
    await expect(figures).not.toHaveText(/^([\d,]+) 张符合，共 \1 张$/)
    await expect(page.locator('tbody tr').first()).toContainText('有效')
    await expect(page.locator('tbody tr').filter({ hasText: /已撤销|已过期|即将到期/ })).toHaveCount(0)
    expect(await faultsOf(page)).toEqual([])
  })
  await test.step('it is the same after a reload: the address says it', async () => {
    const before = await figures.textContent()
    await expect(page).toHaveURL(/status=valid/)
    await page.reload()
    await expect(page.getByRole('combobox', { name: '状态' }).locator('option:checked')).toHaveText('有效')
    await expect(figures).toHaveText(before ?? '')
  })
  await test.step('the file holds what is left, no more', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出 CSV' }).click()
    const file = await readFile(await (await download).path(), 'utf8')
    const count = Number((await figures.textContent())?.match(/^[\d,]+/)?.[0].replaceAll(',', ''))
    expect(file.startsWith('\uFEFF证书编号,')).toBe(true)
    expect(file.trim().split('\r\n')).toHaveLength(count + 1)
  })
  await test.step('and all of it is back with one click', async () => {
    await page.getByRole('button', { name: '清除筛选' }).click()
    await expect(figures).toHaveText(/^([\d,]+) 张符合，共 \1 张$/)
  })
})
