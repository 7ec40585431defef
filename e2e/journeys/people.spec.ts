import { readFile } from 'node:fs/promises'
import { faultsOf } from '../support/axe.ts'
import { people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'

const places = [
  { where: 'on the phone', viewport: { width: 375, height: 812 }, mark: 'P' },
  { where: 'at the desk', viewport: { width: 1280, height: 800 }, mark: 'D' },
] as const
const password = '春江潮水连海平，海上明月共潮生'

for (const { where, viewport, mark } of places)
  test(`people are imported, corrected, moved, given a password and seen off, ${where}`, async ({ newPhone, signIn }, { project }) => {
    // Whoever has been made on one phone is there on the next.
    const no = (n: number) => `${mark}${project.name.replaceAll(/\W/g, '').toUpperCase()}${n}`
    const page = await newPhone({ viewport })
    await signIn(page, people.admin)
    await page.goto('/me')
    await page.getByRole('link', { name: '人员', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: '人员' })).toBeVisible()
    await expect(page.getByText(/^[\d,]+ 人$/)).toBeVisible()
    expect(await faultsOf(page)).toEqual([])

    const choose = (text: string, name: string) => page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    await test.step('a file is looked through: what is wrong is said row by row, and given back', async () => {
      await page.getByRole('link', { name: '导入' }).click()
      const rows = [
        ['工号', '姓名', '部门', '邮箱', '角色'],
        [no(1), '孙晓晓', '考培练集团/市场销售部', '', '员工'],
        [no(2), '何佳佳', '市场销售部', 'not an address', '老板'],
        ['KPL0001', '', '', '', '员工'],
      ]
      await choose(rows.map(cells => cells.join(',')).join('\r\n'), '新同事.csv')
      await expect(page.getByRole('heading', { name: '新同事.csv' })).toBeVisible()
      await expect(page.getByText('「邮箱」不是邮箱地址')).toBeVisible()
      await expect(page.getByText('「角色」不认识这个写法')).toBeVisible()
      await expect(page.getByText(/不能取消自己的管理员身份/)).toBeVisible()
      expect(await faultsOf(page)).toEqual([])
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: '下载要改的 2 行' }).click()
      const rest = await readFile(await (await download).path(), 'utf8')
      expect(rest.trimEnd().split('\r\n')).toHaveLength(3)
      await page.getByRole('button', { name: '确认，新增 1 人、修改 0 人' }).click()
      await expect(page.getByRole('heading', { name: '导入好了' })).toBeVisible()
      await expect(page.getByText('还有 2 行要改过再导入。')).toBeVisible()
    })
    await test.step('corrected, the rest is taken as well; the same file again changes nothing', async () => {
      await page.getByRole('button', { name: '再导入一个文件' }).click()
      const corrected = `工号,姓名,部门,邮箱,角色\r\n${no(2)},何佳佳,市场销售部,${no(2).toLowerCase()}@kpl.example,员工`
      await choose(corrected, '改好了.csv')
      await page.getByRole('button', { name: '确认，新增 1 人、修改 0 人' }).click()
      await expect(page.getByRole('heading', { name: '导入好了' })).toBeVisible()
      await page.getByRole('button', { name: '再导入一个文件' }).click()
      await choose(corrected, '又一次.csv')
      await expect(page.getByRole('button', { name: '没有要改动的内容' })).toBeDisabled()
    })
    await test.step('somebody is found and moved to another unit', async () => {
      await page.goto('/people')
      await page.getByRole('searchbox').fill(no(1))
      await expect(page).toHaveURL(/q=/)
      await page.getByRole('link', { name: /孙晓晓/ }).click()
      await expect(page.getByRole('heading', { level: 2, name: '孙晓晓' })).toBeVisible()
      await expect(page.getByText('考培练集团 / 市场销售部')).toBeVisible()
      expect(await faultsOf(page)).toEqual([])
      await page.getByRole('link', { name: '修改资料' }).click()
      await page.getByLabel('部门').selectOption({ label: '　客户服务部' })
      await page.getByLabel('角色').selectOption('主管')
      await page.getByRole('button', { name: '保存' }).click()
      await expect(page.getByText('考培练集团 / 客户服务部')).toBeVisible()
      await expect(page.getByText('主管', { exact: true })).toBeVisible()
    })
    const theirs = await newPhone({ viewport })
    await test.step('a link sets a password, once, and it signs in', async () => {
      await page.getByRole('button', { name: /设置密码的链接/ }).click()
      await page.getByRole('button', { name: '生成链接' }).click()
      const url = new URL((await page.getByText(/\/password#/).textContent()) ?? '')
      const link = `${url.pathname}${url.hash}`
      await theirs.goto(link)
      await expect(theirs.getByText(`为工号 ${no(1)} 设置密码`)).toBeVisible()
      expect(new URL(theirs.url()).hash).toBe('')
      expect(await faultsOf(theirs)).toEqual([])
      await theirs.getByLabel('新密码').fill('短')
      await theirs.getByRole('button', { name: '设置密码' }).click()
      await expect(theirs.getByText('还差 11 个字符')).toBeVisible()
      await theirs.getByLabel('新密码').fill(password)
      await theirs.getByRole('button', { name: '设置密码' }).click()
      await expect(theirs.getByRole('heading', { name: '密码设置好了' })).toBeVisible()
      await theirs.getByRole('link', { name: '去登录' }).click()
      await theirs.getByLabel('工号或邮箱').fill(no(1))
      await theirs.getByLabel('密码', { exact: true }).fill(password)
      await theirs.getByRole('button', { name: '登录', exact: true }).click()
      await expect(theirs).toHaveURL(/\/$/)
      const again = await newPhone({ viewport })
      await again.goto(link)
      await expect(again.getByRole('heading', { name: '这个链接不能用了' })).toBeVisible()
    })
    await test.step('who has left is signed out at once', async () => {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: '办理离职' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '办理离职' }).click()
      await expect(page.getByText('已离职').first()).toBeVisible()
      await theirs.goto('/me')
      await expect(theirs).toHaveURL(/\/login/)
    })
    await test.step('a unit is added, renamed, moved and deleted', async () => {
      await page.goto('/units')
      await page.getByRole('button', { name: /^市场销售部/ }).click()
      await page.getByRole('button', { name: '新建下级部门' }).click()
      await page.getByLabel('部门名称').fill(`新组 ${no(3)}`)
      await page.getByRole('button', { name: '新建', exact: true }).click()
      const unit = page.getByRole('button', { name: new RegExp(`新组 ${no(3)}`) })
      await unit.click()
      await page.getByRole('button', { name: '移到别的部门下面' }).click()
      expect(await faultsOf(page)).toEqual([])
      await page.getByLabel('移到').selectOption({ label: '　客户服务部' })
      await page.getByRole('button', { name: '移动', exact: true }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await unit.click()
      await page.getByRole('button', { name: '删除' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
      await expect(unit).toHaveCount(0)
    })
  })
