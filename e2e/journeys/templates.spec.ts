import type { Page } from '@playwright/test'
import { people, templatesIn } from '../support/demo.ts'
import { beginWith, content, details, goOverToHtml, logo, look, settle, slipThrice, style, turnTo, writeAtEnd } from '../support/templates.ts'
import { drilledOn, expect, test } from '../support/test.ts'

const save = async (page: Page, version: number) => {
  await page.getByRole('button', { name: `保存为第 ${version} 版` }).click()
  await expect(page.getByRole('button', { name: `保存为第 ${version + 1} 版` })).toBeDisabled()
}
const coloursOf = (page: Page, selector: string) =>
  page.locator(selector).evaluate(async (image: HTMLImageElement) => {
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: 594, height: 420 })
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0, 594, 420)
    const { data } = context?.getImageData(0, 0, 594, 420) ?? { data: [] }
    let blue = 0
    const isBlue = (at: number) => (data[at] ?? 255) < 60 && Math.abs((data[at + 1] ?? 0) - 85) < 40 && (data[at + 2] ?? 0) > 200 // pictures are drawn anew
    for (let at = 0; at < data.length; at += 4) if (isBlue(at)) blue += 1
    return blue
  })

for (const [where, viewport] of [
  ['on the phone', null],
  ['on the desk', { width: 1280, height: 900 }],
] as const) {
  test(`a design of ours takes a logo and another colour, is saved and issued, ${where}`, drilledOn('on the desk', where), async ({ newPhone, signIn }) => {
    const page = await newPhone(viewport ? { viewport, isMobile: false } : {})
    const name = `上岗合格证 ${where}`
    await signIn(page, people.issuer)

    await test.step('it begins with a design, and is changed by form', async () => {
      await beginWith(page, /经典证书/)
      await page.getByRole('radio', { name: '梅' }).check({ force: true })
      await page.getByLabel('标题', { exact: true }).fill('上岗合格证')
      await page.getByLabel('上传标志').setInputFiles({ name: '公司标志.png', mimeType: 'image/png', buffer: await logo() })
      await expect(page.getByText('已上传的图片')).toBeVisible()
      await turnTo(page, details)
      await page.getByLabel('模板名称').fill(name)
    })
    await test.step('a file that is no picture is refused with a reason', async () => {
      await turnTo(page, content)
      await page
        .getByLabel('上传印章')
        .setInputFiles({ name: '印章.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') })
      await expect(page.getByText(/PNG、JPEG/).last()).toBeVisible()
    })
    await test.step('the picture follows, with every sample', async () => {
      await turnTo(page, look)
      await settle(page)
      expect(await coloursOf(page, '.board img')).toBeGreaterThan(100)
      for (const sample of ['长姓名', '生僻字', '英文名', '无成绩']) {
        await page.getByRole('button', { name: sample }).click()
        await settle(page)
        await expect(page.getByRole('img', { name: `“${name}”的预览，${sample}` })).toBeVisible()
      }
      await page.getByRole('button', { name: '放大预览' }).click()
      await expect(page.getByRole('dialog').getByRole('img')).toBeVisible()
      await page.keyboard.press('Escape')
    })
    await test.step('what is not saved survives a reload', async () => {
      await page.waitForTimeout(600)
      await page.reload()
      await expect(page.getByText('没有保存的改动')).toBeVisible()
      await page.getByRole('button', { name: '接着改' }).click()
      await save(page, 1)
    })
    await test.step('what is issued with it shows the logo', async () => {
      const template = (await templatesIn(page.request)).find(each => each.name === name)
      expect(template).toMatchObject({ version: 1, isActive: true })
      await page.goto('/issue')
      await page.getByRole('button', { name: '清空' }).click()
      await page.getByRole('button', { name: '选一个人' }).click()
      await page.getByRole('dialog').getByRole('searchbox').fill(people.colleague)
      await page.getByRole('dialog').getByRole('button', { name: people.colleague }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await page.getByRole('radio', { name }).check()
      await page.getByRole('button', { name: '颁发', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: '确认颁发' }).click()
      await page.getByRole('link', { name: '查看证书' }).click()
      await page.waitForURL('**/certificates/*')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      expect(await coloursOf(page, 'main .paper img')).toBeGreaterThan(100)
    })
  })

  test(
    `what a template may not contain is marked at its line, mended, saved, compared and gone back on, ${where}`,
    drilledOn('on the phone', where),
    async ({ newPhone, signIn }) => {
      const page = await newPhone(viewport ? { viewport, isMobile: false } : {})
      await signIn(page, people.issuer)
      await beginWith(page, /玉色票联/)
      await save(page, 1)

      await test.step('leaving the form is asked for first', async () => {
        await turnTo(page, content)
        await goOverToHtml(page)
        await expect(page.getByRole('textbox', { name: content })).toContainText('{{holderName}}')
      })
      await test.step('three slips: each is marked where it stands, and nothing can be saved', async () => {
        await slipThrice(page)
        await expect(page.getByRole('button', { name: '保存为第 2 版' })).toBeDisabled()
        const refused = page.getByRole('list', { name: '不允许的内容' })
        await expect(refused.getByRole('listitem')).toHaveText([/onclick.*脚本/, /图片地址不允许/, /text-shadow.*阴影/])
        await refused.getByRole('button', { name: /onclick/ }).click()
        await expect(page.locator('.cm-refused-line').first()).toBeVisible()
        await expect(page.getByText('2 处不允许')).toBeVisible()
        await turnTo(page, look)
        await expect(page.getByText('3 处不能保存')).toBeVisible()
        await expect(page.getByText(/停在上一个可用的样子（\d\d:\d\d）/)).toBeVisible()
      })
      await test.step('it is mended and saved as version 2', async () => {
        for (const [room, line] of [
          [content, 2],
          [style, 1],
        ] as const) {
          await turnTo(page, room)
          await page.getByRole('textbox', { name: room }).click()
          await page.keyboard.press('Control+End')
          for (let n = 0; n < line; n += 1) await page.keyboard.press('Shift+Control+K') // deletes a line
        }
        await writeAtEnd(page, style, '\n.kind{color:#8a211c}')
        await settle(page)
        await save(page, 2)
      })
      await test.step('Escape and Tab leave the editor', async () => {
        await page.getByRole('textbox', { name: style }).click()
        await page.keyboard.press('Escape')
        await page.keyboard.press('Tab')
        expect(await page.evaluate(() => document.activeElement?.shadowRoot === null || document.activeElement?.shadowRoot === undefined)).toBe(true)
      })
      await test.step('the versions are compared, and the first comes back', async () => {
        const path = new URL(page.url()).pathname
        await page.goto(`${path}/versions`)
        await expect(page.getByRole('heading', { name: '第 1 版与第 2 版' })).toBeVisible()
        await expect(page.getByRole('group', { name: '样式' })).toContainText('.kind{color:#8a211c}')
        await expect(page.locator('.both img')).toHaveCount(2)
        await page.getByRole('button', { name: '恢复第 1 版' }).click()
        await page.getByRole('dialog').getByRole('button', { name: '恢复为第 3 版' }).click()
        await expect(page.getByRole('listitem').filter({ hasText: '第 3 版' })).toContainText('王静怡')
        await page.goto(path)
        await expect(page.getByRole('radio', { name: '玉色票联' })).toBeChecked()
      })
    },
  )
}

test('two who change the same template choose what stays', async ({ newPhone, signIn }) => {
  const [one, other] = await Promise.all([newPhone(), newPhone()])
  await Promise.all([signIn(one, people.issuer), signIn(other, people.admin)])
  await beginWith(one, /金色荣誉/)
  await save(one, 1)
  const path = new URL(one.url()).pathname
  await other.goto(path)
  for (const [page, heading] of [
    [other, '年度荣誉'],
    [one, '季度荣誉'],
  ] as const)
    await page.getByLabel('标题', { exact: true }).fill(heading)
  await save(other, 2)
  await settle(one)
  await one.getByRole('button', { name: '保存为第 2 版' }).click()
  const asked = one.getByRole('dialog', { name: '别人刚保存了新版本' })
  await asked.getByRole('button', { name: '看看他们改了什么' }).click()
  await expect(asked).toContainText('年度荣誉')
  await asked.getByRole('button', { name: '用我的，保存为第 3 版' }).click()
  await expect(one.getByRole('button', { name: '保存为第 4 版' })).toBeDisabled()
  await expect(one.getByLabel('标题', { exact: true })).toHaveValue('季度荣誉')
})

test('templates are put in order by keyboard and by hand, and taken out of use and back', async ({ newPhone, signIn }) => {
  const page = await newPhone()
  await signIn(page, people.issuer)
  const names = async () => (await templatesIn(page.request)).map(({ name }) => name)
  const [first, second, third] = await names()
  await page.goto('/templates')
  await page.getByRole('button', { name: '排序' }).click()

  await test.step('by keyboard', async () => {
    await page.getByRole('button', { name: `下移：${first}` }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(names).toEqual(expect.arrayContaining([second, first]))
    await expect.poll(async () => (await names()).slice(0, 2)).toEqual([second, first])
  })
  await test.step('by its handle', async () => {
    const handles = page.locator('.handle')
    const [from, to] = [await handles.nth(2).boundingBox(), await handles.nth(0).boundingBox()]
    if (!from || !to) throw new Error('there are no handles')
    await page.mouse.move(from.x + 10, from.y + 20)
    await page.mouse.down()
    await page.mouse.move(to.x + 10, to.y - 10, { steps: 8 })
    await page.mouse.up()
    await expect.poll(async () => (await names()).slice(0, 3)).toEqual([third, second, first])
  })
  await test.step('out of use, and back', async () => {
    await page.getByRole('button', { name: '排好了' }).click()
    await page.getByRole('button', { name: `管理“${first}”` }).click()
    await page.getByRole('button', { name: /^停用/ }).click()
    await expect.poll(names).not.toContain(first)
    await page.getByRole('button', { name: '撤销' }).click()
    await expect.poll(names).toContain(first)
  })
})
